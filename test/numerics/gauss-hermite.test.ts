import { expect, test } from 'vitest';
import { gaussHermite } from '../../src/numerics/gauss-hermite.ts';

test('three nodes are 0 and ±√3 with weights 2/3 and 1/6', () => {
  // Abramowitz & Stegun 1964, table 25.10, with x √2 for the node and w/√π for the weight.
  const expected = [
    [-Math.sqrt(3), 1 / 6],
    [0, 2 / 3],
    [Math.sqrt(3), 1 / 6],
  ];
  gaussHermite(3).forEach(({ at, weight }, k) => {
    expect(at).toBeCloseTo(expected[k][0], 14);
    expect(weight).toBeCloseTo(expected[k][1], 14);
  });
});

test('30 nodes give the moments (2m−1)!! and the transform e^{−t²/2}', () => {
  const rule = gaussHermite(30);
  const mean = (f: (z: number) => number) => rule.reduce((sum, { at, weight }) => sum + weight * f(at), 0);
  let moment = 1;
  for (let m = 0; m <= 10; m++) {
    expect(mean((z) => z ** (2 * m)) / moment).toBeCloseTo(1, 11);
    expect(mean((z) => z ** (2 * m + 1)) / moment).toBeCloseTo(0, 11);
    moment *= 2 * m + 1;
  }
  for (const t of [0.5, 1, 2]) expect(mean((z) => Math.cos(t * z))).toBeCloseTo(Math.exp((-t * t) / 2), 13);
});
