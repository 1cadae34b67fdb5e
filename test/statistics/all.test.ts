import { expect, test } from 'vitest';
import { BadInput } from '../../src/errors.ts';
import { all, part } from '../../src/statistics/all.ts';
import { alwaysExactly } from '../../src/statistics/always.ts';
import { boundedMean } from '../../src/statistics/bounded-mean.ts';
import { equivalent } from '../../src/statistics/equivalence.ts';
import { proportionAtLeast, proportionAtLeastAnytime } from '../../src/statistics/proportion.ts';

interface Seen {
  readonly often: boolean;
  readonly near: number | null;
}
const rule = all<Seen>({
  often: part(proportionAtLeast({ p: 0.5 }), ({ often }) => often),
  near: part(equivalent({ margin: 1 }), ({ near }) => near),
});
const seen = (count: number, often: boolean, near: number | null): Seen[] =>
  Array.from({ length: count }, (_, k) => ({ often, near: near === null ? null : near + (k % 2) / 10 }));

test('all parts supported', () => {
  const decision = rule.decide(seen(20, true, 0), 0.05);
  expect(decision).toMatchObject({ verdict: 'supported', share: 0.05, measured: 1, predicted: 'often: ≥ 0.5' });
  expect(decision.parts?.map(({ name, decision: { share } }) => [name, share])).toEqual([
    ['often', 0.025],
    ['near', 0.025],
  ]);
});

test('one part refuted refutes, and its numbers are shown', () => {
  expect(rule.decide(seen(20, true, 5), 0.05)).toMatchObject({
    verdict: 'refuted',
    measured: expect.closeTo(5.05, 9),
    predicted: 'near: 0 ± 1',
    sentence: expect.stringMatching(/^near: /),
  });
});

test('an undecided part leaves the whole undecided, unless another is refuted', () => {
  expect(rule.decide(seen(3, true, 0), 0.05)).toMatchObject({ verdict: 'undecided', predicted: 'often: ≥ 0.5' });
  expect(rule.decide(seen(3, true, 50), 0.05)).toMatchObject({ verdict: 'refuted', predicted: 'near: 0 ± 1' });
});

test('null leaves a trial out of a part', () => {
  const decision = rule.decide([...seen(20, true, null), ...seen(20, true, 0)], 0.05);
  expect(decision.parts?.map((part) => part.decision.count)).toEqual([40, 20]);
  expect(() => rule.decide(seen(20, true, null), 0.05)).toThrow(BadInput);
});

test('the evidence of the deciding part is kept', () => {
  const exact = part(alwaysExactly({ tolerance: 0 }), (excess: number) => ({ excess, step: 4 }));
  const both = all({ first: exact, second: exact });
  expect(both.decide([2], 0.05).evidence).toEqual({ trial: 0, step: 4, excess: 2 });
  expect(both.decide([-2], 0.05).evidence).toBeUndefined();
});

test('kinds are those that every part can decide, or the ones given', () => {
  expect(rule.kinds).toEqual(['comparison']);
  const parts = {
    a: part(proportionAtLeast({ p: 0.5 }), (x: boolean) => x),
    b: part(proportionAtLeast({ p: 0.6 }), (x: boolean) => x),
  };
  expect(all(parts, ['ordering']).kinds).toEqual(['ordering']);
});

test('anytime only if every part is', () => {
  const betting = part(proportionAtLeastAnytime({ p: 0.5 }), (x: number) => x > 0.5);
  const mean = part(boundedMean({ bound: 0.5, range: [0, 1] }), (x: number) => x);
  const fixed = part(proportionAtLeast({ p: 0.5 }), (x: number) => x > 0.5);
  expect(all({ betting, mean }).anytime).toBe(true);
  expect(all({ betting, fixed }).anytime).toBe(false);
});

test('one part is no conjunction', () => {
  expect(() => all({ only: part(equivalent({ margin: 1 }), (x: number) => x) })).toThrow(BadInput);
});
