import { describe, expect, test } from 'vitest';
import { annotations } from '../../src/report/annotations.ts';
import { badgeJson } from '../../src/report/badge.ts';
import { markdownMatrix } from '../../src/report/markdown.ts';
import { cut } from '../../src/report/step-summary.ts';
import { summarise } from '../../src/report/summary.ts';
import { meta, record } from './builders.ts';
import { calm, run } from './fixture.ts';

/** Reads a workflow command as the runner does: properties part at commas, then the escapes are undone. */
function read(line: string): { [name: string]: string } {
  const [, properties, data] = /^::error (.*?)::(.*)$/.exec(line)!;
  const undo = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const pairs = properties.split(',').map((pair) => pair.split('='));
  return { ...Object.fromEntries(pairs.map(([name, value]) => [name, undo(value)])), message: undo(data) };
}

const failing = (id: string, gateReason: string) =>
  record({ id, paper: 'p', verdict: 'refuted', gate: 'fail', gateReason });

describe('annotations', () => {
  test('one per failed gate, at the file of its claim, none for what passed or was skipped', () => {
    const found = annotations(run, 'claims').map(read);
    const failed = run.claims.filter(({ gate }) => gate === 'fail');
    expect(found.map(({ title }) => title)).toEqual(failed.map(({ paper, id }) => `${paper}/${id}`));
    expect(found.map(({ file }) => file)).toEqual(failed.map(({ paper, id }) => `claims/${paper}/${id}.claim.ts`));
    expect(annotations(calm, 'claims')).toEqual([]);
  });

  test('whatever the text holds comes through as one line', () => {
    const reason = '100% of a, b:c came\nout "wrong" ::warning::x %0A';
    const [line, ...rest] = annotations(summarise([failing('a', reason)], meta), 'odd, 50%: folder');
    expect(rest).toEqual([]);
    expect(line).not.toMatch(/[\r\n]/);
    expect(read(line)).toEqual({
      file: 'odd, 50%: folder/p/a.claim.ts',
      line: '1',
      title: 'p/a',
      message:
        '100% of a, b:c came out "wrong" ::warning::x %0A\nreplay: npm run lemmata -- replay p/a --profile quick --seed 1 --engine wasm',
    });
  });

  test('GitHub shows ten: the tenth tells how many more there are', () => {
    const many = (count: number) =>
      annotations(
        summarise(
          Array.from({ length: count }, (_, k) => failing(`c${k}`, 'no')),
          meta,
        ),
        'claims',
      );
    expect(many(10)).toHaveLength(10);
    expect(
      many(10)
        .map(read)
        .every(({ title }) => title.startsWith('p/')),
    ).toBe(true);
    expect(many(30)).toHaveLength(10);
    expect(read(many(30)[9]).message).toMatch(/^21 more claims failed/);
  });
});

describe('badge', () => {
  const badge = (...claims: Parameters<typeof summarise>[0]) => JSON.parse(badgeJson(summarise(claims, meta)));
  const skipped = record({ id: 's', paper: 'p', verdict: 'not run', gate: 'skip' });

  test('is a shields.io endpoint that tells the gate', () => {
    const passing = record({ id: 'a', paper: 'p' });
    const green = {
      schemaVersion: 1,
      label: 'claims',
      message: '1 pass, 0 fail',
      color: 'brightgreen',
      isError: false,
    };
    expect(badge(passing)).toEqual(green);
    expect(badge(passing, skipped)).toEqual({ ...green, message: '1 pass, 0 fail, 1 skip' });
    expect(badge(passing, failing('b', 'no'))).toEqual({
      ...green,
      message: '1 pass, 1 fail',
      color: 'red',
      isError: true,
    });
    expect(badge(skipped)).toMatchObject({ color: 'lightgrey', isError: false });
  });
});

test('a step summary of 1,500 claims that all failed fits GitHub, and still names the first of them', () => {
  const claims = Array.from({ length: 1500 }, (_, k) => failing(`c${k}`, 'a reason that goes on, '.repeat(40)));
  const markdown = markdownMatrix(summarise(claims, meta), ['### Since the earlier run']);
  const kept = cut(markdown, 1024 * 1024);
  expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(1024 * 1024);
  expect(kept).toContain('**p/c0**');
  expect(kept.match(/^- ❌/gm)!.length).toBeGreaterThan(1000);
});
