import { expect, test } from 'vitest';
import { numericalDerivative, numericalGradient } from '../../src/numerics/finite-differences.ts';

test('the gradient of e^a sin b + c³ is its closed form to 1e-11, also far from 0', () => {
  const f = ([a, b, c]: Float64Array) => Math.exp(a) * Math.sin(b) + c ** 3;
  for (const x of [Float64Array.of(0.3, 1.2, -0.7), Float64Array.of(-2, 40, 300)]) {
    const [a, b, c] = x;
    const exact = [Math.exp(a) * Math.sin(b), Math.exp(a) * Math.cos(b), 3 * c * c];
    const scale = Math.max(1, Math.abs(f(x)));
    numericalGradient(f, x, new Float64Array(3)).forEach((slope, k) => {
      expect(Math.abs(slope - exact[k]) / scale).toBeLessThan(1e-11);
    });
  }
});

test('the derivative of a field along v is the Jacobian times v, linear in the length of v, and 0 for v = 0', () => {
  const field = ([a, b]: Float64Array) => [Math.sin(a * b), a * a - b];
  const x = Float64Array.of(0.8, -1.3);
  for (const scale of [1, 1e-6, 1e6]) {
    const v = Float64Array.of(0.4 * scale, 1.1 * scale);
    const [first, second] = numericalDerivative(field, x, v, new Float64Array(2));
    expect(first / scale).toBeCloseTo(Math.cos(0.8 * -1.3) * (0.4 * -1.3 + 1.1 * 0.8), 11);
    expect(second / scale).toBeCloseTo(2 * 0.8 * 0.4 - 1.1, 11);
  }
  expect([...numericalDerivative(field, x, new Float64Array(2), Float64Array.of(9, 9))]).toEqual([0, 0]);
});
