import { relative, resolve } from 'node:path';
import type { Record, Run } from '../claim/record.ts';
import type { RecordStore } from '../claim/store.ts';
import { annotations } from '../report/annotations.ts';
import { badgeJson } from '../report/badge.ts';
import { compareRuns } from '../report/compare.ts';
import { changesMarkdown } from '../report/diff.ts';
import { runJson } from '../report/json.ts';
import { junit } from '../report/junit.ts';
import { markdownMatrix } from '../report/markdown.ts';
import { reportPage } from '../report/page/page.ts';
import { appendStepSummary } from '../report/step-summary.ts';
import { type Span, summarise } from '../report/summary.ts';
import { terminalMatrix } from '../report/terminal.ts';
import { stdoutLook } from './output.ts';

/**
 * Writes the reports of these records beside them: `index.html` (the page for people, with the maps that are there), `run.json`, `matrix.md`,
 * `junit.xml`, `badge.json`. With `baseline`, a run before this one, the Markdown tells what moved since.
 */
export async function publish(
  store: RecordStore,
  records: readonly Record[],
  span: Span,
  baseline?: Run,
): Promise<{ run: Run; markdown: string }> {
  const run = summarise(records, span);
  const markdown = markdownMatrix(run, baseline && changesMarkdown(compareRuns(baseline, run)));
  await store.writeText('run.json', runJson(run));
  await store.writeText('matrix.md', markdown);
  await store.writeText('junit.xml', junit(run));
  await store.writeText(
    'index.html',
    reportPage(
      run,
      records,
      records.flatMap((record) => store.maps(record)),
    ),
  );
  await store.writeText('badge.json', badgeJson(run));
  return { run, markdown };
}

/**
 * In GitHub Actions: the summary of the step, and an annotation per failed gate. Said once for each run: by what ran it
 * whole, or by what joined its parts.
 */
export function tellGitHub({ run, markdown }: { run: Run; markdown?: string }, claims: string): void {
  if (markdown !== undefined) appendStepSummary(markdown, process.env);
  if (process.env.GITHUB_ACTIONS !== 'true') return;
  const folder = relative(process.env.GITHUB_WORKSPACE ?? process.cwd(), resolve(claims));
  for (const line of annotations(run, folder)) process.stderr.write(`${line}\n`);
}

/** The matrix as this terminal can show it. */
export function forTerminal(run: Run): string {
  return terminalMatrix(run, stdoutLook());
}
