import { describe, expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { always, alwaysExactly, alwaysWithProbability, violationBound } from '../../src/statistics/always.ts';

const clean = (count: number) => Array.from({ length: count }, (_, k) => ({ excess: -1 - k, step: k }));
const violated = { excess: 0.25, step: 17 };

// Python: 1 - 0.05**(1/59) = 0.0495076, 1 - 0.05**(1/58) = 0.0503393 (Hahn & Meeker 1991: 59 trials for 95 %/95 %)
test('violation bound of the textbooks', () => {
  expect(violationBound(59, 0.05)).toBeCloseTo(0.049507609888227, 12);
  expect(violationBound(58, 0.05)).toBeCloseTo(0.05033933833042015, 12);
});

describe('always', () => {
  const rule = always({ tolerance: 0, atMost: 0.05 });

  test('59 clean trials support, 58 do not', () => {
    expect(rule.decide(clean(59), 0.05).verdict).toBe('supported');
    expect(rule.decide(clean(58), 0.05).verdict).toBe('undecided');
    expect(rule.samplesNeeded(0.05, 0.05)).toBe(59);
  });

  test('one violation refutes, with its place', () => {
    expect(rule.decide([...clean(59), violated], 0.05)).toMatchObject({
      verdict: 'refuted',
      measured: 0.25,
      evidence: { trial: 59, step: 17, excess: 0.25 },
      sentence: expect.stringContaining('at step 17 of trial 59'),
    });
  });

  test('the tolerance itself is allowed', () => {
    expect(always({ tolerance: 0.25, atMost: 0.5 }).decide([violated, ...clean(59)], 0.05).verdict).toBe('supported');
  });
});

// scipy beta.ppf(0.025, 36, 1) = 0.9026
test('alwaysWithProbability counts clean trials', () => {
  const rule = alwaysWithProbability({ p: 0.9 });
  expect(rule.decide(clean(36), 0.05).verdict).toBe('supported');
  expect(rule.decide([...clean(36), violated], 0.05)).toMatchObject({ verdict: 'undecided', measured: 36 / 37 });
  expect(rule.decide(Array(10).fill(violated), 0.05).verdict).toBe('refuted');
  expect(alwaysWithProbability({ p: 0.9, tolerance: 0.25 }).decide(Array(36).fill(violated), 0.05).verdict).toBe(
    'supported',
  );
});

test('alwaysExactly needs one computation and spends nothing', () => {
  const rule = alwaysExactly({ tolerance: 0 });
  expect(rule.decide(clean(1), 0.05)).toMatchObject({ verdict: 'supported', share: 0 });
  expect(rule.decide([violated], 0.05)).toMatchObject({ verdict: 'refuted', share: 0, evidence: { step: 17 } });
});

test('bad input', () => {
  for (const params of [
    { tolerance: -1, atMost: 0.05 },
    { tolerance: Number.NaN, atMost: 0.05 },
    { tolerance: 0, atMost: 0 },
    { tolerance: 0, atMost: 1 },
  ]) {
    expect(() => always(params)).toThrow(BadInput);
  }
  expect(() => alwaysExactly({ tolerance: -1 })).toThrow(BadInput);
  expect(() => alwaysWithProbability({ p: 1 })).toThrow(BadInput);
  const lost = [{ excess: Number.NaN, step: 3 }];
  for (const rule of [
    always({ tolerance: 0, atMost: 0.1 }),
    alwaysExactly({ tolerance: 0 }),
    alwaysWithProbability({ p: 0.5 }),
  ]) {
    expect(() => rule.decide(lost, 0.05)).toThrow(NotMeasured);
  }
});
