import { describe, expect, test } from 'vitest';
import { strengthRatios } from '../../../claims/igr-momentum/coefficient-ratio.ts';
import { oppositeBatches } from '../../../claims/igr-momentum/expected-igr.ts';
import { twoWeights } from '../../../claims/igr-momentum/flatness.ts';
import { shuffledTheta, twoBatches } from '../../../claims/igr-momentum/mean-trajectory.ts';
import { doubleRoot } from '../../../claims/igr-momentum/quadratic-rate.ts';
import { parabola } from '../../../claims/igr-momentum/scalar-losses.ts';
import { onParabola } from '../../../claims/igr-momentum/stationary.ts';

// The smallest counterexamples against what their derivations, by hand, say.

test('on a parabola at β = ½ the regulariser is 6 times that of GD at one step size, 3 times at one h/(1−β)', () => {
  const problem = { loss: parabola(1), start: Float64Array.of(1) };
  const ratios = (common: 'step' | 'effective rate') =>
    strengthRatios(problem, { beta: 0.5, eta: 1 }, { common, perForce: true });
  expect(ratios('step')).toEqual([6, 6, 6].map((ratio) => expect.closeTo(ratio, 12)));
  expect(ratios('effective rate')).toEqual([3, 3, 3].map((ratio) => expect.closeTo(ratio, 12)));
});

test('the double root 3/4 against 15/16', () => {
  expect(doubleRoot().left).toBeCloseTo(((7 / 16) * Math.log(3 / 4)) / Math.log(15 / 16), 13);
});

test('batches ±x at 0 have the regulariser h/4, the printed formula 0', () => {
  expect(oppositeBatches()).toMatchObject({ left: 1, right: 0 });
});

describe('batches x² and 0', () => {
  test('independent: the mean is 1 − h, the flows are exponentials', () => {
    for (const { h, mean, withF, withThetaF } of twoBatches({ sampling: 'independent', beta: 0, steps: 1, theta: 0 })
      .rows) {
      expect(mean).toBeCloseTo(1 - h, 15);
      expect(withF).toBeCloseTo(Math.exp(-h - h ** 2), 9);
      expect(withThetaF).toBeCloseTo(Math.exp(-h - h ** 2 / 2), 9);
    }
  });

  test('reshuffled: the mean is 1 − (2+β)h, and only θ = 2/(1 + (1+β)²) leaves an error of order 3', () => {
    const [beta, theta] = [0.5, 8 / 13];
    expect(shuffledTheta(beta, 2)).toBeCloseTo(theta, 14);
    for (const { h, mean, withF, withThetaF } of twoBatches({ sampling: 'shuffled', beta, steps: 2, theta }).rows) {
      const end = (share: number) => Math.exp(-2.5 * h - (h ** 2 / 2) * (1 + share + 3.25 + share * 2.25));
      expect(mean).toBeCloseTo(1 - 2.5 * h, 14);
      expect(withF).toBeCloseTo(end(1), 8);
      expect(withThetaF).toBeCloseTo(end(theta), 8);
    }
  });
});

/** max_k |x^k − x̃(0) exp(−(2 + 6h)kh)| of heavy ball from 1, k from `from`·T/h on, β = ½, T = 1. */
function distance(h: number, start: number, from: number): number {
  let [before, x, largest] = [1, 1, 0];
  for (let k = 1; k <= 1 / h; k++) {
    [before, x] = [x, x - h * x + 0.5 * (x - before)];
    if (k >= from / h) largest = Math.max(largest, Math.abs(x - start * Math.exp(-(2 + 6 * h) * k * h)));
  }
  return largest;
}

test.each([
  ['A', 0, 0],
  ['B', 0, 0.25],
  ['C+ all', 1, 0],
] as const)('reading %s on a parabola is of order 1', (reading, shift, from) => {
  const { rows } = onParabola(reading);
  for (const row of rows) expect(row.distance).toBeCloseTo(distance(row.h, 1 + 2 * shift * row.h, from), 6);
  expect(rows[0].distance / rows[2].distance).toBeLessThan(6);
});

test('two weights: each run is iterated anew, λ_max of [[w₂², 2w₁w₂ − 1], [·, w₁²]] in closed form', () => {
  const { runs, start, eta, level } = twoWeights();
  for (const { beta, step, lambdaMax, squaredSlope } of runs) {
    let [w, before] = [start, start];
    let taken = 0;
    for (; 0.5 * (1 - w[0] * w[1]) ** 2 > level; taken++) {
      const residual = 1 - w[0] * w[1];
      const next = w.map((value, i) => value + (1 - beta) * eta * residual * w[1 - i] + beta * (value - before[i]));
      [before, w] = [w, next];
    }
    expect(taken).toBe(step);
    const [a, b, c] = [w[1] ** 2, 2 * w[0] * w[1] - 1, w[0] ** 2];
    expect(lambdaMax).toBeCloseTo((a + c) / 2 + Math.hypot((a - c) / 2, b), 9);
    expect(squaredSlope).toBeCloseTo((1 - w[0] * w[1]) ** 2 * (a + c), 9);
  }
});
