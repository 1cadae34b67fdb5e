import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { exponentAtLeast, exponentAtMost, exponentEquals, type Sweep } from '../../src/statistics/exponent.ts';

const x = [0.1, 0.05, 0.025, 0.0125];
const quadratic: Sweep[] = [
  { x, y: [0.021, 0.0048, 0.00131, 0.00031] },
  { x, y: [0.019, 0.0052, 0.00119, 0.00029] },
  { x, y: [0.0205, 0.0051, 0.00124, 0.00033] },
];
const power = (slope: number, scale = 1): Sweep => ({ x, y: x.map((value) => scale * value ** slope) });
const atLeastTwo = exponentAtLeast({ order: 2, towards: 'zero' });

describe('exponentAtLeast', () => {
  // numpy.polyfit on logarithms: slopes 2.011940, 2.022896, 1.991120; scipy t.interval(0.95, 2, mean, sem)
  test('slope and interval of three trials', () => {
    const decision = atLeastTwo.decide(quadratic, 0.05);
    expect(decision.verdict).toBe('supported');
    expect(decision.measured).toBeCloseTo(2.0086519008712895, 10);
    expect(decision.interval[0]).toBeCloseTo(1.9685551845412304, 9);
    expect(decision.interval[1]).toBeCloseTo(2.0487486172013485, 9);
  });

  test('the order of the points does not matter', () => {
    const reversed = quadratic.map((sweep) => ({ x: sweep.x.toReversed(), y: sweep.y.toReversed() }));
    const [a, b] = [atLeastTwo.decide(quadratic, 0.05), atLeastTwo.decide(reversed, 0.05)];
    expect(b.sentence).toBe(a.sentence);
  });

  test('refuted at or below order − 0.5, undecided between', () => {
    expect(atLeastTwo.decide([power(1.4), power(1.45), power(1.42)], 0.05).verdict).toBe('refuted');
    expect(atLeastTwo.decide([power(1.6), power(1.65), power(1.7)], 0.05).verdict).toBe('undecided');
    expect(atLeastTwo.decide([power(1.4), power(2.6), power(2)], 0.05).verdict).toBe('undecided');
  });

  test('one weak trial withholds support', () => {
    const trials = [...Array.from({ length: 30 }, () => power(2.2)), power(1.6)];
    const decision = atLeastTwo.decide(trials, 0.05);
    expect(decision.interval[0]).toBeGreaterThan(1.8);
    expect(decision).toMatchObject({
      verdict: 'undecided',
      sentence: expect.stringContaining('trial 30 has exponent'),
    });
  });

  test('growth of y/x^order withholds support', () => {
    const rule = exponentAtLeast({ order: 2, towards: 'zero', growth: 1.2 });
    // 8^0.1 = 1.23
    expect(rule.decide([power(1.9), power(1.9)], 0.05)).toMatchObject({
      verdict: 'undecided',
      sentence: expect.stringContaining('grows by more than 1.2'),
    });
    expect(atLeastTwo.decide([power(1.9), power(1.9)], 0.05).verdict).toBe('supported');
  });

  test('a slope that bends away at the end is not asymptotic', () => {
    // y = x² + floor: quadratic until the floor takes over.
    const floored = x.map((value) => value ** 2 + 2e-4);
    const rule = exponentAtLeast({ order: 1.5, accept: 1.3, reject: 1, towards: 'zero', growth: 100 });
    expect(
      rule.decide(
        [1, 2].map((scale) => ({ x, y: floored.map((y) => scale * y) })),
        0.05,
      ),
    ).toMatchObject({
      verdict: 'undecided',
      sentence: expect.stringContaining('not in the asymptotic range'),
    });
  });

  test('a last slope on the side of the verdict does no harm', () => {
    const steeper = { x, y: [1, 0.25, 0.0625, 0.0625 / 8] };
    expect(atLeastTwo.decide([steeper, steeper], 0.05).verdict).toBe('supported');
  });

  test('towards infinity', () => {
    const rule = exponentAtLeast({ order: 1, towards: 'infinity' });
    const rising = { x: [10, 100, 1000], y: [20, 210, 2000] };
    expect(rule.decide([rising, rising], 0.05).verdict).toBe('supported');
  });
});

describe('exponentAtMost', () => {
  const rule = exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35, cap: 5 });
  const flat = { x: [10, 20, 40, 80], y: [1.1, 1.12, 1.13, 1.12] };
  const rising = (slope: number) => ({ x: flat.x, y: flat.x.map((value) => value ** slope) });

  test('supports a flat curve, refutes a rising one', () => {
    expect(rule.decide([flat, flat, flat], 0.05).verdict).toBe('supported');
    expect(rule.decide([rising(0.5), rising(0.52), rising(0.51)], 0.05).verdict).toBe('refuted');
    expect(rule.decide([rising(0.3), rising(0.31), rising(0.3)], 0.05).verdict).toBe('undecided');
  });

  test('above the cap support is withheld, but only the slope refutes', () => {
    const high = { x: flat.x, y: flat.y.map((value) => 10 * value) };
    expect(rule.decide([high, high], 0.05)).toMatchObject({
      verdict: 'undecided',
      sentence: expect.stringContaining('exceeds 5'),
    });
  });
});

describe('exponentEquals', () => {
  const rule = exponentEquals({ towards: 'zero', value: 2, tolerance: 0.1 });
  test('inside, outside, across', () => {
    expect(rule.decide(quadratic, 0.05).verdict).toBe('supported');
    expect(rule.decide([power(2.5), power(2.55), power(2.52)], 0.05).verdict).toBe('refuted');
    expect(rule.decide([power(2.2), power(1.8), power(2)], 0.05).verdict).toBe('undecided');
  });
});

describe('deterministic sweeps', () => {
  const rule = exponentAtLeast({ order: 2, towards: 'zero', deterministic: true });

  test('one sweep suffices; its interval is the range of the later local slopes', () => {
    // local slopes log2 of 16, 4, 4.5: the last two are the asymptotic half
    const decision = rule.decide([{ x, y: [288, 18, 4.5, 1] }], 0.05);
    expect(decision.verdict).toBe('supported');
    expect(decision.interval[0]).toBeCloseTo(2, 12);
    expect(decision.interval[1]).toBeCloseTo(Math.log2(4.5), 12);
    expect(decision.share).toBe(0);
    expect(rule.explain()).toContain('no error share is spent');
  });

  test('the estimate lies in the interval', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 4, maxLength: 4 }), (y) => {
        const { measured, interval } = rule.decide([{ x, y }], 0.05);
        expect(measured).toBeGreaterThanOrEqual(interval[0] - 1e-9);
        expect(measured).toBeLessThanOrEqual(interval[1] + 1e-9);
      }),
      { seed: 3 },
    );
  });
});

describe('bad input', () => {
  test.each([
    [{ x: [1, 2], y: [1, 2] }],
    [{ x: [1, 2, 3], y: [1, 2] }],
    [{ x: [1, 2, 2], y: [1, 2, 3] }],
    [{ x: [0, 1, 2], y: [1, 2, 3] }],
  ])('sweep %j', (sweep) => {
    expect(() => atLeastTwo.decide([sweep, sweep], 0.05)).toThrow(BadInput);
  });

  test('sweeps of different lengths', () => {
    const short = { x: x.slice(1), y: [3, 2, 1] };
    expect(() => atLeastTwo.decide([power(2), short], 0.05)).toThrow(/as many as in the other trials/);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('y = %f cannot be measured', (bad) => {
    expect(() => atLeastTwo.decide([power(2), { x, y: [1, 2, bad, 3] }], 0.05)).toThrow(NotMeasured);
  });

  test('one random trial has no interval', () => {
    expect(() => atLeastTwo.decide([power(2)], 0.05)).toThrow(BadInput);
  });

  test('support must end before refutation begins', () => {
    expect(() => exponentAtLeast({ order: 2, accept: 1.5, reject: 1.6, towards: 'zero' })).toThrow(BadInput);
    expect(() => exponentAtMost({ accept: 0.5, reject: 0.4, towards: 'zero' })).toThrow(BadInput);
    expect(() => exponentEquals({ value: 2, tolerance: 0, towards: 'zero' })).toThrow(BadInput);
  });
});
