import type { Record, Run } from '../claim/record.ts';
import type { RecordStore } from '../claim/store.ts';
import { runJson } from '../report/json.ts';
import { junit } from '../report/junit.ts';
import { markdownMatrix } from '../report/markdown.ts';
import { appendStepSummary } from '../report/step-summary.ts';
import { summarise } from '../report/summary.ts';
import { terminalMatrix } from '../report/terminal.ts';

/** The run that these records (one at least, all of one run) make up. */
export function summary(records: readonly Record[], startedAt: Date): Run {
  const { profile, seed, versions } = records[0];
  const all = (field: 'engine' | 'device') => [...new Set(records.flatMap((record) => record[field].split(' + ')))];
  return summarise(records, {
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    profile,
    seed,
    engine: all('engine').join(' + '),
    device: all('device').join(' + '),
    versions,
  });
}

/** Writes `run.json`, `matrix.md` and `junit.xml`, and the step summary where CI asks for one. */
export async function publish(store: RecordStore, run: Run): Promise<void> {
  const markdown = markdownMatrix(run);
  await store.writeText('run.json', runJson(run));
  await store.writeText('matrix.md', markdown);
  await store.writeText('junit.xml', junit(run));
  appendStepSummary(markdown, process.env);
}

/** The matrix as this terminal can show it. */
export function forTerminal(run: Run): string {
  const { isTTY, columns } = process.stdout;
  return terminalMatrix(run, { colour: isTTY === true && !process.env.NO_COLOR, width: columns ?? 120 });
}
