import { describe, expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { fitRate, linearRate } from '../../src/statistics/linear-rate.ts';

const rates = [0.79, 0.805, 0.797, 0.802].map((measured) => ({ measured, predicted: 0.8 }));

// numpy: log(rate)/log(0.8); scipy t.interval(0.95, 3, mean, sem)
test('ratio of log rates and its interval', () => {
  const decision = linearRate({ tolerance: 0.1, demand: 'equal' }).decide(rates, 0.05);
  expect(decision.measured).toBeCloseTo(1.008524110477918, 12);
  expect(decision.interval[0]).toBeCloseTo(0.9498762486492661, 10);
  expect(decision.interval[1]).toBeCloseTo(1.0671719723065696, 10);
  expect(decision.verdict).toBe('supported');
});

test.each([
  ['equal', 0.05, 'undecided'],
  ['at-least', 0.05, 'undecided'],
  ['at-least', 0.051, 'supported'],
] as const)('%s within %f: %s', (demand, tolerance, verdict) => {
  expect(linearRate({ tolerance, demand }).decide(rates, 0.05).verdict).toBe(verdict);
});

test('twice as fast is at least, and not equal; half as fast is neither', () => {
  const paced = (ratio: number) => [0.99, 1, 1.01].map((k) => ({ measured: 0.8 ** (ratio * k), predicted: 0.8 }));
  const [equal, atLeast] = (['equal', 'at-least'] as const).map((demand) => linearRate({ tolerance: 0.1, demand }));
  expect(equal.decide(paced(2), 0.05).verdict).toBe('refuted');
  expect(atLeast.decide(paced(2), 0.05).verdict).toBe('supported');
  expect(equal.decide(paced(0.5), 0.05).verdict).toBe('refuted');
  expect(atLeast.decide(paced(0.5), 0.05).verdict).toBe('refuted');
  // A sequence that grows contracts at a negative rate.
  expect(
    atLeast.decide(
      [1.1, 1.2, 1.1].map((measured) => ({ measured, predicted: 0.8 })),
      0.05,
    ).verdict,
  ).toBe('refuted');
});

test('bad input', () => {
  for (const tolerance of [0, 1, -1, Number.NaN]) {
    expect(() => linearRate({ tolerance, demand: 'equal' })).toThrow(BadInput);
  }
  const rule = linearRate({ tolerance: 0.1, demand: 'equal' });
  expect(() => rule.decide(rates.slice(0, 1), 0.05)).toThrow(BadInput);
  for (const bad of [
    { measured: Number.NaN, predicted: 0.8 },
    { measured: 0, predicted: 0.8 },
    { measured: 0.8, predicted: 1 },
    { measured: Number.POSITIVE_INFINITY, predicted: 0.8 },
  ]) {
    expect(() => rule.decide([...rates, bad], 0.05)).toThrow(NotMeasured);
  }
});

describe('fitRate', () => {
  // numpy: exp(polyfit(range(6), log(values), 1)[0])
  test('least squares', () => {
    expect(fitRate([1, 0.93, 0.85, 0.79, 0.72, 0.66], 0, 5)).toBeCloseTo(0.9199941006273052, 12);
  });

  test('leaves underflowed values out', () => {
    const values = Array.from({ length: 400 }, (_, t) => 0.1 ** t);
    expect(fitRate(values, 0, 399)).toBeCloseTo(0.1, 10);
  });

  test.each([
    [[1, 0.5], 0, 1],
    [[1, 0, 0, 0], 0, 3],
    [[1, 0.5, 0.25, 0.125], 2, 3],
    [[Number.NaN, Number.NaN, Number.NaN, 1], 0, 3],
  ])('fewer than three usable values of %j from %i to %i', (values, from, to) => {
    expect(() => fitRate(values, from, to)).toThrow(NotMeasured);
  });
});
