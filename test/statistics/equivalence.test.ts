import { expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { equivalent } from '../../src/statistics/equivalence.ts';

const values = [0.12, -0.03, 0.05, 0.08, 0.01, -0.02, 0.04, 0.06];

// scipy t.interval(0.95, 7, mean, sem) = (-0.0035113, 0.0810113)
test.each([
  [0, 0.082, 'supported'],
  [0, 0.08, 'undecided'],
  [0.2, 0.11, 'refuted'],
  [0.2, 0.119, 'undecided'],
  [-1, 0.9, 'refuted'],
] as const)('target %f, margin %f: %s', (target, margin, verdict) => {
  const decision = equivalent({ target, margin }).decide(values, 0.05);
  expect(decision.verdict).toBe(verdict);
  expect(decision.interval[0]).toBeCloseTo(-0.003511309441275784, 10);
});

test('equal values are a point, without rounding, and the sentence says so', () => {
  const thrice = [0.1, 0.1, 0.1];
  expect(equivalent({ margin: 0.2 }).decide(thrice, 1e-9)).toMatchObject({
    verdict: 'supported',
    interval: [0.1, 0.1],
    measured: expect.closeTo(0.1, 15),
    sentence: expect.stringMatching(/; all 3 values are equal, so the interval has no width$/),
  });
  expect(equivalent({ margin: 0.2 }).decide(values, 0.05).sentence).not.toContain('equal');
  // The margin is open: at its edge the statement is false.
  expect(equivalent({ margin: 0.1 }).decide(thrice, 1e-9).verdict).toBe('refuted');
  expect(equivalent({ margin: 0.05 }).decide(thrice, 1e-9).verdict).toBe('refuted');
});

test('bad input', () => {
  for (const margin of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => equivalent({ margin })).toThrow(BadInput);
  }
  expect(() => equivalent({ target: Number.NaN, margin: 1 })).toThrow(BadInput);
  expect(() => equivalent({ margin: 1 }).decide([0.1], 0.05)).toThrow(BadInput);
  expect(() => equivalent({ margin: 1 }).decide([0.1, Number.POSITIVE_INFINITY], 0.05)).toThrow(NotMeasured);
});
