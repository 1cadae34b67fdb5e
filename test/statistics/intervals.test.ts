import { expect, test } from 'vitest';
import { smallestCount, tHalfWidth, tInterval } from '../../src/statistics/intervals.ts';

// scipy t.isf(0.025, 9) = 2.2621571627982053
test('half-width of a t interval', () => {
  expect(tHalfWidth(2, 10, 0.05)).toBeCloseTo((2 * 2.2621571627982053) / Math.sqrt(10), 10);
  expect(tHalfWidth(1, 1, 0.05)).toBe(Number.POSITIVE_INFINITY);
});

test('equal values give a point', () => {
  expect(tInterval([0.1, 0.1, 0.1], 1e-6)).toEqual([0.1, 0.1]);
});

test.each([
  [0, 0],
  [0, 1],
  [0, 7],
  [3, 3],
  [2, 1000],
])('smallestCount from %i finds %i', (least, answer) => {
  expect(smallestCount(least, (count) => count >= answer)).toBe(answer);
});

test('smallestCount gives up', () => {
  expect(smallestCount(0, () => false)).toBe(Number.POSITIVE_INFINITY);
});
