import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { TestModule, Vitest } from 'vitest/node';
import type { Record } from '../../src/claim/record.ts';
import MatrixReporter from '../../src/cli/vitest-reporter.ts';
import { folder } from '../folder.ts';
import { record } from '../report/builders.ts';

const home = process.cwd();
afterEach(() => {
  process.chdir(home);
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString();
const early = record({ id: 'early', paper: 'p', startedAt: at(0), durationMs: 4000 });
const late = record({ id: 'late', paper: 'p', startedAt: at(3), durationMs: 9000, verdict: 'refuted', gate: 'fail' });

/** Reports a vitest run of these records in a repository of two claims, in GitHub Actions. */
async function reported(records: readonly Record[], shard?: { index: number; count: number }) {
  const root = folder();
  process.chdir(root);
  mkdirSync('claims/p', { recursive: true });
  for (const id of ['early', 'late']) writeFileSync(`claims/p/${id}.claim.ts`, '');
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  vi.stubEnv('GITHUB_WORKSPACE', root);
  vi.stubEnv('GITHUB_STEP_SUMMARY', join(root, 'summary.md'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  said.mockClear();
  const reporter = new MatrixReporter();
  reporter.onInit({ config: { shard } } as unknown as Vitest);
  // A claim's record is on the last of its tests; the others have none.
  const tests = [{ meta: () => ({}) }, ...records.map((one) => ({ meta: () => ({ record: one }) }))];
  await reporter.onTestRunEnd([{ children: { allTests: () => tests } } as unknown as TestModule]);
  const errors = said.mock.calls.map(([line]) => String(line)).filter((line) => line.startsWith('::error'));
  return { files: readdirSync('.'), reports: readdirSync('reports').sort(), errors };
}

test('a whole run, or shards that were joined, is published; it lasted from the first start to the last end', async () => {
  const { files, reports, errors } = await reported([early, late]);
  expect(reports).toEqual(expect.arrayContaining(['badge.json', 'junit.xml', 'matrix.md', 'records', 'run.json']));
  expect(JSON.parse(readFileSync('reports/run.json', 'utf8'))).toMatchObject({ startedAt: at(0), durationMs: 12_000 });
  expect(errors).toEqual([expect.stringMatching(/^::error file=claims\/p\/late\.claim\.ts,line=1,title=p\/late::/)]);
  expect(files).toContain('summary.md');
});

test('a filtered run annotates what failed and keeps its records; a shard tells GitHub nothing', async () => {
  const filtered = await reported([late]);
  expect(filtered.reports).toEqual(['records']);
  expect(filtered.errors).toHaveLength(1);
  expect(filtered.files).not.toContain('summary.md');
  const shard = await reported([late], { index: 1, count: 2 });
  expect([shard.reports, shard.errors]).toEqual([['records'], []]);
});
