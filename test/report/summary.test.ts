import { describe, expect, test } from 'vitest';
import { recordSchema, runSchema } from '../../src/claim/record.ts';
import { runJson } from '../../src/report/json.ts';
import { summarise } from '../../src/report/summary.ts';
import { sharePerClaim } from '../../src/statistics/budget.ts';
import { meta, record } from './builders.ts';
import { records, run } from './fixture.ts';

describe('summary', () => {
  test('the fixture is made of valid records that hold every verdict and gate', () => {
    for (const one of records()) expect(() => recordSchema.parse(one)).not.toThrow();
    const met = new Set(
      records().map(({ verdict, gate, expectation }) => `${verdict}, ${expectation.verdict}: ${gate}`),
    );
    expect([...met].sort()).toEqual([
      'not run, holds: fail',
      'not run, holds: skip',
      'refuted, fails as printed: pass',
      'refuted, holds: fail',
      'supported, fails as printed: fail',
      'supported, holds: fail',
      'supported, holds: pass',
      'undecided, fails as printed: fail',
      'undecided, holds: fail',
      'undecided, holds: pass',
    ]);
  });

  test('counts agree with a count made another way', () => {
    const tally: { [what: string]: number } = {};
    const add = (what: string, by = 1) => {
      tally[what] = (tally[what] ?? 0) + by;
    };
    for (const { gate, verdict, vacuous, controls } of records()) {
      add('claims');
      add(gate);
      add(verdict === 'not run' ? 'notRun' : verdict);
      add('vacuous', vacuous ? 1 : 0);
      for (const { caught } of controls) {
        add('controls');
        add('controlsCaught', caught ? 1 : 0);
      }
    }
    expect(run.summary).toEqual(tally);
  });

  test('gates add up, and so do verdicts', () => {
    const { claims, pass, fail, skip, supported, refuted, undecided, notRun } = run.summary;
    expect(pass + fail + skip).toBe(claims);
    expect(supported + refuted + undecided + notRun).toBe(claims);
  });

  test('what was spent is the share of every statement and of every control', () => {
    const decisions = run.summary.claims + run.summary.controls;
    expect(run.errorBudget.spent).toBeCloseTo(decisions * 1e-4, 12);
    expect(run.errorBudget).toMatchObject({ total: 0.05, perClaim: sharePerClaim });
  });

  test('claims are sorted by paper, then id; the records are left as they were', () => {
    const given = [
      record({ id: 'b', paper: 'flow-2' }),
      record({ id: 'z', paper: 'flow' }),
      record({ id: 'a', paper: 'flow' }),
      record({ id: 'a', paper: 'flow-2' }),
    ];
    const before = structuredClone(given);
    const names = summarise(given, meta).claims.map(({ paper, id }) => `${paper}/${id}`);
    expect(names).toEqual(['flow/a', 'flow/z', 'flow-2/a', 'flow-2/b']);
    expect(given).toEqual(before);
  });
});

describe('run.json', () => {
  test('looks as it should', () => {
    expect(runJson(run)).toMatchSnapshot();
  });

  test('comes back as it went, and is the same however the records came', () => {
    const text = runJson(run);
    expect(runSchema.parse(JSON.parse(text))).toEqual(run);
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n[\s\S]*\n\}\n$/);
    expect(runJson(summarise(records().reverse(), meta))).toBe(text);
  });

  test('a number that JSON cannot hold is refused, not written as null', () => {
    const torn = structuredClone(run);
    torn.claims[0].measured = Number.NaN;
    expect(() => runJson(torn)).toThrow(/measured/);
  });
});
