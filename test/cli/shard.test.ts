import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Registered } from '../../src/claim/registry.ts';
import { shardOf } from '../../src/cli/shard.ts';

const named = (names: readonly string[]) => names.map((name) => ({ name }) as Registered);

test('every claim is in exactly one shard, in its order; the lengths differ by one at most; the order given does not matter', () => {
  const sizes = fc.tuple(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 60 }), fc.nat());
  fc.assert(
    fc.property(sizes, ([names, seed]) => {
      const n = 1 + (seed % names.length);
      const claims = named(names);
      const shards = Array.from({ length: n }, (_, k) => shardOf(claims, `${k + 1}/${n}`));
      expect(
        shards
          .flat()
          .map(({ name }) => name)
          .sort(),
      ).toEqual([...names].sort());
      const lengths = shards.map(({ length }) => length);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      for (const shard of shards) expect(shard).toEqual(claims.filter((claim) => shard.includes(claim)));
      const backwards = shardOf(claims.toReversed(), `1/${n}`);
      expect(new Set(backwards)).toEqual(new Set(shards[0]));
    }),
  );
});

test('neighbours part: the shards are no plain slices', () => {
  const claims = named(Array.from({ length: 60 }, (_, k) => `p/claim-${k}`));
  const first = shardOf(claims, '1/3').map((claim) => claims.indexOf(claim));
  // Of 20 drawn from 60 without order, some lie in each third but for a chance of 40!40!/(20!60!) < 1e-4.
  for (const third of [0, 1, 2]) expect(first.some((k) => Math.floor(k / 20) === third)).toBe(true);
});

test.each(['', '1', '0/3', '4/3', '1/7', '-1/3', '1.5/3', '1/3/5', '1/0', 'a/b', '01/3'])(
  '"%s" is bad input',
  (shard) => {
    expect(() => shardOf(named(['a', 'b', 'c', 'd', 'e', 'f']), shard)).toThrow(/^--shard: must be k\/n/);
  },
);
