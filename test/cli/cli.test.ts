import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { recordSchema, runSchema } from '../../src/claim/record.ts';
import { survey } from '../../src/engines/select.ts';
import { folder } from '../folder.ts';
import { claims, lemmata } from './in-process.ts';

const program = fileURLToPath(new URL('../../src/cli/lemmata.mjs', import.meta.url));

// To look for GPUs takes seconds; test/engines does.
vi.mock(import('../../src/engines/select.ts'), async (original) => ({
  ...(await original()),
  survey: vi.fn(async () => [
    { name: 'wasm', available: true, device: 'CPU', reason: '' },
    { name: 'webgpu', available: false, device: '', reason: 'no adapter' },
  ]),
}));

/** A true process, for what needs one: exit codes, signals, which stream is which. */
function start(...args: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; out: string; err: string }>;
} {
  const env = { ...process.env, GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', NO_COLOR: '1' };
  const child = spawn(process.execPath, [program, '--claims', claims, ...args], { env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}

describe('verify', () => {
  const out = folder();
  let first: { code: number; out: string; err: string };
  const record = (id: string) => readFileSync(join(out, `records/toys/${id}.json`), 'utf8');

  beforeAll(async () => {
    mkdirSync(join(out, 'records/toys'), { recursive: true });
    writeFileSync(join(out, 'records/toys/holds.json'), '{"schemaVersion": 1,');
    const filters = ['crashes', 'diverges', 'fails', 'holds', 'lacks'];
    first = await lemmata(['verify', ...filters, '--resume', '--json', '--workers', '1', '--out', out]);
  }, 180_000);

  test('exits 1 when a gate fails; divergence and a dead process are not run, absent files skip, the rest goes on', () => {
    expect(first.code).toBe(1);
    const run = runSchema.parse(JSON.parse(first.out));
    expect(run.summary).toMatchObject({ claims: 5, pass: 1, fail: 3, skip: 1, supported: 1, refuted: 1, notRun: 3 });
    const reason = (id: string) => run.claims.find((claim) => claim.id === id)?.reason;
    expect(reason('diverges')).toMatch(/training diverged/);
    expect(reason('crashes')).toMatch(/worker process died \(exit code 7\)/);
    expect(first.err).toMatch(/\[\d\/5\] PASS toys\/holds: supported/);
    expect(first.err).toMatch(/\[\d\/5\] SKIP toys\/lacks-data: not run/);
  });

  test('writes records and reports; a torn record is redone', () => {
    expect(first.err).toMatch(/redone: .*holds\.json: must be whole JSON/);
    expect(recordSchema.parse(JSON.parse(record('holds')))).toMatchObject({
      verdict: 'supported',
      trials: 20,
      profile: 'quick',
      seed: '1',
    });
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))).toEqual(JSON.parse(first.out));
    for (const name of ['matrix.md', 'junit.xml', 'badge.json']) expect(existsSync(join(out, name)), name).toBe(true);
  });

  test('exits 0 when every gate passes, with the matrix on stdout; what has a record under the same key is not run again', async () => {
    const before = record('holds');
    const { code, out: matrix, err } = await lemmata(['verify', 'holds', '--resume', '--out', out]);
    expect([code, err.match(/\[.*/g)]).toEqual([0, [expect.stringContaining('[1/1] PASS toys/holds: supported')]]);
    expect(matrix).toMatch(/PASS {2}holds[\s\S]*claims 1: 1 pass, 0 fail/);
    expect(record('holds')).toBe(before);
  });

  test('--quiet prints nothing where nothing failed, else the failed claims on stderr', async () => {
    const quiet = (...more: string[]) => lemmata(['verify', 'holds', ...more, '--resume', '--quiet', '--out', out]);
    expect(await quiet()).toEqual({ code: 0, out: '', err: '' });
    const err = 'FAIL toys/fails: refuted, but expected to be supported\n';
    expect(await quiet('fails')).toEqual({ code: 1, out: '', err });
  });

  test('every claim is in exactly one shard, and the shards join to the run', async () => {
    const parts = ['1/2', '2/2'].map((shard) => ({ shard, out: folder() }));
    for (const part of parts) {
      cpSync(join(out, 'records'), join(part.out, 'records'), { recursive: true });
      const args = ['verify', 'holds', 'fails', '--resume', '--shard', part.shard, '--out', part.out];
      const { err } = await lemmata(args, { GITHUB_ACTIONS: 'true' });
      expect(err).not.toContain('::error');
    }
    const whole = folder();
    const merge = ['report', '--merge', ...parts.map((part) => part.out), '--json', '--out', whole];
    const joined = await lemmata(merge, { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(claims, '..') });
    expect(joined.err).toMatch(/^::error file=claims\/toys\/fails\.claim\.ts,line=1,title=toys\/fails::refuted, but/);
    const once = await lemmata(['verify', 'holds', 'fails', '--resume', '--json', '--out', out]);
    const claimsOf = (json: string) => runSchema.parse(JSON.parse(json)).claims;
    expect(claimsOf(joined.out)).toEqual(claimsOf(once.out));
    expect([joined.code, once.code]).toEqual([1, 1]);
  });

  test('exit code and stdout of a process: JSON alone, whatever a claim prints', async () => {
    const { code, out: json, err } = await start('verify', 'fails', '--json', '--out', folder()).ended;
    expect(runSchema.parse(JSON.parse(json)).summary).toMatchObject({ claims: 1, fail: 1 });
    expect(err).toContain('a claim that talks');
    expect(code).toBe(1);
    // In no process of its own.
    const replayed = await start('replay', 'fails', '--trial', '0', '--json').ended;
    expect(JSON.parse(replayed.out)).not.toBeNull();
    expect(replayed).toMatchObject({ code: 0, err: expect.stringContaining('a claim that talks') as string });
  });

  test('a reader that leaves ends the output, not the run', async () => {
    const kept = folder();
    const { child, ended } = start('verify', 'holds', '--out', kept);
    child.stdout?.destroy();
    const { code, err } = await ended;
    expect(err).not.toContain('EPIPE');
    expect(code).toBe(0);
    expect(existsSync(join(kept, 'run.json'))).toBe(true);
  });

  test('stops at Ctrl-C, keeps what has finished and resumes from it', async () => {
    const halfway = folder();
    const { child, ended } = start('verify', 'holds', 'slow', '--out', halfway, '--workers', '1');
    child.stderr?.on('data', (chunk) => String(chunk).includes('[1/2]') && child.kill('SIGINT'));
    const stopped = await ended;
    expect(stopped.code).toBe(130);
    expect(stopped.err).toContain('Interrupted: 1 of 2 claims are finished');
    expect(existsSync(join(halfway, 'run.json'))).toBe(false);
    const resumed = await lemmata(['verify', 'holds', '--resume', '--out', halfway]);
    expect(resumed.code).toBe(0);
  });
});

describe('bad use exits 2, says field, rule, value and remedy, and writes nothing', () => {
  test.each([
    [['verify', 'lemma-99'], /claim: must match a claim; got "lemma-99"/],
    [['verify', '--profile', 'huge'], /profile: must be one of quick, full; got "huge"/],
    [['verify', '--engine', 'abacus'], /engine: .*got "abacus"/],
    [['verify', '--seed', '1 2'], /seed: must be .*got "1 2"/],
    [['verify', '--workers', '0'], /--workers: must be a positive integer; got "0"/],
    [['verify', '--shard', '0/3'], /--shard: must be k\/n .*got "0\/3"/],
    [['verify', '--shard', '1/99'], /--shard: must be k\/n .*n at most 6, .*got "1\/99"/],
    [['verify', '--baseline', 'nowhere'], /nowhere\/run\.json: must be readable/],
    [['verify', '--trials'], /unknown option '--trials'/],
    [['replay', 'holds', '--trial', '-1'], /--trial: must be a whole number/],
    [['replay', 'holds', '--control', 'none'], /--control: .*Controls: "negative x"/],
    [['report', '--format', 'latex'], /--format: must be one of terminal, markdown, junit, json/],
    [['report'], /run\.json: must be readable/],
    [['prove'], /unknown command 'prove'/],
  ])('%j', async (args, message) => {
    const out = join(folder(), 'out');
    const withOut = /verify|report/.test(args[0]) && args[1] !== '--trials';
    const { code, err, out: printed } = await lemmata([...args, ...(withOut ? ['--out', out] : [])]);
    expect(err).toMatch(message);
    expect([code, printed]).toEqual([2, '']);
    expect(existsSync(out)).toBe(false);
  });

  test('an output folder that cannot be written', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const { code, err } = await lemmata(['verify', 'holds', '--out', join(file, 'out')]);
    expect(err).toContain('--out: must be a folder that can be written');
    expect(code).toBe(2);
  });
});

describe('the other commands', () => {
  test('list, show and replay', async () => {
    const list = await lemmata(['list']);
    expect(list.out).toContain('toys/holds  Lemma 0: A claim that holds');
    const show = await lemmata(['show', 'holds', '--out', folder()]);
    expect(show.out).toContain('x is positive at least half of the time.');
    expect(show.code).toBe(0);
    const trial = await lemmata(['replay', 'holds', '--trial', '3', '--control', 'negative x']);
    expect(trial.out.trim()).toBe('false');
    const whole = await lemmata(['replay', 'holds']);
    expect(JSON.parse(whole.out)).toMatchObject({ verdict: 'supported', trials: 20 });
  });

  test.each([
    [['list', 'holds'], [expect.objectContaining({ name: 'toys/holds', expectation: { verdict: 'holds' } })]],
    [['show', 'holds'], expect.objectContaining({ name: 'toys/holds', record: null })],
    [['replay', 'holds'], expect.objectContaining({ verdict: 'supported' })],
    [
      ['doctor'],
      { engines: expect.arrayContaining([expect.objectContaining({ name: 'webgpu' })]), cache: expect.anything() },
    ],
  ])('%j with --json is JSON on stdout; with --quiet nothing', async (args, found) => {
    const out = args[0] === 'show' ? ['--out', folder()] : [];
    const json = await lemmata([...args, ...out, '--json']);
    expect([JSON.parse(json.out), json.err, json.code]).toEqual([found, '', 0]);
    expect(await lemmata([...args, ...out, '--quiet'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('doctor says what is here, and why others are not', async () => {
    const { out } = await lemmata(['doctor']);
    expect(out).toMatch(/^yes {2}wasm +CPU\nno {3}webgpu +no adapter\ncache: \d+ trajectories/);
  });

  test('a defect is neither a failed gate nor bad use', async () => {
    vi.mocked(survey).mockRejectedValueOnce(new Error('divided by the moon'));
    const { code, err } = await lemmata(['doctor']);
    expect([code, err]).toEqual([70, expect.stringMatching(/^lemmata broke: Error: divided by the moon\n +at /)]);
  });

  test('--help of each command exits 0', async () => {
    for (const command of ['verify', 'list', 'show', 'replay', 'map', 'doctor', 'report', 'diff', 'cache']) {
      const { code, out } = await lemmata([command, '--help']);
      expect(code, command).toBe(0);
      expect(out).toContain(`lemmata ${command}`);
    }
  });
});
