import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { recordSchema, runSchema } from '../../src/claim/record.ts';
import { run } from '../../src/cli/program.ts';

const program = fileURLToPath(new URL('../../src/cli/lemmata.mjs', import.meta.url));
const claims = fileURLToPath(new URL('claims', import.meta.url));
const folder = () => mkdtempSync(join(tmpdir(), 'lemmata-cli-'));

function start(...args: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; out: string; err: string }>;
} {
  const env = { ...process.env, GITHUB_STEP_SUMMARY: '', NO_COLOR: '1' };
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
const lemmata = (...args: string[]) => start(...args).ended;

/** The same in this process, for what needs no process of its own. */
async function inProcess(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const listen = (stream: 'stdout' | 'stderr', to: 'out' | 'err') =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[to] += text;
      return true;
    });
  const spies = [listen('stdout', 'out'), listen('stderr', 'err')];
  try {
    const code = await run(['--claims', claims, ...args]);
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('verify', () => {
  test('exits 0 when the gate passes, with progress, matrix, record and reports', async () => {
    const out = folder();
    const { code, out: matrix, err } = await lemmata('verify', 'holds', '--out', out);
    expect(err).toContain('[1/1] PASS toys/holds: supported');
    expect(matrix).toMatch(/PASS.*holds/);
    expect(code).toBe(0);
    const record = recordSchema.parse(JSON.parse(readFileSync(join(out, 'records/toys/holds.json'), 'utf8')));
    expect(record).toMatchObject({ verdict: 'supported', trials: 20, profile: 'quick', seed: '1' });
    expect(runSchema.parse(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))).summary.pass).toBe(1);
    for (const name of ['matrix.md', 'junit.xml']) expect(existsSync(join(out, name))).toBe(true);
  });

  test('exits 1 when the gate fails; divergence and a dead process are not run, the rest goes on', async () => {
    const out = folder();
    const { code, out: json } = await lemmata(
      'verify',
      'fails',
      'diverges',
      'crashes',
      'holds',
      '--json',
      '--out',
      out,
    );
    expect(code).toBe(1);
    const run = runSchema.parse(JSON.parse(json));
    expect(run.summary).toMatchObject({ claims: 4, pass: 1, fail: 3, supported: 1, refuted: 1, notRun: 2 });
    const reason = (id: string) => run.claims.find((claim) => claim.id === id)?.reason;
    expect(reason('diverges')).toMatch(/training diverged/);
    expect(reason('crashes')).toMatch(/worker process died \(exit code 7\)/);
  });

  test('exits 0 when all that did not pass is skipped for want of files of the user', async () => {
    const { code, out, err } = await lemmata('verify', 'lacks', 'holds', '--out', folder());
    expect(err).toMatch(/SKIP toys\/lacks-data: not run/);
    expect(out).toMatch(/SKIP {2}lacks-data[\s\S]*claims 2: 1.pass, 0.fail, 1.skip/);
    expect(code).toBe(0);
  });

  test('stops at Ctrl-C, keeps what has finished and resumes from it; a torn record is redone', async () => {
    const out = folder();
    const { child, ended } = start('verify', 'holds', 'slow', '--out', out, '--workers', '1');
    child.stderr?.on('data', (chunk) => String(chunk).includes('[1/2]') && child.kill('SIGINT'));
    const stopped = await ended;
    expect(stopped.code).toBe(130);
    expect(stopped.err).toContain('Interrupted: 1 of 2 claims are finished');
    const path = join(out, 'records/toys/holds.json');
    const first = readFileSync(path, 'utf8');

    const resumed = await lemmata('verify', 'holds', '--resume', '--out', out);
    expect(resumed.code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(first);

    writeFileSync(path, first.slice(0, 100));
    const redone = await lemmata('verify', 'holds', '--resume', '--out', out);
    expect(redone.err).toMatch(/redone: .*holds\.json: must be whole JSON/);
    expect(recordSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).verdict).toBe('supported');
  });
});

describe('bad use exits 2, says field, rule, value and remedy, and writes nothing', () => {
  test.each([
    [['verify', 'lemma-99'], /claim: must match a claim; got "lemma-99"/],
    [['verify', '--profile', 'huge'], /profile: must be one of quick, full; got "huge"/],
    [['verify', '--engine', 'abacus'], /engine: .*got "abacus"/],
    [['verify', '--seed', '1 2'], /seed: must be .*got "1 2"/],
    [['verify', '--workers', '0'], /--workers: must be a positive integer; got "0"/],
    [['verify', '--trials'], /unknown option '--trials'/],
    [['replay', 'holds', '--trial', '-1'], /--trial: must be a whole number/],
    [['replay', 'holds', '--control', 'none'], /--control: .*Controls: "negative x"/],
    [['report', '--format', 'latex'], /--format: must be one of terminal, markdown, junit, json/],
    [['prove'], /unknown command 'prove'/],
  ])('%j', async (args, message) => {
    const out = join(folder(), 'out');
    const { code, err } = await inProcess(
      ...args,
      ...(args[0] === 'verify' && args[1] !== '--trials' ? ['--out', out] : []),
    );
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  test('an output folder that cannot be written', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const { code, err } = await inProcess('verify', 'holds', '--out', join(file, 'out'));
    expect(err).toContain('--out: must be a folder that can be written');
    expect(code).toBe(2);
  });
});

describe('the other commands', () => {
  test('list, show and replay', async () => {
    const list = await inProcess('list');
    expect(list.out).toContain('toys/holds  Lemma 0: A claim that holds');
    const out = folder();
    const show = await inProcess('show', 'holds', '--out', out);
    expect(show.out).toContain('x is positive at least half of the time.');
    expect(show.code).toBe(0);
    const trial = await inProcess('replay', 'holds', '--trial', '3', '--control', 'negative x');
    expect(trial.out.trim()).toBe('false');
    const whole = await inProcess('replay', 'holds');
    expect(JSON.parse(whole.out)).toMatchObject({ verdict: 'supported', trials: 20 });
  });

  test('report renders the last run again in every format', async () => {
    const out = folder();
    const { out: matrix } = await inProcess('verify', 'holds', '--out', out);
    const again = await inProcess('report', '--out', out);
    expect(again.out.trim()).toBe(matrix.trim());
    const json = await inProcess('report', '--out', out, '--format', 'json');
    expect(json.out).toBe(readFileSync(join(out, 'run.json'), 'utf8'));
  });

  test('--help of each command exits 0', async () => {
    for (const command of ['verify', 'list', 'show', 'replay', 'doctor', 'report', 'cache']) {
      const { code, out } = await inProcess(command, '--help');
      expect(code, command).toBe(0);
      expect(out).toContain(`lemmata ${command}`);
    }
  });
});
