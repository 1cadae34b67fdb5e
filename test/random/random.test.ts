import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput } from '../../src/errors.ts';
import { deriveSeed, random } from '../../src/random/random.ts';
import { ksPValue, level, normalKs, uniformCounts } from '../data/goodness.ts';

const count = 20_000;
const draws = (seed: string, draw: (stream: ReturnType<typeof random>) => number) => {
  const stream = random(seed);
  return Array.from({ length: count }, () => draw(stream));
};
const moment = (values: readonly number[], order: number) =>
  values.reduce((sum, value) => sum + value ** order, 0) / values.length;
const uniformKs = (values: readonly number[]) => ksPValue(values, (x) => Math.min(1, Math.max(0, x)));

describe('a stream', () => {
  test('is a function of its seed', () => {
    expect(draws('a', (stream) => stream.normal())).toEqual(draws('a', (stream) => stream.normal()));
    expect(draws('a', (stream) => stream.uniform())).not.toEqual(draws('b', (stream) => stream.uniform()));
  });

  test('uniform() is uniform on [0, 1)', () => {
    const values = draws('uniform', (stream) => stream.uniform());
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(uniformKs(values)).toBeGreaterThan(level);
  });

  test('normal() is N(0, 1): Kolmogorov, and moments within 4 standard errors', () => {
    const values = draws('normal', (stream) => stream.normal());
    expect(normalKs(values)).toBeGreaterThan(level);
    // E z^{2k} = (2k − 1)!!, so the variances of z, z², z³, z⁴ are 1, 2, 15, 96.
    const laws = [
      [0, 1],
      [1, 2],
      [0, 15],
      [3, 96],
    ];
    for (const [k, [mean, variance]] of laws.entries()) {
      expect(Math.abs(moment(values, k + 1) - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
    }
  });

  test('both normals of a pair are independent', () => {
    const values = draws('pairs', (stream) => stream.normal());
    const sums = values.flatMap((value, k) => (k % 2 === 1 ? [(value + values[k - 1]) / Math.SQRT2] : []));
    const gaps = values.flatMap((value, k) => (k % 2 === 1 ? [(value - values[k - 1]) / Math.SQRT2] : []));
    expect(normalKs(sums)).toBeGreaterThan(level);
    expect(normalKs(gaps)).toBeGreaterThan(level);
  });

  test('sign() and integer() are uniform', () => {
    const positive = draws('sign', (stream) => stream.sign()).filter((sign) => sign === 1).length;
    expect(uniformCounts([positive, count - positive])).toBeGreaterThan(level);
    const bins = new Array(7).fill(0);
    for (const value of draws('integer', (stream) => stream.integer(7))) bins[value]++;
    expect(uniformCounts(bins)).toBeGreaterThan(level);
  });
});

describe('subset()', () => {
  test('is ascending, distinct, of the size asked for, and in range', () => {
    const sizes = fc.nat(60).chain((below) => fc.tuple(fc.constant(below), fc.nat(below), fc.string()));
    fc.assert(
      fc.property(sizes, ([below, size, seed]) => {
        const chosen = random(seed).subset(below, size);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        expect(chosen).toHaveLength(size);
        expect(chosen.every((k) => k >= 0 && k < below)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('is uniform among the subsets', () => {
    const stream = random('subsets');
    const counts = new Map<string, number>();
    for (let k = 0; k < 6000; k++) {
      const key = stream.subset(6, 3).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    expect(uniformCounts([...counts.values()])).toBeGreaterThan(level);
  });

  test.each([
    [4, 5],
    [4, -1],
    [4, 1.5],
  ])('refuses from %i elements %d', (below, size) => {
    expect(() => random('1').subset(below, size)).toThrow(BadInput);
  });
});

describe('deriveSeed()', () => {
  test('never gives two lists of names one seed', () => {
    const name = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '|', '/', '%', '7', 'é', '😀') }),
      fc.nat(20).map(String),
    );
    const names = fc.array(name, { maxLength: 4 });
    fc.assert(
      fc.property(names, names, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(deriveSeed('1', ...a)).not.toBe(deriveSeed('1', ...b));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('tells a name with a separator in it from two names', () => {
    expect(deriveSeed('1', 'a|b')).not.toBe(deriveSeed('1', 'a', 'b'));
    expect(deriveSeed('1', 'a%7Cb')).not.toBe(deriveSeed('1', 'a|b'));
    expect(deriveSeed('1', '')).not.toBe(deriveSeed('1'));
  });

  test('streams of neighbouring trials and purposes are independent', () => {
    const first = (purpose: string) =>
      Array.from({ length: 5000 }, (_, trial) => random(deriveSeed('1', 'job', purpose, trial)).uniform());
    const [data, init] = [first('data'), first('init')];
    expect(uniformKs(data)).toBeGreaterThan(level);
    // (u + v) mod 1 of independent uniforms is uniform; of equal or lagged copies it is not.
    expect(uniformKs(data.map((u, k) => (u + init[k]) % 1))).toBeGreaterThan(level);
    expect(uniformKs(data.map((u, k) => (u - init[k] + 1) % 1))).toBeGreaterThan(level);
    expect(uniformKs(data.slice(1).map((u, k) => (u - data[k] + 1) % 1))).toBeGreaterThan(level);
    expect(new Set(data).size).toBe(5000);
  });
});
