import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckedJob, checkJob, type Job, type Prepared } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { prepare } from '../../src/engines/prepare.ts';
import type { Trajectory } from '../../src/engines/trajectory.ts';
import { wasmEngine } from '../../src/engines/wasm/engine.ts';
import { optimizers } from '../../src/optimizers/optimizers.ts';
import { job, methods, papers } from './jobs.ts';
import { type Point, points } from './networks.ts';
import { settings } from './specs.ts';

const signal = new AbortController().signal;
const wasm = await wasmEngine();
/** On threads whatever the job; they take most of a second to start. */
const threaded = await wasmEngine(2, 0);

/** Largest difference of all series, relative where a value exceeds 1. */
function furthest(actual: readonly Trajectory[], expected: readonly Trajectory[]): number {
  let most = 0;
  expected.forEach(({ series, steps, stopped }, k) => {
    expect([actual[k].steps, actual[k].stopped]).toEqual([steps, stopped]);
    for (const [name, { values }] of Object.entries(series)) {
      expect(actual[k].series[name].values).toHaveLength(values.length);
      values.forEach((value, i) => {
        most = Math.max(most, Math.abs(actual[k].series[name].values[i] - value) / Math.max(1, Math.abs(value)));
      });
    }
  });
  return most;
}

const probes: Job['probes'] = [
  { name: 'loss', quantity: 'loss', schedule: { every: 10 } },
  { name: 'margins', quantity: 'margins', schedule: { at: [0, 7, 50] } },
  { name: 'weights', quantity: 'weights', schedule: { every: 50 } },
  { name: 'gradient', quantity: 'gradient', schedule: { every: 50 } },
  { name: 'activations', quantity: 'activations', schedule: 'end' },
];

function trial({ data, output, weights }: Point): Prepared {
  return { trial: 0, train: data, test: null, weights, output, batchSeed: 'b' };
}

describe.each(Object.entries(optimizers))('%s', (name, { schema }) => {
  test('in float64 agrees with plain to 1e-12 over 100 steps, on random networks, data and settings', async () => {
    // Rounding is all that may differ. Adam divides a slope of rounding size by ε = 0.1; the sign of one is arbitrary, and
    // costs 2η a step.
    const tolerance = { adam: 1e-11, 'sign-gd': 0.2 }[name] ?? 1e-12;
    const rate = name === 'sign-gd' ? 1e-3 : 0.01;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(points, settings(schema), async (point, spec) => {
        const { network, inputs } = point;
        const checked = checkJob({
          name: 'random',
          network,
          data: { sampler: 'given', inputs: inputs as number[][][] },
          init: { scale: 1 },
          optimizer: { ...(spec as object), rate, ...(name === 'adam' && { epsilon: 0.1 }) } as Job['optimizer'],
          steps: 100,
          precision: 'float64',
          probes,
        });
        let expected: Trajectory[];
        try {
          expected = await plain.train(checked, [trial(point)], signal);
        } catch {
          return;
        }
        compared++;
        expect(furthest(await wasm.train(checked, [trial(point)], signal), expected)).toBeLessThan(tolerance);
      }),
      { numRuns: 30, seed: 1 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

/** Wide enough to be kept in blocks of neurons, the last one padded. */
const wide = { ...papers['ntk-acceleration'].network, neurons: 333 };

test.each(Object.entries(methods))('a net of many blocks, %s, agrees with plain in float64', async (_, optimizer) => {
  const checked = checkJob({
    ...job('ntk-acceleration', { ...optimizer, rate: 0.1 * optimizer.rate }),
    network: wide,
    precision: 'float64',
  });
  const prepared = [0, 1].map((k) => prepare(checked, '1', k));
  expect(
    furthest(await wasm.train(checked, prepared, signal), await plain.train(checked, prepared, signal)),
  ).toBeLessThan(1e-11);
});

/** Steps that take long enough to give way to other trials and to tell of progress, and nothing recorded on the way. */
const long = 100_000;
const atEnd: Job['probes'] = [{ name: 'weights', quantity: 'weights', schedule: 'end' }];

test('repeats bit for bit, alone, beside other trials and on threads', async () => {
  const many = (steps: number): CheckedJob => checkJob({ ...job('adam-generalization', methods.adam), steps });
  const prepared = [0, 1, 2, 3].map((k) => prepare(many(300), '1', k));
  const first = await wasm.train(many(300), prepared, signal);
  expect(await wasm.train(many(300), prepared, signal)).toEqual(first);
  expect(await threaded.train(many(300), prepared, signal)).toEqual(first);
});

test('trains that are asked for side by side do not meet in memory', async () => {
  const checked = checkJob({ ...job('momentum-generalization', methods.momentum), steps: long, probes: atEnd });
  const prepared = [0, 1, 2].map((k) => prepare(checked, '1', k));
  const alone = await wasm.train(checked, prepared, signal);
  const beside = await Promise.all(prepared.map((one) => wasm.train(checked, [one], signal)));
  expect(beside.flat()).toEqual(alone);
});

test('threads pass on what a trial throws, stop at an abort, and serve again', async () => {
  const train = (changes: Partial<Job>, until = signal) => {
    const checked = checkJob({ ...job('momentum-generalization', methods.gd), ...changes });
    return threaded.train(
      checked,
      [0, 1, 2].map((k) => prepare(checked, '1', k)),
      until,
    );
  };
  await expect(train({ optimizer: { optimizer: 'gd', rate: 1e4 } })).rejects.toThrow(/training diverged.*"momentum/);
  const endless: Partial<Job> = { steps: 1e9, probes: atEnd };
  await expect(train(endless, AbortSignal.timeout(100))).rejects.toThrow('aborted due to timeout');
  expect(await train({})).toHaveLength(3);
});

test('progress is told, never falls, and ends at the whole, alone and on threads', async () => {
  const checked = checkJob({ ...job('adam-generalization', methods.adam), steps: long, probes: atEnd });
  const prepared = [0, 1].map((k) => prepare(checked, '1', k));
  for (const engine of [wasm, threaded]) {
    const told: number[] = [];
    await engine.train(checked, prepared, signal, (fraction) => told.push(fraction));
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  }
});

test('a run ends though no probe looks at its last step', async () => {
  const probes: Job['probes'] = [{ name: 'loss', quantity: 'loss', schedule: { at: [3] } }];
  const checked = checkJob({ ...job('ntk-acceleration', methods.gd), steps: 20, probes });
  const [{ steps, series }] = await wasm.train(checked, [prepare(checked, '1', 0)], signal);
  expect([steps, ...series.loss.steps]).toEqual([20, 3]);
});

test('a trial beyond 4 GiB is not run, with the reason', async () => {
  const network = { ...wide, neurons: 2 ** 23 };
  const checked = checkJob({
    ...job('ntk-acceleration', methods.adam),
    network: { ...network, neurons: 8 },
    precision: 'float64',
  });
  const prepared = prepare(checked, '1', 0);
  const huge = { ...checked, network } as CheckedJob;
  const stretched = { ...prepared, train: { ...prepared.train, dimension: 70 } };
  await expect(wasm.train(huge, [stretched], signal)).rejects.toThrow(/needs more than the 4 GiB .* --engine plain/);
});
