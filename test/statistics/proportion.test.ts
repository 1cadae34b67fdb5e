import { describe, expect, test } from 'vitest';
import { BadInput } from '../../src/errors.ts';
import { clopperPearson } from '../../src/statistics/intervals.ts';
import { proportionAtLeast, proportionAtLeastAnytime, proportionAtMost } from '../../src/statistics/proportion.ts';

const trials = (successes: number, count: number) => Array.from({ length: count }, (_, k) => k < successes);

describe('clopperPearson', () => {
  // scipy 1.17: binomtest(k, n).proportion_ci(1 - share, 'exact')
  test.each([
    [45, 50, 0.05, 0.7818646335657977, 0.9667249064109785],
    [7, 10, 0.1, 0.39337578389442357, 0.9127355660858497],
    [0, 20, 0.05, 0, 0.16843347098308548],
    [100, 100, 2e-4, 0.9120108393559085, 1],
  ])('%i of %i at %f', (successes, count, share, lower, upper) => {
    const [from, to] = clopperPearson(successes, count, share);
    expect(from).toBeCloseTo(lower, 9);
    expect(to).toBeCloseTo(upper, 9);
  });
});

describe('proportionAtLeast', () => {
  const rule = proportionAtLeast({ p: 0.9 });

  // The smallest n with (share/2)^(1/n) ≥ 0.9 is 36: scipy beta.ppf(0.025, 36, 1) = 0.9026.
  test('36 of 36 support 0.9, 35 of 35 do not', () => {
    expect(rule.decide(trials(36, 36), 0.05).verdict).toBe('supported');
    expect(rule.decide(trials(35, 35), 0.05).verdict).toBe('undecided');
    expect(rule.samplesNeeded(0.1, 0.05)).toBe(36);
  });

  test('refuted when the upper end is below p', () => {
    expect(rule.decide(trials(30, 50), 0.05).verdict).toBe('refuted');
    expect(rule.decide(trials(45, 50), 0.05)).toMatchObject({ verdict: 'undecided', measured: 0.9, count: 50 });
  });

  test('too few trials can detect nothing', () => {
    expect(rule.smallestDetectable(35, 0.05)).toBe(Number.POSITIVE_INFINITY);
    expect(rule.smallestDetectable(36, 0.05)).toBeCloseTo(0.1, 12);
    expect(rule.samplesNeeded(0.05, 2e-4)).toBeLessThan(600);
  });

  test.each([0, 1, -0.1, 1.5, Number.NaN])('p = %f is bad input', (p) => {
    expect(() => proportionAtLeast({ p })).toThrow(BadInput);
    expect(() => proportionAtMost({ p })).toThrow(BadInput);
    expect(() => proportionAtLeastAnytime({ p })).toThrow(BadInput);
  });
});

test('proportionAtMost mirrors proportionAtLeast', () => {
  const rule = proportionAtMost({ p: 0.1 });
  expect(rule.decide(trials(0, 36), 0.05).verdict).toBe('supported');
  expect(rule.decide(trials(0, 35), 0.05).verdict).toBe('undecided');
  expect(rule.decide(trials(20, 50), 0.05).verdict).toBe('refuted');
  expect(rule.samplesNeeded(0.1, 0.05)).toBe(36);
});

describe('proportionAtLeastAnytime', () => {
  // scipy: brentq over q of quad(θ ↦ (θ/q)^s ((1-θ)/(1-q))^f, q, 1)/(1-q) = 2/share, and mirrored for the upper end
  test.each([
    [45, 50, 0.05, 0.7257010082511672, 0.9866123622037027],
    [7, 10, 0.1, 0.2821122770124826, 0.962855421481918],
    [180, 200, 0.001, 0.7872931133355423, 0.9698079018372793],
  ])('%i of %i at %f', (successes, count, share, lower, upper) => {
    const { interval } = proportionAtLeastAnytime({ p: 0.5 }).decide(trials(successes, count), share);
    expect(interval[0]).toBeCloseTo(lower, 6);
    expect(interval[1]).toBeCloseTo(upper, 6);
  });

  test('the order of the trials does not matter', () => {
    const rule = proportionAtLeastAnytime({ p: 0.5 });
    expect(rule.decide(trials(30, 40).reverse(), 0.05)).toEqual(rule.decide(trials(30, 40), 0.05));
  });

  test('nothing but successes, or failures', () => {
    const rule = proportionAtLeastAnytime({ p: 0.8 });
    expect(rule.decide(trials(60, 60), 0.05)).toMatchObject({ verdict: 'supported', measured: 1 });
    expect(rule.decide(trials(60, 60), 0.05).interval[1]).toBe(1);
    expect(rule.decide(trials(0, 60), 0.05)).toMatchObject({ verdict: 'refuted', measured: 0 });
    expect(rule.decide(trials(0, 60), 0.05).interval[0]).toBe(0);
  });

  test('peeking has its price', () => {
    expect(proportionAtLeastAnytime({ p: 0.9 }).samplesNeeded(0.05, 0.01)).toBeGreaterThan(
      proportionAtLeast({ p: 0.9 }).samplesNeeded(0.05, 0.01),
    );
  });
});
