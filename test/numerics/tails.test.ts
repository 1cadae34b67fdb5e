import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import { erf } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { logBinomialTail } from '../../src/numerics/binomial-tail.ts';
import { normalWithin } from '../../src/numerics/normal.ts';

describe('logBinomialTail', () => {
  test.each([
    [10, 0.3, 2],
    [10, 0.3, 5.5],
    [200, 0.05, 4],
    [200, 0.05, 20],
    [3000, 0.4, 1300],
  ])('agrees with stdlib’s distribution function: Bin(%i, %f) > %f', (count, p, above) => {
    expect(logBinomialTail(count, p, above)).toBeCloseTo(Math.log(1 - binomialCdf(above, count, p)), 6);
  });

  test('is exact where the whole tail is one outcome: p^n', () => {
    expect(logBinomialTail(5000, 1e-3, 4999)).toBeCloseTo(5000 * Math.log(1e-3), 6);
  });

  test('is certain below 0 and impossible at the count', () => {
    expect(logBinomialTail(7, 0.2, -1)).toBe(0);
    expect(logBinomialTail(7, 0.2, 7)).toBe(Number.NEGATIVE_INFINITY);
  });
});

test.each([1e-4, 0.01, 0.5, 3])('normalWithin(%f) is mathjs’s erf(x/√2)', (x) => {
  expect(normalWithin(x) / erf(x / Math.SQRT2)).toBeCloseTo(1, 9);
});
