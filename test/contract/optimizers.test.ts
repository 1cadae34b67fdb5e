import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Buffer, Optimizer } from '../../src/optimizers/optimizer.ts';
import { optimizerSchema, optimizers } from '../../src/optimizers/optimizers.ts';
import { random } from '../../src/random/random.ts';
import { clippedGd } from '../templates/optimizer.ts';
import { settings } from './specs.ts';
import { tensors } from './tensors.ts';

type Tf = Awaited<ReturnType<typeof tensors>>;
type Spec = { optimizer: string };

const steps = 20;
const [trials, m, d] = [3, 2, 4];
const size = m * d;

/** 20 gradients of `trials` stacked [m, d] matrices; some entries stay zero, as where no data reach. */
function gradients(seed: string): Float32Array[] {
  const stream = random(seed);
  const shape = { length: trials * size };
  return Array.from({ length: steps }, () => Float32Array.from(shape, (_, k) => (k % 5 === 0 ? 0 : stream.normal())));
}

function byArrays(optimizer: Optimizer, spec: Spec, start: Float32Array, slopes: readonly Float32Array[]): Buffer[] {
  const weights = start.slice();
  const buffers = Array.from({ length: optimizer.buffers }, () => new Float32Array(start.length));
  slopes.forEach((gradient, t) => {
    optimizer.step(spec, t, weights, gradient, buffers);
  });
  return [weights, ...buffers];
}

function byTensors(
  tf: Tf,
  optimizer: Optimizer,
  spec: Spec,
  shape: number[],
  start: Buffer,
  slopes: readonly Buffer[],
) {
  return tf.tidy(() => {
    let weights = tf.tensor(start as Float32Array, shape);
    let buffers = Array.from({ length: optimizer.buffers }, () => tf.zeros(shape));
    slopes.forEach((gradient, t) => {
      const slope = tf.tensor(gradient as Float32Array, shape);
      ({ weights, buffers } = optimizer.tensorStep(tf, spec, t, weights, slope, buffers));
    });
    return [weights, ...buffers].map((tensor) => tensor.dataSync() as Float32Array);
  });
}

const part = (all: Buffer, k: number) => all.slice(k * size, (k + 1) * size) as Float32Array;

/** Largest difference, relative where the entry exceeds 1. */
function furthest(a: Buffer, b: Buffer): number {
  let most = 0;
  for (let k = 0; k < a.length; k++) most = Math.max(most, Math.abs(a[k] - b[k]) / Math.max(1, Math.abs(a[k])));
  return most;
}

/** Rounding of 20 float32 updates of entries of order 1, with room: 20 · 2⁻²⁴ ≈ 1e-6. */
const tolerance = 2e-5;

const enrolled: [string, Optimizer][] = Object.entries({ ...optimizers, 'the template': clippedGd }).map(
  ([name, optimizer]) => [name, optimizer as unknown as Optimizer],
);

describe.each(enrolled)('optimizer %s', (_, optimizer) => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await tensors();
  });
  const cases = fc.record({ spec: settings(optimizer.schema) as fc.Arbitrary<Spec>, seed: fc.nat().map(String) });
  const start = gradients('start')[0];

  test('array step = tensor step', () => {
    fc.assert(
      fc.property(cases, ({ spec, seed }) => {
        const slopes = gradients(seed);
        const arrays = byArrays(optimizer, spec, start, slopes);
        const onTensors = byTensors(tf, optimizer, spec, [trials, m, d], start, slopes);
        expect(Math.max(...arrays.map((array, b) => furthest(array, onTensors[b])))).toBeLessThan(tolerance);
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test('batched = looped, bit for bit', () => {
    fc.assert(
      fc.property(cases, ({ spec, seed }) => {
        const slopes = gradients(seed);
        const together = byArrays(optimizer, spec, start, slopes);
        const stacked = byTensors(tf, optimizer, spec, [trials, m, d], start, slopes);
        for (let k = 0; k < trials; k++) {
          const own = slopes.map((gradient) => part(gradient, k));
          expect(byArrays(optimizer, spec, part(start, k), own)).toEqual(together.map((all) => part(all, k)));
          const alone = byTensors(tf, optimizer, spec, [m, d], part(start, k), own);
          expect(alone).toEqual(stacked.map((all) => part(all, k)));
        }
      }),
      { numRuns: 5, seed: 1 },
    );
  });

  test('leaves the gradient as it is, and entries that no gradient has reached where they were', () => {
    fc.assert(
      fc.property(cases, ({ spec, seed }) => {
        const slopes = gradients(seed);
        const before = slopes.map((gradient) => gradient.slice());
        const [weights] = byArrays(optimizer, spec, start, slopes);
        expect(slopes).toEqual(before);
        expect(start.filter((value, k) => k % 5 === 0 && weights[k] !== value)).toHaveLength(0);
      }),
      { numRuns: 5, seed: 1 },
    );
  });

  test('moves against the first gradient', () => {
    fc.assert(
      fc.property(cases, ({ spec, seed }) => {
        const [gradient] = gradients(seed);
        const [weights] = byArrays(optimizer, spec, start, [gradient]);
        const fall = gradient.map((slope, k) => (weights[k] - start[k]) * slope);
        expect(fall.reduce((sum, term) => sum + term, 0)).toBeLessThan(0);
      }),
      { numRuns: 15, seed: 1 },
    );
  });
});

test('every registered optimizer can be asked for in a job', () => {
  const known = optimizerSchema.options.map((schema) => schema.shape.optimizer.value);
  expect(known.toSorted()).toEqual(Object.keys(optimizers).toSorted());
});
