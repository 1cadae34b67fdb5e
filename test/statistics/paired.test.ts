import { describe, expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { pairedLess, pairedMeanLess } from '../../src/statistics/paired.ts';

const gaps = [0.12, -0.03, 0.05, 0.08, 0.01, -0.02, 0.04, 0.06];
const pairs = (differences: readonly number[]) => differences.map((gap, k) => ({ a: k, b: k + gap }));

describe('pairedLess', () => {
  // scipy beta.ppf(0.025, n, 1): 0.4782 for n = 5, 0.5407 for n = 6
  test('six of six support, five of five do not', () => {
    expect(pairedLess().decide(pairs([1, 1, 1, 1, 1, 1]), 0.05).verdict).toBe('supported');
    expect(pairedLess().decide(pairs([1, 1, 1, 1, 1]), 0.05).verdict).toBe('undecided');
    expect(pairedLess().decide(pairs([-1, -1, -1, -1, -1, -1]), 0.05).verdict).toBe('refuted');
    expect(pairedLess().samplesNeeded(0.5, 0.05)).toBe(6);
  });

  test('ties count against', () => {
    expect(pairedLess().decide(pairs([0, 0, 0, 0, 0, 0]), 0.05).verdict).toBe('refuted');
  });

  test('a gap and a fraction may be demanded', () => {
    const wide = pairedLess({ by: 2 });
    expect(wide.decide(pairs([1, 1, 1, 1, 1, 1]), 0.05).verdict).toBe('refuted');
    // scipy binomtest(9, 10).proportion_ci(0.95, 'exact').low = 0.55498
    const nine = pairs([1, 1, 1, 1, 1, 1, 1, 1, 1, -1]);
    expect(pairedLess({ fraction: 0.55 }).decide(nine, 0.05).verdict).toBe('supported');
    expect(pairedLess({ fraction: 0.56 }).decide(nine, 0.05).verdict).toBe('undecided');
  });
});

describe('pairedMeanLess', () => {
  // Enumeration of all 256 sign flips in Python, and scipy permutation_test(permutation_type='samples'): 0.0390625
  test('exact tail of eight pairs', () => {
    expect(pairedMeanLess().decide(pairs(gaps), 0.0782).verdict).toBe('supported');
    expect(pairedMeanLess().decide(pairs(gaps), 0.0781).verdict).toBe('undecided');
    expect(pairedMeanLess().decide(pairs(gaps.map((gap) => -gap)), 0.0782).verdict).toBe('refuted');
  });

  // scipy t.interval(0.95, 7, mean, sem)
  test('interval of the mean difference', () => {
    const { measured, interval } = pairedMeanLess().decide(pairs(gaps), 0.05);
    expect(measured).toBeCloseTo(0.03875, 12);
    expect(interval[0]).toBeCloseTo(-0.003511309441275784, 10);
    expect(interval[1]).toBeCloseTo(0.08101130944127578, 10);
  });

  // All 2^18 flips enumerated in Python: 0.008087158203125; Monte Carlo of 100 000 draws is within 5 standard errors.
  test('Monte Carlo tail of eighteen pairs', () => {
    const more = [...gaps, ...gaps.map((gap) => gap * 1.3 - 0.01), -0.05, 0.09];
    const { sentence } = pairedMeanLess().decide(pairs(more), 0.05);
    const tail = Number(/p = ([\d.]+)/.exec(sentence)?.[1]);
    expect(Math.abs(tail - 0.008087)).toBeLessThan(0.0015);
  });

  test('too few pairs for the level are undecided, with the number needed', () => {
    const ten = pairs(Array.from({ length: 10 }, (_, k) => 1 + k / 100));
    expect(pairedMeanLess().decide(ten, 0.001)).toMatchObject({
      verdict: 'undecided',
      sentence: expect.stringContaining('10 pairs cannot reach level 0.0005: 11 are needed'),
    });
    expect(pairedMeanLess().decide(ten, 0.002).verdict).toBe('supported');
    expect(pairedMeanLess().smallestDetectable(10, 0.001)).toBe(Number.POSITIVE_INFINITY);
  });

  test('the gap is tested against `by`', () => {
    const five = pairs(Array.from({ length: 12 }, (_, k) => 5 + (k % 3) / 10));
    expect(pairedMeanLess({ by: 4.9 }).decide(five, 0.01).verdict).toBe('supported');
    expect(pairedMeanLess({ by: 5.5 }).decide(five, 0.01).verdict).toBe('refuted');
  });

  test('no difference at all is undecided', () => {
    expect(pairedMeanLess().decide(pairs(Array(20).fill(0)), 0.05).verdict).toBe('undecided');
    expect(pairedMeanLess().decide(pairs(Array(10).fill(0)), 0.05).verdict).toBe('undecided');
  });

  // scipy t.isf(0.025, 9)/sqrt(10) = 0.7153569059706648
  test('smallestDetectable in standard deviations', () => {
    expect(pairedMeanLess().smallestDetectable(10, 0.05)).toBeCloseTo(0.7153569059706648, 10);
  });
});

test.each([pairedLess, pairedMeanLess])('%o: bad input', (factory) => {
  expect(() => factory({ by: Number.NaN })).toThrow(BadInput);
  expect(() =>
    factory().decide(
      [
        { a: 1, b: Number.NaN },
        { a: 1, b: 2 },
      ],
      0.05,
    ),
  ).toThrow(NotMeasured);
  expect(() => pairedLess({ fraction: 1 })).toThrow(BadInput);
  expect(() => pairedMeanLess().decide([{ a: 1, b: 2 }], 0.05)).toThrow(BadInput);
});
