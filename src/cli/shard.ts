import { createHash } from 'node:crypto';
import type { Registered } from '../claim/registry.ts';
import { BadInput } from '../errors.ts';

/**
 * The claims of shard `k/n`, as vitest splits: in the order of a hash of their names, so that slow neighbours part, in n
 * runs whose lengths differ by one at most. Every claim is in exactly one. @throws BadInput for a malformed or empty shard.
 */
export function shardOf(claims: readonly Registered[], shard: string): Registered[] {
  const [k, n] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(shard) ?? []).slice(1).map(Number);
  if (!(k <= n && n <= claims.length)) {
    throw new BadInput({
      field: '--shard',
      rule: `must be k/n with k from 1 to n and n at most ${claims.length}, the number of claims`,
      value: shard,
      remedy: 'E.g. --shard 1/3.',
    });
  }
  const hash = ({ name }: Registered) => createHash('sha1').update(name).digest('hex');
  const hashed = claims.map((claim) => ({ claim, hash: hash(claim) }));
  const ordered = hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const from = (part: number) => Math.floor((part * claims.length) / n);
  const mine = new Set(ordered.slice(from(k - 1), from(k)).map(({ claim }) => claim));
  return claims.filter((claim) => mine.has(claim));
}
