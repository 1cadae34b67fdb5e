import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate, observe } from '../../src/claim/evaluate.ts';
import { recordSchema } from '../../src/claim/record.ts';
import { recordKey, runClaim } from '../../src/claim/run.ts';
import { NoData, NotMeasured } from '../../src/errors.ts';
import { sharePerClaim } from '../../src/statistics/budget.ts';
import { folder as emptyFolder } from '../folder.ts';
import { type Toy, toy, toyDefinition, toySettings } from './toy.ts';

const folder = emptyFolder();
const run = (changes: Partial<Toy>) => runClaim(toy(changes), toySettings(folder));
const failsAsPrinted = { verdict: 'fails as printed', reason: 'sign', corrected: 'other' } as const;
const refuted: Partial<Toy> = {
  measure: (regime, trials) => trials.map(() => -Math.abs(regime.value)),
};
const mixed: Partial<Toy> = {
  measure: (regime, trials) => trials.map((trial) => (regime.value > 0 && trial > 0 ? 1 : -1)),
};

describe('runClaim', () => {
  test('passes a supported claim whose control was refuted, with a valid record', async () => {
    const record = await run({});
    expect(recordSchema.parse(structuredClone(record))).toEqual(record);
    expect(record).toMatchObject({
      verdict: 'supported',
      gate: 'pass',
      vacuous: false,
      trials: 3,
      interval: [null, 1],
    });
    expect(record.controls).toMatchObject([{ name: 'negative', verdict: 'refuted', caught: true }]);
    const points = [
      [0, 1],
      [1, 1],
      [2, 1],
    ];
    expect(record.figures).toMatchObject([{ series: [{ points }] }]);
  });

  test('its replay command names the folder of claims that lie elsewhere', async () => {
    const replayOf = async (file: string) => (await runClaim({ ...toy({}), file }, toySettings(folder))).replay;
    const command = 'npm run lemmata -- replay toys/toy --profile quick --seed 1 --engine plain';
    // What determines the record is read beside the file, so the folder must be there.
    expect(await replayOf(resolve('claims/ntk-acceleration/toy.claim.ts'))).toBe(command);
    expect(await replayOf(resolve('test/cli/claims/toys/toy.claim.ts'))).toBe(`${command} --claims test/cli/claims`);
    mkdirSync(join(folder, "a friend's/toys"), { recursive: true });
    expect(await replayOf(join(folder, "a friend's/toys/toy.claim.ts"))).toMatch(/ --claims '.*\/a friend'\\''s'$/);
  });

  test('divides the error share of a claim evenly over the statement and its controls', async () => {
    const record = await run({});
    const spent = record.errorShare + record.controls.reduce((sum, control) => sum + control.errorShare, 0);
    expect(spent).toBeCloseTo(sharePerClaim, 15);
    expect(record.controls[0].errorShare).toBe(record.errorShare);
  });

  test('fails the gate of a claim that is refuted though it should hold', async () => {
    expect(await run(refuted)).toMatchObject({ verdict: 'refuted', gate: 'fail' });
  });

  test('passes a refuted claim that fails as printed and keeps its counterexample', async () => {
    const record = await run({ ...refuted, expectation: failsAsPrinted, counterexample: ([first]) => ({ x: first }) });
    expect(record).toMatchObject({ verdict: 'refuted', gate: 'pass', counterexample: { x: -1 } });
  });

  test('fails a supported claim that was expected to fail as printed', async () => {
    expect(await run({ expectation: failsAsPrinted })).toMatchObject({ verdict: 'supported', gate: 'fail' });
  });

  test('calls a claim vacuous whose negative control is supported or undecided', async () => {
    const controls = [{ name: 'harmless', breaks: 'nothing', regime: { value: 2 } }];
    expect(await run({ controls })).toMatchObject({ verdict: 'supported', gate: 'fail', vacuous: true });
  });

  test('fails when a positive control is not supported', async () => {
    const positive = { name: 'positive', breaks: 'nothing', regime: { value: -2 }, expected: 'supported' } as const;
    const record = await run({ controls: [...toyDefinition.controls, positive] });
    expect(record).toMatchObject({ gate: 'fail', controls: [{ caught: true }, { caught: false }] });
  });

  test.each([
    ['full', 'profile full decides: three trials'],
    [250, '250 trials decide: three trials'],
  ] as const)('fails undecided, unless the claim says what decides: %s', async (decidedBy, words) => {
    expect(await run(mixed)).toMatchObject({ verdict: 'undecided', gate: 'fail' });
    const tooSmall = { decidedBy, reason: 'three trials' };
    const profiles = { ...toyDefinition.profiles, quick: { ...toyDefinition.profiles.quick, tooSmall } };
    const record = await run({ ...mixed, profiles });
    expect(record).toMatchObject({ verdict: 'undecided', gate: 'pass' });
    expect(record.gateReason).toContain(words);
  });

  test('reports what could not be measured as not run, never as a verdict', async () => {
    const diverged = await run({ measure: (_regime, trials) => trials.map(() => Number.NaN) });
    expect(diverged).toMatchObject({
      verdict: 'not run',
      measured: null,
      interval: null,
      gate: 'fail',
      vacuous: false,
    });
    expect(diverged.reason).toContain('NaN');
    const lost = await run({
      measure: () => {
        throw new NotMeasured('the device was lost');
      },
    });
    expect(lost).toMatchObject({ verdict: 'not run', reason: 'the device was lost' });
  });

  test('skips a claim, controls and all, where the files of the user are not here, and nowhere else', async () => {
    const asked: number[] = [];
    const lacking = (value: number): Toy['measure'] => {
      return (regime, trials) => {
        asked.push(regime.value);
        if (regime.value === value) throw new NoData('no data: get it');
        return trials.map(() => regime.value);
      };
    };
    const skipped = await run({ measure: lacking(1) });
    expect(recordSchema.parse(structuredClone(skipped))).toEqual(skipped);
    expect(skipped).toMatchObject({ verdict: 'not run', gate: 'skip', vacuous: false, noData: true, controls: [] });
    expect(skipped.gateReason).toBe('not run: no data: get it');
    expect(asked).toEqual([1]);
    expect(await run({ measure: lacking(-1) })).toMatchObject({ verdict: 'supported', gate: 'fail' });
  });

  test('reports a defect of the claim with its stack', async () => {
    const record = await run({
      measure: () => {
        throw new TypeError('boom');
      },
    });
    expect(record.verdict).toBe('not run');
    expect(record.reason).toMatch(/the claim threw TypeError: boom[\s\S]*run\.test/);
    const short = await run({ measure: () => [1] });
    expect(short.reason).toContain('1 observations for 3 trials');
  });

  test('reports training that diverges with trial and step', async () => {
    const record = await run({
      measure: async (_regime, trials, lab) => {
        const job = {
          name: 'toys/diverging',
          network: { neurons: 2, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'squared' },
          data: { sampler: 'unit-sphere', samples: 3, dimension: 2 },
          init: { scale: 1 },
          optimizer: { optimizer: 'gd', rate: 100 },
          steps: 50,
          precision: 'float64',
          probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
        } as const;
        return (await lab.train(job, trials)).map(({ series }) => series.loss.values[0]);
      },
    });
    expect(record.verdict).toBe('not run');
    expect(record.reason).toMatch(/diverged: .* at step \d+ of trial 0/);
  });

  test('adds batches until the rule is sure or the trials are spent', async () => {
    const asked: number[][] = [];
    const profiles = { ...toyDefinition.profiles, quick: { trials: { batch: 2, max: 5 }, regime: { value: 1 } } };
    const measure: Toy['measure'] = (regime, trials) => {
      if (regime.value > 0) asked.push([...trials]);
      return trials.map((trial) => (trial === 0 ? -regime.value : regime.value));
    };
    const record = await run({ profiles, measure });
    expect(asked).toEqual([[0, 1], [2, 3], [4]]);
    expect(record).toMatchObject({ verdict: 'undecided', trials: 5 });
  });
});

describe('seeds', () => {
  test('derive from claim, purpose and trial, and are the same in a control', async () => {
    const seen: string[] = [];
    const measure: Toy['measure'] = (regime, trials, lab) =>
      trials.map((trial) => {
        seen.push(lab.seed('start', trial));
        return regime.value;
      });
    const trials = { quick: { trials: 2, regime: { value: 1 } }, full: toyDefinition.profiles.full };
    await run({ measure, profiles: trials });
    expect(seen.slice(0, 2)).toEqual(seen.slice(2));
    expect(new Set(seen).size).toBe(2);
    const other = toy({ id: 'other', measure });
    await observe(other, null, 0, toySettings(folder));
    expect(seen.slice(0, 4)).not.toContain(seen[4]);
  });
});

describe('cancelling', () => {
  test('throws the abort reason instead of a verdict', async () => {
    const abort = new AbortController();
    const settings = toySettings(folder);
    const measure: Toy['measure'] = () => {
      abort.abort();
      throw new Error('interrupted');
    };
    const cancelled = { ...settings, training: { ...settings.training, signal: abort.signal } };
    await expect(evaluate(toy({ measure }), null, cancelled)).rejects.toThrow('aborted');
  });
});

test('the key of a record changes with profile and seed', () => {
  const keys = [
    recordKey(toy(), toySettings(folder)),
    recordKey(toy(), toySettings(folder, { profile: 'full' })),
    recordKey(toy(), toySettings(folder, { seed: '2' })),
  ];
  expect(new Set(keys).size).toBe(3);
  expect(recordKey(toy(), toySettings(folder))).toBe(keys[0]);
});
