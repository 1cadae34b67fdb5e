import { markdownTable } from 'markdown-table';
import type { Run } from '../claim/record.ts';
import { byPaper, closing, controlsText, measuredText, secondsText, verdictText } from './words.ts';

const heads = ['gate', 'claim', 'verdict', 'measured', 'predicted', 'trials', 'controls', 'time'];

/** The matrix as GitHub-flavoured Markdown. */
export function markdownMatrix(run: Run): string {
  const { pass, fail } = run.summary;
  const papers = [...byPaper(run)].map(([paper, entries]) => {
    const rows = entries.map((entry) => [
      entry.gate === 'pass' ? '✅' : '❌',
      `\`${entry.id}\` ${entry.title}`,
      verdictText(entry),
      measuredText(entry),
      entry.predicted,
      String(entry.trials),
      controlsText(entry),
      secondsText(entry.durationMs),
    ]);
    const notes = entries
      .filter(({ gateReason, reason }) => gateReason ?? reason)
      .map(({ id, gateReason, reason, replay, gate }) => {
        const how = gate === 'fail' ? ` — \`${replay}\`` : '';
        return `- \`${id}\`: ${oneLine(gateReason ?? reason ?? '')}${how}`;
      });
    const table = markdownTable([heads, ...rows.map((row) => row.map(cell))]);
    return [`### ${paper}`, '', table, ...(notes.length > 0 ? ['', ...notes] : []), ''].join('\n');
  });
  return [
    `## Lemmata: ${pass} passed, ${fail} failed`,
    '',
    ...papers,
    ...closing(run).map((line) => `${line}  `),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
