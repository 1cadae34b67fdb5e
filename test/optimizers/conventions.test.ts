import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OptimizerSpec } from '../../src/optimizers/optimizers.ts';
import { iterates } from './iterates.ts';

/** ∇L of a convex quadratic with curvatures 0.2, 1 and 5, not centred. */
const slope = (w: ArrayLike<number>) => [0.2 * (w[0] - 1), w[1] + 2, 5 * (w[2] - 0.3)];
const start = [0.7, -1.3, 2.1];

const run = (input: OptimizerSpec, steps: number, floats?: Parameters<typeof iterates>[4]) =>
  iterates(input, start, slope, steps, floats);

function furthest(a: readonly number[][], b: readonly number[][]): number {
  return Math.max(...a.flatMap((w, t) => w.map((value, k) => Math.abs(value - b[t][k]))));
}

const rate = fc.double({ min: 1e-3, max: 0.3, noNaN: true });
const memory = fc.double({ min: 0, max: 0.99, noNaN: true });
const w0 = start;

describe('every convention, as its paper writes it', () => {
  test('momentum-generalization, Sec. 2: g⁺ = γg + (1−γ)∇L, W⁺ = W − ηg⁺', () => {
    fc.assert(
      fc.property(rate, memory, (eta, gamma) => {
        const W = [w0];
        let g = w0.map(() => 0);
        for (let t = 0; t < 30; t++) {
          const grad = slope(W[t]);
          g = g.map((value, k) => gamma * value + (1 - gamma) * grad[k]);
          W.push(W[t].map((value, k) => value - eta * g[k]));
        }
        expect(furthest(run({ optimizer: 'momentum', rate: eta, memory: gamma }, 30), W)).toBe(0);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('igr-momentum, eq. 8: x⁺ = x − h∇E(x) + β(x − x⁻), x⁻¹ = x⁰', () => {
    fc.assert(
      fc.property(rate, memory, (h, beta) => {
        const x = [w0, w0];
        for (let k = 1; k <= 30; k++) {
          const grad = slope(x[k]);
          x.push(x[k].map((value, i) => value - h * grad[i] + beta * (value - x[k - 1][i])));
        }
        const printed = x.slice(1);
        expect(furthest(run({ optimizer: 'heavy-ball', rate: h, momentum: beta }, 30), printed)).toBe(0);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('ntk-acceleration, Algorithm 1 (m⁺ = βm + ∇L, W⁺ = W − ηm⁺) and Algorithm 2 are one method', () => {
    fc.assert(
      fc.property(rate, memory, (eta, momentum) => {
        const algorithm = (form: 'velocity' | 'displacement', floats: typeof Float64Array | typeof Float32Array) =>
          run({ optimizer: 'heavy-ball', rate: eta, momentum, form }, 100, floats);
        expect(furthest(algorithm('velocity', Float64Array), algorithm('displacement', Float64Array))).toBeLessThan(
          1e-10,
        );
        expect(furthest(algorithm('velocity', Float32Array), algorithm('displacement', Float32Array))).toBeLessThan(
          1e-3,
        );
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('heavy ball (η, β) is the moving average (η/(1−γ), γ = β), and plain gd at β = 0', () => {
    fc.assert(
      fc.property(rate, memory, (eta, beta) => {
        const ball = run({ optimizer: 'heavy-ball', rate: eta, momentum: beta, form: 'velocity' }, 50);
        const average = run({ optimizer: 'momentum', rate: eta / (1 - beta), memory: beta }, 50);
        expect(furthest(ball, average)).toBeLessThan(1e-11);
        const none = run({ optimizer: 'heavy-ball', rate: eta, momentum: 0 }, 50);
        expect(furthest(none, run({ optimizer: 'gd', rate: eta }, 50))).toBe(0);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('sgd is the moving average with its memory, gd without', () => {
    const average = run({ optimizer: 'momentum', rate: 0.1, memory: 0.8 }, 50);
    expect(run({ optimizer: 'sgd', rate: 0.1, memory: 0.8, batch: 1 }, 50)).toEqual(average);
    expect(run({ optimizer: 'sgd', rate: 0.1, batch: 1 }, 50)).toEqual(run({ optimizer: 'gd', rate: 0.1 }, 50));
  });

  test('the teeth: a moving average is not a heavy ball at the same rate', () => {
    const ball = run({ optimizer: 'heavy-ball', rate: 0.1, momentum: 0.9 }, 50);
    expect(furthest(ball, run({ optimizer: 'momentum', rate: 0.1, memory: 0.9 }, 50))).toBeGreaterThan(0.1);
  });
});
