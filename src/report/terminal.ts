import Table from 'cli-table3';
import pc from 'picocolors';
import type { Entry, Run } from '../claim/record.ts';
import { byPaper, closing, controlsText, measuredText, secondsText, verdictText } from './words.ts';

const heads = ['gate', 'claim', 'verdict', 'measured', 'predicted', 'trials', 'controls', 'time'];
/** Share of the free width that each column of text may take. */
const weights = { claim: 0.3, verdict: 0.18, measured: 0.26, predicted: 0.26 };
/** Columns whose text is short: gate, trials, controls, time. */
const fixed = { gate: 4, trials: 6, controls: 8, time: 7 };
const narrowest = 80;

/** The pass/fail matrix, no line wider than `width` (80 at least). */
export function terminalMatrix(run: Run, { colour, width }: { colour: boolean; width: number }): string {
  const paint = pc.createColors(colour);
  const widths = columnWidths(Math.max(width, narrowest));
  const blocks: string[] = [];
  for (const [paper, entries] of byPaper(run)) {
    const table = new Table({
      head: heads,
      colWidths: widths,
      wordWrap: true,
      wrapOnWordBoundary: false,
      style: { head: [], border: [], compact: true },
    });
    for (const entry of entries) table.push(row(entry, paint));
    const notes = entries.flatMap((entry) => note(entry, paint));
    blocks.push([paint.bold(paper), table.toString(), ...notes].join('\n'));
  }
  const verdict = run.summary.fail === 0 ? paint.green('PASS') : paint.red('FAIL');
  return [...blocks, [`${verdict}  ${closing(run)[0]}`, ...closing(run).slice(1).map(paint.dim)].join('\n')].join(
    '\n\n',
  );
}

type Paint = ReturnType<typeof pc.createColors>;

function row(entry: Entry, paint: Paint): string[] {
  const gate = entry.gate === 'pass' ? paint.green('PASS') : paint.red('FAIL');
  return [
    gate,
    entry.id,
    verdictText(entry),
    measuredText(entry),
    entry.predicted,
    String(entry.trials),
    controlsText(entry),
    secondsText(entry.durationMs),
  ];
}

/** Why a gate failed, or why it passed without a verdict. */
function note(entry: Entry, paint: Paint): string[] {
  const reason = entry.gateReason ?? entry.reason;
  if (reason === undefined) return [];
  const mark = entry.gate === 'pass' ? paint.dim('·') : paint.red('✗');
  return [`${mark} ${entry.id}: ${reason}`, ...(entry.gate === 'fail' ? [`  replay: ${entry.replay}`] : [])];
}

function columnWidths(width: number): number[] {
  const padding = 2;
  const borders = heads.length + 1;
  const free = width - borders - heads.length * padding - Object.values(fixed).reduce((sum, size) => sum + size, 0);
  return heads.map((head) => {
    if (head in fixed) return fixed[head as keyof typeof fixed] + padding;
    return Math.floor(free * weights[head as keyof typeof weights]) + padding;
  });
}
