import { expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { boundedMean } from '../../src/statistics/bounded-mean.ts';

const twelve = [0.2, 0.9, 0.4, 0.7, 0.1, 0.6, 0.3, 0.8, 0.5, 0.35, 0.45, 0.55];
const values = Array.from({ length: 120 }, (_, k) => twelve[k % 12]);

// Independent implementation in Python of Waudby-Smith & Ramdas 2024, eqs. 24-26, ends by scipy.optimize.bisect.
test('interval of 120 values at 0.05', () => {
  const { interval, measured } = boundedMean({ bound: 0.5, range: [0, 1] }).decide(values, 0.05);
  expect(measured).toBeCloseTo(0.4875, 12);
  expect(interval[0]).toBeCloseTo(0.4258974892920672, 6);
  expect(interval[1]).toBeCloseTo(0.549752977761764, 6);
});

test('the interval moves with the range', () => {
  const [from, to] = boundedMean({ bound: 0, range: [-10, 10] }).decide(
    values.map((value) => 20 * value - 10),
    0.05,
  ).interval;
  expect(from).toBeCloseTo(20 * 0.4258974892920672 - 10, 5);
  expect(to).toBeCloseTo(20 * 0.549752977761764 - 10, 5);
});

test.each([
  [0.6, 'most', 'supported'],
  [0.5, 'most', 'undecided'],
  [0.4, 'most', 'refuted'],
  [0.4, 'least', 'supported'],
  [0.5, 'least', 'undecided'],
  [0.6, 'least', 'refuted'],
] as const)('mean 0.4875 against %f at %s: %s', (bound, side, verdict) => {
  expect(boundedMean({ bound, range: [0, 1], side }).decide(values, 0.05).verdict).toBe(verdict);
});

test('equal values at the end of the range', () => {
  const rule = boundedMean({ bound: 0.2, range: [0, 1] });
  expect(rule.decide(Array(100).fill(0), 0.01)).toMatchObject({ verdict: 'supported', measured: 0 });
  expect(rule.decide(Array(100).fill(0), 0.01).interval[0]).toBe(0);
  expect(rule.decide(Array(100).fill(1), 0.01)).toMatchObject({ verdict: 'refuted', measured: 1 });
});

test('a crossing stays crossed, and observations that drift decide nothing', () => {
  const drifting = [...Array(200).fill(1), ...Array(200).fill(0), ...Array(1000).fill(0)];
  const decision = boundedMean({ bound: 0.5, range: [0, 1] }).decide(drifting, 0.05);
  expect(decision.verdict).toBe('undecided');
  expect(decision.sentence).toContain('no common mean');
});

test('smallestDetectable is the half-width at the largest variance', () => {
  const rule = boundedMean({ bound: 0, range: [-1, 1] });
  for (const count of [100, 1000]) {
    const { interval } = rule.decide(
      Array.from({ length: count }, (_, k) => (k % 2 ? 1 : -1)),
      0.01,
    );
    const half = (interval[1] - interval[0]) / 2;
    expect(Math.abs(rule.smallestDetectable(count, 0.01) / half - 1)).toBeLessThan(0.1);
  }
});

test('bad input', () => {
  const rule = boundedMean({ bound: 0.5, range: [0, 1] });
  expect(() => boundedMean({ bound: 1, range: [0, 1] })).toThrow(BadInput);
  expect(() => boundedMean({ bound: 1, range: [0, Number.POSITIVE_INFINITY] })).toThrow(BadInput);
  expect(() => rule.decide([0.5, 1.5], 0.05)).toThrow(/must lie in \[0, 1\]; got 1.5/);
  expect(() => rule.decide([0.5], 0.05)).toThrow(BadInput);
  expect(() => rule.decide([0.5, Number.NaN], 0.05)).toThrow(NotMeasured);
});
