import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Record } from '../../src/claim/record.ts';
import { RecordStore } from '../../src/claim/store.ts';
import { publish } from '../../src/cli/publish.ts';
import { folder } from '../folder.ts';
import { meta, record, regimeMap } from '../report/builders.ts';
import { records } from '../report/fixture.ts';
import { lemmata } from './in-process.ts';

const start = Date.parse(meta.startedAt);
/** A run that began and ended so many milliseconds after the whole one began. */
const span = (from: number, to: number, shard?: string) => ({
  startedAt: new Date(start + from).toISOString(),
  durationMs: to - from,
  ...(shard !== undefined && { shard }),
});
const whole = span(0, 90_000);

async function written(kept: readonly Record[], when: ReturnType<typeof span>): Promise<string> {
  const store = new RecordStore(folder());
  store.prepare();
  for (const one of kept) await store.write(one);
  await publish(store, kept, when);
  return store.folder;
}

/** Every file below a folder, by path. */
function files(root: string): { [path: string]: string } {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

const third = (k: number) => records().filter((_, index) => index % 3 === k);
const shards = () =>
  Promise.all([
    written(third(0), span(0, 40_000, '1/3')),
    written(third(1), span(5000, 90_000, '2/3')),
    written(third(2), span(2000, 60_000, '3/3')),
  ]);

describe('report --merge', () => {
  test('gives byte for byte what one run gives, in whichever order; the run lasted from the first start to the last end', async () => {
    const once = files(await written(records(), whole));
    const [a, b, c] = await shards();
    const out = folder();
    const { code } = await lemmata(['report', '--merge', c, a, b, '--out', out]);
    expect(code).toBe(1);
    expect(files(out)).toEqual(once);
    expect(Object.keys(once)).toEqual(expect.arrayContaining(['badge.json', 'junit.xml', 'matrix.md', 'run.json']));
  });

  test('takes the maps of the parts along, onto the page and as files', async () => {
    const [claim] = third(1);
    const parts = await shards();
    const { paper, id, profile, seed, engine, key } = claim;
    const map = regimeMap({ claim: `${paper}/${id}`, profile, seed, engine, key });
    mkdirSync(join(parts[1], 'maps', paper), { recursive: true });
    const file = join('maps', paper, `${id}.rate.memory.json`);
    writeFileSync(join(parts[1], file), JSON.stringify(map));
    // The whole may go to the folder of a part.
    for (const out of [folder(), parts[1]]) {
      const { err } = await lemmata(['report', '--merge', ...parts, '--out', out]);
      expect(err).toBe('');
      expect(new RecordStore(out).maps(claim)).toEqual([map]);
      expect(files(out)[file]).toBe(JSON.stringify(map));
      expect(files(out)['index.html']).toContain(`${map.claim} over eta and d`);
    }
  });

  test.each([
    [
      'a shard that is missing',
      async () => (await shards()).slice(0, 2),
      /must hold every part of the run, also 3\/3; got "1\/3, 2\/3"/,
    ],
    [
      'a shard twice',
      async () => (await shards()).with(1, (await shards())[0]),
      /must not hold a claim that .* holds too; got "adam-/,
    ],
    [
      'another seed',
      async () => [await written([record({ id: 'x', paper: 'p', seed: '2' })], whole), ...(await shards())],
      /must have seed 2, as .* has; got "1"/,
    ],
    [
      'another profile',
      async () => [await written([record({ id: 'x', paper: 'p', profile: 'full' })], whole), ...(await shards())],
      /must have profile full/,
    ],
    [
      'another version of Node',
      async () => [
        ...(await shards()),
        await written([record({ id: 'x', paper: 'p', versions: { lemmata: '0.1.0', node: '22.1.0' } })], whole),
      ],
      /must have node 20\.19\.0, as .* has; got "22\.1\.0"/,
    ],
    [
      'a whole run beside a shard',
      async () => [(await shards())[0], await written(third(1), whole)],
      /must have number of shards 3/,
    ],
    ['a folder without a run', async () => [folder()], /run\.json: must be readable/],
  ])('%s is bad input, and nothing is written', async (_, parts, message) => {
    const out = join(folder(), 'out');
    const { code, err, out: printed } = await lemmata(['report', '--merge', ...(await parts()), '--out', out]);
    expect(err).toMatch(message);
    expect([code, printed]).toEqual([2, '']);
    expect(() => statSync(out)).toThrow();
  });

  test('tells GitHub the annotations and the summary of the step; report alone does not', async () => {
    const parts = await shards();
    const summary = join(folder(), 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const out = folder();
    const merged = await lemmata(['report', '--merge', ...parts, '--out', out, '--json'], env);
    expect(merged.err.match(/^::error /gm)).toHaveLength(records().filter(({ gate }) => gate === 'fail').length);
    expect(JSON.parse(merged.out).summary.claims).toBe(records().length);
    const told = readFileSync(summary, 'utf8');
    expect(told).toBe(readFileSync(join(out, 'matrix.md'), 'utf8'));
    expect((await lemmata(['report', '--out', out], env)).err).toBe('');
    expect(readFileSync(summary, 'utf8')).toBe(told);
  });
});

describe('report', () => {
  test('writes every report again from the records, and prints each format', async () => {
    const out = await written(records(), whole);
    const before = files(out);
    for (const name of ['matrix.md', 'junit.xml', 'badge.json']) rmSync(join(out, name));
    const { code, out: matrix } = await lemmata(['report', '--out', out]);
    expect([code, files(out)]).toEqual([1, before]);
    expect(matrix).toMatch(/FAIL {2}worker-died/);
    for (const [format, name] of [
      ['markdown', 'matrix.md'],
      ['junit', 'junit.xml'],
      ['json', 'run.json'],
    ]) {
      const printed = await lemmata(['report', '--out', out, '--format', format]);
      expect(printed.out.trimEnd(), format).toBe(before[name].trimEnd());
    }
    expect(await lemmata(['report', '--out', out, '--quiet'])).toEqual({ code: 1, out: '', err: '' });
  });

  test('a skipped claim fails no gate', async () => {
    const calm = records().filter(({ gate }) => gate !== 'fail');
    expect(calm.some(({ gate }) => gate === 'skip')).toBe(true);
    expect((await lemmata(['report', '--out', await written(calm, whole)])).code).toBe(0);
  });

  test('a record that is gone, or of another run than run.json says, is bad input', async () => {
    const out = await written([record({ id: 'x', paper: 'p' })], whole);
    await new RecordStore(out).write(record({ id: 'x', paper: 'p', seed: '2' }));
    const other = await lemmata(['report', '--out', out]);
    expect([other.code, other.err]).toEqual([
      2,
      expect.stringMatching(/must be a record of profile quick, seed 1, .*seed 2/),
    ]);
    rmSync(join(out, 'records/p/x.json'));
    expect((await lemmata(['report', '--out', out])).err).toMatch(/x\.json: must be a record .*no such file/);
  });

  test('--baseline puts what moved before the matrix', async () => {
    const passing = record({ id: 'x', paper: 'p' });
    const before = await written([passing], whole);
    const after = await written([{ ...passing, verdict: 'undecided', gate: 'fail', gateReason: 'undecided' }], whole);
    await lemmata(['report', '--out', after, '--baseline', join(before, 'run.json')]);
    const markdown = readFileSync(join(after, 'matrix.md'), 'utf8');
    expect(markdown).toMatch(
      /### Since the earlier run\n\n- p\/x: worse, pass → fail \(undecided\); supported → undecided\n\n### p\n/,
    );
  });
});

describe('diff', () => {
  const passing = record({ id: 'x', paper: 'p' });
  const failing: Record = { ...passing, verdict: 'undecided', gate: 'fail', gateReason: 'undecided' };
  const runs = async () => [await written([passing], whole), await written([failing], whole)];

  test('exits 1 when a gate got worse, 0 when none did; takes folders and files', async () => {
    const [good, bad] = await runs();
    const worse = await lemmata(['diff', good, join(bad, 'run.json')]);
    expect([worse.code, worse.out]).toEqual([1, expect.stringContaining('p/x: worse, pass → fail')]);
    const better = await lemmata(['diff', bad, good]);
    expect([better.code, better.out]).toEqual([0, expect.stringContaining('p/x: better, fail → pass')]);
    expect(await lemmata(['diff', good, bad, '--quiet'])).toEqual({ code: 1, out: '', err: '' });
  });

  test('prints JSON and Markdown', async () => {
    const [good, bad] = await runs();
    const json = await lemmata(['diff', good, bad, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ worse: ['p/x'], moved: [{ gate: { from: 'pass', to: 'fail' } }] });
    const markdown = await lemmata(['diff', good, bad, '--markdown']);
    expect(markdown.out).toMatch(/^## Lemmata: what moved\n\ngates worse 1[\s\S]*\n- p\/x: worse/);
  });

  test('what is no run is bad input', async () => {
    const [good] = await runs();
    const torn = join(folder(), 'run.json');
    writeFileSync(torn, '{"schemaVersion": 1');
    for (const [args, message] of [
      [[good, torn], /run\.json: must be whole JSON/],
      [[folder(), good], /run\.json: must be readable/],
      [[good], /missing required argument 'run-b'/],
    ] as const) {
      const { code, err } = await lemmata(['diff', ...args]);
      expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    }
  });
});
