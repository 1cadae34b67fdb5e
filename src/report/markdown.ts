import { markdownTable } from 'markdown-table';
import type { Entry, Run } from '../claim/record.ts';
import { clean, hardSpace } from './text.ts';
import {
  byPaper,
  closing,
  controlsText,
  measuredText,
  needsAttention,
  timeText,
  trialsText,
  verdictText,
  why,
} from './words.ts';

const heads = ['gate', 'claim', 'verdict', 'measured', 'predicted', 'trials', 'caught', 'time'];
const align = ['c', 'l', 'l', 'l', 'l', 'r', 'r', 'r'];

/** The whole reason is in the record; many long ones would push the rest out of a step summary. */
const mostReason = 600;

/**
 * The run as GitHub-flavoured Markdown: what failed, then `changes` (lines on what moved since an earlier run), then the
 * matrix, for a step summary may be cut at its end.
 */
export function markdownMatrix(run: Run, changes: readonly string[] = []): string {
  const { pass, fail, skip } = run.summary;
  const [counts, ...setting] = closing(run).map((line) => escapeText(line.replaceAll(hardSpace, ' ')));
  const failures = run.claims.filter(needsAttention).flatMap(failure);
  return [
    `## Lemmata: ${pass} passed, ${fail} failed${skip > 0 ? `, ${skip} skipped` : ''}`,
    '',
    counts,
    '',
    ...(failures.length > 0 ? [...failures, ''] : []),
    ...changes,
    ...[...byPaper(run)].flatMap(([paper, entries]) => [...section(paper, entries), '']),
    ...setting.flatMap((line) => [line, '']),
  ].join('\n');
}

function failure(entry: Entry): string[] {
  const whole = why(entry) ?? 'the record gives no reason';
  const reason = escapeText(whole.length > mostReason ? `${whole.slice(0, mostReason)}…` : whole);
  return [`- ❌ **${escapeText(`${entry.paper}/${entry.id}`)}** ${reason}  `, `  ${code(clean(entry.replay))}`];
}

function section(paper: string, entries: readonly Entry[]): string[] {
  const rows = entries.map((entry) => [
    { pass: '✅', fail: '❌', skip: '➖' }[entry.gate],
    `${code(clean(entry.id))} ${escapeText(entry.title)}`,
    verdictText(entry).replaceAll(hardSpace, ' '),
    entry.verdict === 'not run' ? '—' : measuredText(entry).replaceAll(hardSpace, ' '),
    escapeText(entry.predicted),
    trialsText(entry),
    controlsText(entry),
    timeText(entry.durationMs),
  ]);
  const remarks = entries
    .filter((entry) => !needsAttention(entry) && why(entry) !== undefined)
    .map((entry) => `- ${code(clean(entry.id))} ${escapeText(why(entry) ?? '')}`);
  const table = markdownTable([heads, ...rows], { align });
  return [`### ${escapeText(paper)}`, '', table, ...(remarks.length > 0 ? ['', ...remarks] : [])];
}

/** Text that Markdown shows as it is, in a table cell too. */
export function escapeText(text: string): string {
  return clean(text).replaceAll(/[\\`*_[\]<>|~$&]/g, '\\$&');
}

function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : fence + text + fence;
}
