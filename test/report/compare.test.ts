import { describe, expect, test } from 'vitest';
import type { Record } from '../../src/claim/record.ts';
import { compareRuns } from '../../src/report/compare.ts';
import { changesMarkdown, diffMarkdown, diffText } from '../../src/report/diff.ts';
import { markdownMatrix } from '../../src/report/markdown.ts';
import { summarise } from '../../src/report/summary.ts';
import { control, meta, record } from './builders.ts';
import { run } from './fixture.ts';

type Changes = Partial<Record> & { readonly id: string };
const runOf = (...claims: Changes[]) =>
  summarise(
    claims.map((claim) => record({ paper: 'p', ...claim })),
    meta,
  );
const failing: Partial<Record> = {
  verdict: 'refuted',
  gate: 'fail',
  gateReason: 'refuted, but expected to be supported',
};
const skipped: Partial<Record> = {
  verdict: 'not run',
  reason: 'no data',
  gate: 'skip',
  gateReason: 'not run: no data',
};

describe('two runs side by side', () => {
  test('a run does not differ from itself', () => {
    const diff = compareRuns(run, run);
    expect(diff).toMatchObject({ settings: [], moved: [], onlyBefore: [], onlyAfter: [], worse: [] });
    expect(diff.unmoved).toBe(run.claims.length);
    expect(changesMarkdown(diff)).toContain('No gate and no verdict moved.');
  });

  test('each field that moved is told with both values, and only it', () => {
    const before = runOf({ id: 'a', measured: 0.5, interval: [0.4, 0.6], trials: 60 }, { id: 'b' });
    const after = runOf(
      { id: 'a', measured: 0.75, interval: [0.65, null], trials: 80, engine: 'webgpu' },
      { id: 'b', durationMs: 10_000 },
    );
    const { moved, unmoved, times } = compareRuns(before, after);
    expect(moved).toEqual([
      {
        name: 'p/a',
        worse: false,
        measured: { from: 0.5, to: 0.75, by: 0.25 },
        interval: { from: [0.4, 0.6], to: [0.65, null], apart: true },
        trials: { from: 60, to: 80 },
        engine: { from: 'wasm', to: 'webgpu' },
      },
    ]);
    expect(unmoved).toBe(1);
    expect(times.claims[0]).toEqual({ name: 'p/b', from: 2345, to: 10_000 });
  });

  test.each([
    [[0, 1], [1, 2], false],
    [[0, 1], [1.1, 2], true],
    [[1.1, null], [null, 1], true],
    [[null, 1], [0.5, null], false],
    [[null, null], [5, 6], false],
    [null, [5, 6], false],
  ] as [Record['interval'], Record['interval'], boolean][])('%j and %j apart: %j, either way round', (a, b, apart) => {
    const of = (interval: Record['interval']) => runOf({ id: 'a', interval });
    for (const [x, y] of [
      [a, b],
      [b, a],
    ])
      expect(compareRuns(of(x), of(y)).moved[0].interval?.apart).toBe(apart);
  });

  test.each([
    ['pass to fail', {}, failing, true],
    ['pass to skip', {}, skipped, true],
    ['skip to fail', skipped, failing, true],
    ['fail to skip', failing, skipped, false],
    ['skip to pass', skipped, {}, false],
    ['fail to pass', failing, {}, false],
    ['fail to fail for another reason', failing, { ...failing, gateReason: 'vacuous' }, false],
  ])('%s', (_, from, to, worse) => {
    expect(compareRuns(runOf({ id: 'a', ...from }), runOf({ id: 'a', ...to })).worse).toEqual(worse ? ['p/a'] : []);
  });

  test('a claim that is new is worse where it fails; one that is gone is only told', () => {
    const diff = compareRuns(runOf({ id: 'gone', ...failing }), runOf({ id: 'bad', ...failing }, { id: 'good' }));
    expect(diff.onlyBefore.map(({ name }) => name)).toEqual(['p/gone']);
    expect(diff.onlyAfter.map(({ name, gate }) => [name, gate])).toEqual([
      ['p/bad', 'fail'],
      ['p/good', 'pass'],
    ]);
    expect(diff.worse).toEqual(['p/bad']);
  });

  test('worse gates come first, then better ones, verdicts, intervals apart, and the longest way', () => {
    const before = runOf(
      { id: 'near', measured: 1, interval: [0, 2] },
      { id: 'far', measured: 1, interval: [0, 2] },
      { id: 'apart', measured: 1, interval: [0.9, 1.1] },
      { id: 'verdict', verdict: 'undecided' },
      { id: 'better', ...failing },
      { id: 'worse' },
    );
    const after = runOf(
      { id: 'near', measured: 1.1, interval: [0, 2] },
      { id: 'far', measured: 0.5, interval: [0, 2] },
      { id: 'apart', measured: 1.21, interval: [1.2, 1.3] },
      { id: 'verdict' },
      { id: 'better' },
      {
        id: 'worse',
        controls: [control('large step', { verdict: 'supported', caught: false })],
        gate: 'fail',
        vacuous: true,
      },
    );
    const { moved } = compareRuns(before, after);
    expect(moved.map(({ name }) => name)).toEqual(
      ['worse', 'better', 'verdict', 'apart', 'far', 'near'].map((id) => `p/${id}`),
    );
    expect(moved[0].caught).toEqual({ from: ['large step'], to: [] });
    expect(moved[0].reason).toBe('vacuous: control "large step" came out supported');
  });

  test('runs of another kind are told at the top, and compared', () => {
    const before = runOf({ id: 'a' });
    const records = [record({ id: 'a', paper: 'p', seed: '7', profile: 'full', engine: 'webgpu', ...failing })];
    const diff = compareRuns(before, summarise(records, meta));
    expect(diff.settings).toEqual([
      { name: 'profile', from: 'quick', to: 'full' },
      { name: 'seed', from: '1', to: '7' },
      { name: 'engine', from: 'wasm', to: 'webgpu' },
    ]);
    expect(diffText(diff, 200).split('\n')[0]).toBe(
      'The runs are not of one kind: profile quick → full; seed 1 → 7; engine wasm → webgpu. They are compared all the same.',
    );
    expect(diff.worse).toEqual(['p/a']);
  });
});

describe('the difference in words', () => {
  const before = runOf(
    { id: 'a', measured: 0.5, interval: [0.4, 0.6] },
    { id: 'b', durationMs: 4000 },
    { id: 'c', title: 'gone' },
    { id: 'd', verdict: 'undecided' },
  );
  const after = runOf(
    { id: 'a', measured: 0.25, interval: [0.2, 0.3] },
    { id: 'b', durationMs: 8000, ...failing },
    { id: 'd' },
    { id: 'e_new' },
  );
  const diff = compareRuns(before, after);

  test('each claim is told once, by how much', () => {
    expect(diffText(diff, 200)).toBe(
      [
        'Gates',
        '  p/b: worse, pass → fail (refuted, but expected to be supported); supported → refuted',
        '',
        'Verdicts',
        '  p/d: undecided → supported',
        '',
        'Measured',
        '  p/a: measured 0.5 → 0.25 (−0.25); interval [0.4, 0.6] → [0.2, 0.3], with no point in common',
        '',
        'Only in the earlier run',
        '  p/c: pass, supported',
        '',
        'Only in the later run',
        '  p/e_new: pass, supported',
        '',
        'Times',
        '  the run: 1m 23s → 1m 23s (× 1)',
        '  p/b: 4.0 s → 8.0 s (× 2)',
        '',
        'gates worse 1, better 0 · verdicts moved 2 · measurements moved 1 · claims unmoved 0, gone 1, new 1',
      ].join('\n'),
    );
    for (const line of diffText(diff, 40).split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });

  test('the same in Markdown, escaped', () => {
    const markdown = diffMarkdown(diff);
    expect(markdown).toContain('### Gates\n\n- p/b: worse, pass → fail');
    expect(markdown).toContain('- p/e\\_new: pass, supported');
  });

  test('a long list is cut, and says so', () => {
    const many = (measured: number) => runOf(...Array.from({ length: 40 }, (_, k) => ({ id: `c${k}`, measured })));
    const text = diffText(compareRuns(many(1), many(2)), 200);
    expect(text.match(/measured 1 → 2/g)).toHaveLength(25);
    expect(text).toContain('… and 15 more; --json has them all');
  });

  test('the summary of a run has what failed first, then what moved, then the matrix', () => {
    const markdown = markdownMatrix(after, changesMarkdown(diff));
    const places = ['❌ **p/b**', '### Since the earlier run', '- p/d: undecided → supported', '### p\n'].map((part) =>
      markdown.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    // Measurements move with every seed.
    expect(markdown).not.toContain('measured 0.5 → 0.25');
  });
});
