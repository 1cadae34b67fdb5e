import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkJob, type Job, type Prepared } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { sideBySide } from '../../src/engines/side-by-side.ts';
import { wasmEngine } from '../../src/engines/wasm/engine.ts';
import { outputWeights } from '../../src/networks/patch-network.ts';
import { type Random, random } from '../../src/random/random.ts';
import { dataset } from './networks.ts';

const signal = new AbortController().signal;
const wasm = await wasmEngine();

const dimension = 6;

/** Patches of the momentum paper's kind: one signal among noise beside it, at places of their own, some of them missing. */
function inputs(samples: number, missing: number, stream: Random): number[][][] {
  return Array.from({ length: samples }, () => {
    const patches = Array.from({ length: 3 }, () => {
      const noise = Array.from({ length: dimension }, (_, k) => (k < 2 ? 0 : stream.normal()));
      return stream.uniform() < missing ? noise.map(() => 0) : noise;
    });
    const signal = Array.from({ length: dimension }, (_, k) => (k < 1 ? stream.normal() : 0));
    return patches.toSpliced(stream.integer(4), 0, signal);
  });
}

const probes: Job['probes'] = [
  { name: 'loss', quantity: 'loss', schedule: { every: 10 } },
  { name: 'weights', quantity: 'weights', schedule: 'end' },
  { name: 'gradient', quantity: 'gradient', schedule: 'end' },
  { name: 'activations', quantity: 'activations', schedule: { every: 20 } },
  { name: 'of-test', quantity: 'activations', on: 'test', schedule: { every: 20 } },
  { name: 'margins-of-test', quantity: 'margins', on: 'test', schedule: { every: 20 } },
];

test.each([
  ['float64', 1e-12],
  ['float32', 2e-5],
] as const)('few neurons, samples side by side: agrees with plain in %s', async (precision, tolerance) => {
  let aside = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.nat(1e6).map(String),
        neurons: fc.integer({ min: 1, max: 8 }),
        samples: fc.integer({ min: 1, max: 40 }),
        missing: fc.constantFrom(0, 0.1),
        kind: fc.constantFrom('power' as const, 'relu-power' as const),
        degree: fc.integer({ min: 1, max: 4 }),
        loss: fc.constantFrom('logistic' as const, 'squared' as const),
      }),
      async ({ seed, neurons, samples, missing, kind, degree, loss }) => {
        const stream = random(seed);
        const train = inputs(samples, missing, stream);
        const network = { neurons, activation: { kind, degree }, output: 'signs', loss } as const;
        const job = checkJob({
          name: 'side by side',
          network,
          data: { sampler: 'given', inputs: train },
          init: { scale: 1 },
          optimizer: { optimizer: 'momentum', rate: 1e-4, memory: 0.9 },
          steps: 40,
          precision,
          probes,
        });
        const sets = [train, inputs(samples, missing, stream)].map((set) =>
          dataset(
            set,
            set.map(() => stream.sign()),
          ),
        );
        const prepared: Prepared = {
          trial: 0,
          train: sets[0],
          test: sets[1],
          weights: Float64Array.from({ length: neurons * dimension }, () => 0.3 * stream.normal()),
          output: outputWeights(job.network, stream),
          batchSeed: 'b',
        };
        const [{ series: expected }] = await plain.train({ ...job, precision: 'float64' }, [prepared], signal);
        const [{ series: actual }] = await wasm.train(job, [prepared], signal);
        for (const { name } of probes) {
          const [is, should] = [actual[name].values, expected[name].values];
          const most = Math.max(1, ...should.map(Math.abs));
          expect(is).toHaveLength(should.length);
          expect(Math.max(...is.map((value, k) => Math.abs(value - should[k]))) / most).toBeLessThan(tolerance);
        }
        const lanes = precision === 'float32' ? 8 : 4;
        if (sideBySide(sets[0], { lanes, spread: true, mostEntries: (8 / neurons) * sets[0].value.length })) aside++;
      },
    ),
    { numRuns: 60, seed: 1 },
  );
  expect(aside).toBeGreaterThan(20);
});

test('patches over the same columns share an operation, and lanes without one are zeros', () => {
  const both = [
    [
      [1, 0, 0],
      [0, 2, 3],
    ],
    [
      [0, 4, 5],
      [0, 0, 0],
    ],
    [
      [0, 6, 7],
      [8, 0, 0],
    ],
  ];
  const data = dataset(both, [1, 1, 1]);
  const aside = sideBySide(data, { lanes: 2, spread: false, mostEntries: 12 })!;
  expect([...aside.placeOf]).toEqual([0, 2, 3, -1, 0, 2]);
  expect(aside.slots).toBe(2);
  expect(aside.groupOp).toEqual([0, 2, 4]);
  expect([...aside.values]).toEqual([1, 0, 2, 4, 3, 5, 6, 0, 7, 0, 8, 0]);
  expect(sideBySide(data, { lanes: 2, spread: false, mostEntries: 11 })).toBeNull();
  const gap = dataset([[[1, 0, 1]]], [1]);
  expect(sideBySide(gap, { lanes: 2, spread: false, mostEntries: 100 })).toBeNull();
});

test('few samples spread their patches over lanes of their own', () => {
  const two = [
    [
      [1, 2],
      [3, 4],
      [0, 5],
    ],
    [
      [6, 7],
      [0, 0],
      [8, 9],
    ],
  ];
  const { placeOf, values } = sideBySide(dataset(two, [1, 1]), { lanes: 5, spread: true, mostEntries: 100 })!;
  expect([...placeOf]).toEqual([0, 1, 5, 2, -1, 3]);
  expect([...values]).toEqual([1, 3, 6, 8, 0, 2, 4, 7, 9, 0, 5, 0, 0, 0, 0]);
});
