import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OptimizerSpec } from '../../src/optimizers/optimizers.ts';
import { final as run } from './iterates.ts';

type Adam = Extract<OptimizerSpec, { optimizer: 'adam' }>;

const paper: Adam = {
  optimizer: 'adam',
  rate: 0.1,
  beta1: 0.9,
  beta2: 0.99,
  biasCorrection: false,
  epsilon: 0,
  epsilonPlacement: 'outside',
};

describe('Adam', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => (Math.abs(value) < 1e-6 ? 1 : value));
  const memory = fc.double({ min: 0, max: 0.999, noNaN: true });

  test('without memory, ε and correction is signGd', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), (gradient) => {
        const slope = () => [...gradient, 0];
        const start = [...gradient, 1];
        const adam = run({ ...paper, beta1: 0, beta2: 0 }, start, slope, 4);
        const sign = run({ optimizer: 'sign-gd', rate: 0.1 }, start, slope, 4);
        expect(Math.max(...sign.map((value, k) => Math.abs(adam[k] - value)))).toBeLessThan(1e-14);
      }),
      { seed: 1 },
    );
  });

  test('under a constant gradient moves as in closed form', () => {
    fc.assert(
      fc.property(number, memory, memory, fc.boolean(), (g, beta1, beta2, biasCorrection) => {
        const epsilon = 1e-2;
        const spec: Adam = { ...paper, beta1, beta2, biasCorrection, epsilon };
        // m = (1−β₁^{t+1})g and v = (1−β₂^{t+1})g²; the corrections divide exactly these factors out.
        let w = 1;
        for (let t = 0; t < 6; t++) {
          const m = biasCorrection ? g : (1 - beta1 ** (t + 1)) * g;
          const v = biasCorrection ? g * g : (1 - beta2 ** (t + 1)) * g * g;
          w -= (0.1 * m) / (Math.sqrt(v) + epsilon);
        }
        expect(run(spec, [1], () => [g], 6)[0]).toBeCloseTo(w, 9);
      }),
      { seed: 1 },
    );
  });

  test('adam-generalization, eqs. 3.1–3.3: M = β₁M + (1−β₁)∇L, V = β₂V + (1−β₂)(∇L)², W = W − ηM/√V', () => {
    const slope = (w: ArrayLike<number>) => [Math.sin(3 * w[0]) + 0.5];
    let [M, V, W] = [0, 0, 0.3];
    for (let t = 0; t < 25; t++) {
      const [g] = slope([W]);
      M = 0.9 * M + 0.1 * g;
      V = 0.99 * V + 0.01 * g * g;
      W -= (0.1 * M) / Math.sqrt(V);
    }
    expect(run(paper, [0.3], slope, 25)[0]).toBeCloseTo(W, 9);
  });

  test('does not move an entry that has never had a gradient, whatever ε', () => {
    for (const epsilon of [0, 1e-8]) expect(run({ ...paper, epsilon }, [2], () => [0], 5)).toEqual([2]);
  });
});
