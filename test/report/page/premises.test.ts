import { expect, test } from 'vitest';
import type { Record } from '../../../src/claim/record.ts';
import { weakest, weakPremises } from '../../../src/report/page/premises.ts';
import { record } from '../builders.ts';

const make = (id: string, restsOn: string[] = [], changes: Partial<Record> = {}) =>
  record({ id, paper: 'p', restsOn, ...changes });
const printed = (corrected: string): Partial<Record> => ({
  verdict: 'refuted',
  expectation: { verdict: 'fails as printed', reason: 'a factor', corrected },
});
const undecided: Partial<Record> = { verdict: 'undecided' };

/** What is weak below the claim `theorem`, as `id: how`. */
function below(...claims: Record[]): string[] {
  const paper = new Map(claims.map((claim) => [claim.id, claim]));
  return weakPremises(paper.get('theorem')!, paper).map(({ id, how }) => `${id}: ${how}`);
}

test('supported premises bear, at any distance', () => {
  expect(below(make('theorem', ['a']), make('a', ['b']), make('b'))).toEqual([]);
});

test('what is refuted or undecided at any distance is told', () => {
  const refuted = make('b', [], { verdict: 'refuted' });
  expect(below(make('theorem', ['a']), make('a', ['b']), refuted)).toEqual(['b: refuted']);
  expect(below(make('theorem', ['a']), make('a', ['b']), make('b', [], undecided))).toEqual(['b: undecided']);
});

test('vacuous, not run and absent premises bear nothing', () => {
  const vacuous = make('a', [], { vacuous: true });
  const unrun = make('b', [], { verdict: 'not run' });
  expect(below(make('theorem', ['a', 'b', 'gone']), vacuous, unrun)).toEqual([
    'a: undecided',
    'b: undecided',
    'gone: undecided',
  ]);
});

test('a supported corrected form stands in for what fails as printed, with its own premises', () => {
  const theorem = make('theorem', ['a']);
  const a = make('a', ['x'], printed('a2'));
  const x = make('x', [], undecided);
  expect(below(theorem, a, x, make('a2'))).toEqual(['a: corrected']);
  expect(below(theorem, a, x, make('a2', ['x']))).toEqual(['a: corrected', 'x: undecided']);
});

test('a corrected form that is not supported mends nothing', () => {
  const theorem = make('theorem', ['a']);
  const a = make('a', [], printed('a2'));
  for (const changes of [undecided, { vacuous: true }, { verdict: 'refuted' as const }]) {
    expect(below(theorem, a, make('a2', [], changes))).toEqual(['a: refuted']);
  }
  expect(below(theorem, a)).toEqual(['a: refuted']);
});

test('corrections of corrections are followed, circles end', () => {
  const theorem = make('theorem', ['a']);
  expect(below(theorem, make('a', [], printed('b')), make('b', [], printed('c')), make('c'))).toEqual(['a: corrected']);
  expect(below(theorem, make('a', ['a', 'theorem'], printed('b')), make('b', [], printed('a')))).toEqual([
    'a: refuted',
  ]);
});

test('a corrected form is not weakened by the statement that it corrects', () => {
  expect(below(make('theorem', ['a']), make('a', [], printed('theorem')))).toEqual([]);
});

test('the worst mark wins', () => {
  const weak = (how: 'refuted' | 'undecided' | 'corrected') => ({ id: how, record: null, how });
  expect(weakest([])).toBeNull();
  expect(weakest([weak('corrected'), weak('undecided')])).toBe('undecided');
  expect(weakest([weak('corrected'), weak('refuted'), weak('undecided')])).toBe('refuted');
});
