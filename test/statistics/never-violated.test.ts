import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { neverViolated, search } from '../../src/statistics/never-violated.ts';

const pairs = fc.record({ a: fc.integer({ min: 0, max: 1000 }), b: fc.integer({ min: 0, max: 1000 }) });
const base = { cases: pairs, tolerance: 0, runs: 200, seed: 'statistics' };
/** Holds for all pairs: the geometric mean is below the arithmetic one. */
const means = ({ a, b }: { a: number; b: number }) => Math.sqrt(a * b) - (a + b) / 2 - 1e-9;
/** Fails exactly from a = 500 on. */
const below = ({ a }: { a: number }) => a - 499;

test('shrinking ends where it could go on for hours: two reals along a diagonal boundary', () => {
  let evaluated = 0;
  const found = search({
    cases: fc.record({ a: fc.double({ min: 0, max: 1, noNaN: true }), b: fc.double({ min: 0, max: 1, noNaN: true }) }),
    excess({ a, b }) {
      evaluated++;
      return a + b - 1;
    },
    tolerance: 0,
    runs: 100,
    seed: 'diagonal',
  });
  expect(found.excess).toBeGreaterThan(0);
  expect(evaluated).toBeLessThan(5200);
});

describe('search', () => {
  test('a true inequality survives every run', () => {
    const found = search({ ...base, excess: means });
    expect(found).toMatchObject({ runs: 200, path: null, counterexample: null });
    expect(found.excess).toBeLessThanOrEqual(0);
  });

  test('a false one is shrunk to its smallest counterexample, and its path replays', () => {
    const found = search({ ...base, excess: below });
    expect(found).toMatchObject({ counterexample: { a: 500, b: 0 }, excess: 1 });
    const replayed = search({ ...base, excess: below, runs: 1, path: found.path! });
    expect(replayed.counterexample).toEqual(found.counterexample);
  });

  test('equal seeds, equal searches', () => {
    expect(search({ ...base, excess: below })).toEqual(search({ ...base, excess: below }));
    expect(search({ ...base, excess: means }).seed).not.toBe(search({ ...base, excess: means, seed: 'x' }).seed);
  });

  test('a counterexample that JSON cannot hold keeps its text', () => {
    const odd = fc.constant({
      nan: Number.NaN,
      huge: 10n,
      zero: -0,
      list: [Number.POSITIVE_INFINITY, 1],
      none: undefined,
    });
    expect(search({ ...base, cases: odd, excess: () => 1 }).counterexample).toEqual({
      nan: 'Number.NaN',
      huge: '10n',
      zero: '-0',
      list: ['Number.POSITIVE_INFINITY', 1],
      none: 'undefined',
    });
  });

  test('null can be a counterexample', () => {
    const found = search({ ...base, cases: fc.constant(null), excess: () => 1 });
    expect(neverViolated({ tolerance: 0, atMost: 0.5 }).decide([found], 0.05).verdict).toBe('refuted');
  });

  test('preconditions skip cases; too few left is not measured', () => {
    const excess = ({ a, b }: { a: number; b: number }) => {
      fc.pre(a > b);
      return b - a;
    };
    expect(search({ ...base, excess }).runs).toBe(200);
    expect(() =>
      search({
        ...base,
        excess: () => {
          fc.pre(false);
          return 0;
        },
      }),
    ).toThrow(/only 0 of 200 cases met the preconditions/);
  });

  test('failures of the measurement are not counterexamples', () => {
    expect(() => search({ ...base, excess: () => Number.NaN })).toThrow(NotMeasured);
    const crash = () => {
      throw new RangeError('no such matrix');
    };
    expect(() => search({ ...base, excess: crash })).toThrow('no such matrix');
    expect(() => search({ ...base, excess: means, runs: 0 })).toThrow(BadInput);
  });
});

describe('neverViolated', () => {
  const rule = neverViolated({ tolerance: 0, atMost: 0.05 });
  const outcome = (runs: number) => ({ runs, seed: 1, path: null, counterexample: null, excess: -0.5 });

  // Python: 1 - 0.05**(1/59) = 0.0495
  test('59 runs support, over however many searches', () => {
    expect(rule.decide([outcome(59)], 0.05)).toMatchObject({ verdict: 'supported', count: 59 });
    expect(rule.decide([outcome(29), outcome(30)], 0.05).verdict).toBe('supported');
    expect(rule.decide([outcome(58)], 0.05).verdict).toBe('undecided');
    expect(rule.decide([outcome(59)], 0.05).sentence).toContain('probability below 0.050');
  });

  test('a counterexample refutes, with what replays it', () => {
    const found = search({ ...base, excess: below });
    expect(rule.decide([outcome(59), found], 0.05)).toMatchObject({
      verdict: 'refuted',
      measured: 1,
      evidence: { counterexample: { a: 500, b: 0 }, seed: found.seed, path: found.path },
    });
  });

  test('search and rule must agree on the tolerance', () => {
    const found = search({ ...base, excess: below });
    expect(() => neverViolated({ tolerance: 2, atMost: 0.05 }).decide([found], 0.05)).toThrow(BadInput);
    expect(() => rule.decide([{ ...outcome(59), excess: 0.1 }], 0.05)).toThrow(/passed over an excess of 0.1/);
  });

  test('bad parameters', () => {
    expect(() => neverViolated({ tolerance: -1, atMost: 0.05 })).toThrow(BadInput);
    expect(() => neverViolated({ tolerance: 0, atMost: 1 })).toThrow(BadInput);
  });
});
