import { expect, test } from 'vitest';
import { orthoStep } from '../../../claims/ntk-acceleration/experiments.ts';
import { fourNeurons } from '../../../claims/ntk-acceleration/floor.ts';
import { firstStep } from '../../../claims/ntk-acceleration/measured-speedup.ts';
import { hexagon } from '../../../claims/ntk-acceleration/positive-definite.ts';
import { oneNeuron } from '../../../claims/ntk-acceleration/residual-dynamics.ts';
import { rationalRoots } from '../../../claims/ntk-acceleration/root-magnitude.ts';

// The smallest counterexamples against what their derivations, by hand, say.

test('one step on ORTHO(n): ξ_1 = ½ξ_0 and β_* = ½', () => {
  const { atStart, afterOne, rate } = orthoStep();
  expect(atStart).toBeCloseTo(Math.SQRT2, 15);
  expect(afterOne).toBeCloseTo(Math.sqrt(5) / 2, 15);
  expect(rate).toBe(0.5);
});

test('z² − 3.5z + 3 has the roots 3/2 and 2', () => {
  const { left, right, beta, least } = rationalRoots();
  expect(left).toBeCloseTo(2, 12);
  expect(right).toBe(Math.sqrt(3));
  expect(beta).toBeGreaterThan(least);
});

test('one neuron: ξ goes from 1 to 0; (34) as printed is 4 off, with a plus exact', () => {
  expect(oneNeuron()).toMatchObject({ residuals: [1, 0], left: 4, withPlus: 0 });
});

test('four neurons: ξ_{t+1} = ¾ξ_t − ¼ξ_{t−1} from 1, ½, which falls like 2^−t', () => {
  const { residuals } = fourNeurons();
  expect(residuals.slice(0, -1)).toEqual([1, 1 / 2, 1 / 8, -1 / 32, -7 / 128, -17 / 512]);
  expect(Math.abs(residuals.at(-1)!)).toBeLessThan(1.52 * 2 ** -40);
});

test('the hexagon is singular, one or two antipodal pairs are not', () => {
  const { lambda, largestEntryOfHv, rounding } = hexagon();
  expect(lambda.map((one) => one.lambda)).toEqual([0.5, 0.5, 0].map((value) => expect.closeTo(value, 14)));
  expect(largestEntryOfHv).toBeLessThan(rounding);
});

test.each([0.5, 1e-2, 1e-4])('at γ = 1 − ηλ/2 both methods take one step, ηλ = %d', (etaLambda) => {
  const { left, right } = firstStep(etaLambda);
  expect(left).toBe(1);
  expect(right).toBeCloseTo((1.1 * Math.log(1 - etaLambda)) / Math.log(1 - Math.sqrt(etaLambda)), 12);
});
