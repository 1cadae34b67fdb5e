import { expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { increasing } from '../../src/statistics/ordering.ts';

const arms = ['low', 'middle', 'high'];
const rule = increasing({ arms });
/** Twenty trials, the first `broken` of which swap the last two arms. */
const trials = (broken: number) => Array.from({ length: 20 }, (_, k) => (k < broken ? [1, 3, 2] : [1, 2, 3]));

// Two pairs, so intervals at share/2: scipy binomtest(k, 20).proportion_ci(0.975, 'exact')
test('every pair must be above one half', () => {
  const decision = rule.decide(trials(0), 0.05);
  expect(decision.verdict).toBe('supported');
  expect(decision.interval[0]).toBeCloseTo(0.8032403202953746, 9);
});

test('the offending pair is named', () => {
  const across = rule.decide(trials(9), 0.05);
  expect(across).toMatchObject({
    verdict: 'undecided',
    measured: 11 / 20,
    sentence: 'low < middle in 20 of 20; middle < high in 11 of 20; weakest: middle < high',
  });
  expect(across.interval[0]).toBeCloseTo(0.2880740095600375, 9);
  const refuted = rule.decide(trials(18), 0.05);
  expect(refuted.verdict).toBe('refuted');
  expect(refuted.interval[1]).toBeCloseTo(0.3486365181657957, 9);
});

test('a fraction may be demanded', () => {
  expect(increasing({ arms, fraction: 0.8 }).decide(trials(0), 0.05).verdict).toBe('supported');
  expect(increasing({ arms, fraction: 0.81 }).decide(trials(0), 0.05).verdict).toBe('undecided');
});

test('more arms need more trials', () => {
  const many = increasing({ arms: ['a', 'b', 'c', 'd', 'e'] });
  expect(many.samplesNeeded(0.4, 0.01)).toBeGreaterThan(rule.samplesNeeded(0.4, 0.01));
});

test('bad input', () => {
  expect(() => increasing({ arms: ['alone'] })).toThrow(BadInput);
  expect(() => increasing({ arms, fraction: 1 })).toThrow(BadInput);
  expect(() => rule.decide([[1, 2]], 0.05)).toThrow(/must have 3 values; got 2/);
  expect(() =>
    rule.decide(
      [
        [1, 2, 3],
        [1, Number.NaN, 3],
      ],
      0.05,
    ),
  ).toThrow(/arm middle of observation 1 is NaN/);
  expect(() => rule.decide([[1, Number.NaN, 3]], 0.05)).toThrow(NotMeasured);
});
