import { expect, test } from 'vitest';
import { BadInput } from '../../src/errors.ts';
import { violation } from '../../src/statistics/violation.ts';

// Quarters are exact in float64; each of the operations errs by at most half a unit in the last place, 2⁻⁵³.
test('holds both sides, the excess and a bound of its rounding', () => {
  expect(violation(1.25, '≤', 0.5, 2)).toEqual({
    left: 1.25,
    claimed: '≤',
    right: 0.5,
    excess: 0.75,
    rounding: 3.5 * 2 ** -53,
  });
});

test('sides that should be equal differ either way', () => {
  expect(violation(-1, '=', 0).excess).toBe(1);
  expect(violation(0, '=', -1).excess).toBe(1);
});

test.each([
  [0.5, '≤', 1.25],
  [1, '≤', 1],
  [1 + 2 ** -40, '=', 1],
  [Number.NaN, '=', 1],
  [1, '≤', Number.NaN],
] as const)('refuses %d %s %d: not broken, or not beyond rounding', (left, claimed, right) => {
  expect(() => violation(left, claimed, right)).toThrow(BadInput);
});

test('2⁻³⁰ is beyond the rounding of 16 operations on numbers near 1', () => {
  expect(violation(1 + 2 ** -30, '=', 1).excess).toBe(2 ** -30);
});
