import Table from 'cli-table3';
import pc from 'picocolors';
import type { Entry, Run } from '../claim/record.ts';
import { clean, displayWidth, hang, hardSpace, wrap, wrapCommand } from './text.ts';
import {
  byPaper,
  closing,
  controlsText,
  evidenceText,
  gateCounts,
  needsAttention,
  timeText,
  trialsText,
  verdictText,
  why,
} from './words.ts';

type Paint = ReturnType<typeof pc.createColors>;

const heads = ['gate', 'claim', 'verdict', 'measured vs predicted', 'trials', 'caught', 'time'];
const alignment = ['left', 'left', 'left', 'left', 'right', 'right', 'right'] as const;
const [claimColumn, verdictColumn, evidenceColumn] = [1, 2, 3];
/** No column that wraps needs to be wider, or is readable when narrower. */
const bounds = { [claimColumn]: [14, 44], [verdictColumn]: [13, 21], [evidenceColumn]: [19, 44] };
const gap = 2;
const narrowest = 80;
/** A reason goes on in the record; a matrix stays a matrix. */
const mostLines = 6;

/** The pass/fail matrix, no line wider than `width` (80 at least). */
export function terminalMatrix(run: Run, { colour, width }: { colour: boolean; width: number }): string {
  const paint = pc.createColors(colour);
  const full = Number.isFinite(width) ? Math.max(Math.floor(width), narrowest) : narrowest;
  const papers = [...byPaper(run)].map(([paper, entries]) => ({
    paper,
    entries: entries.map((entry) => ({ entry, cells: cellsOf(entry) })),
  }));
  const widths = columnWidths(
    papers.flatMap(({ entries }) => entries.map(({ cells }) => cells)),
    full,
  );
  const table = new Table({
    colWidths: widths.map((size) => size + gap),
    colAligns: [...alignment],
    chars: bare,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap, compact: true },
  });
  table.push(heads.map((head, k) => paint.dim(wrap(head, widths[k]).join('\n'))));
  for (const { paper, entries } of papers) {
    const count = (gate: string) => entries.filter(({ entry }) => entry.gate === gate).length;
    const counts = paint.dim(gateCounts({ pass: count('pass'), fail: count('fail') }).replaceAll(hardSpace, ' '));
    table.push([{ content: ' ', colSpan: heads.length }]);
    table.push([{ content: `${paint.bold(clean(paper))}  ${counts}`, colSpan: heads.length }]);
    for (const { entry, cells } of entries) {
      table.push(cells.map((text, k) => paintCell(entry, k, wrap(text, widths[k]), paint)));
      const note = noteLines(entry, full - widths[0] - gap, paint);
      if (note.length > 0) table.push(['', { content: note.join('\n'), colSpan: heads.length - 1 }]);
    }
  }
  const matrix = papers.length > 0 ? [trimLines(table.toString())] : [];
  return [...matrix, footer(run, full, paint)].join('\n\n');
}

/** No frame: the alignment is enough to see the columns. */
const bare = Object.fromEntries(
  ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((corner) => [side + corner, '']).concat([['middle', '']]),
  ),
);

function cellsOf(entry: Entry): string[] {
  return [
    entry.gate === 'pass' ? 'PASS' : 'FAIL',
    clean(entry.id),
    verdictText(entry),
    evidenceText(entry),
    trialsText(entry),
    controlsText(entry),
    timeText(entry.durationMs).replaceAll(' ', hardSpace),
  ];
}

function paintCell(entry: Entry, column: number, lines: readonly string[], paint: Paint): string {
  const failed = entry.gate === 'fail';
  const missed = entry.controls.some(({ caught }) => !caught);
  const plain = (text: string) => text;
  const inks = [
    failed ? paint.red : paint.green,
    failed ? paint.bold : plain,
    failed ? paint.red : plain,
    plain,
    paint.dim,
    missed ? paint.red : paint.dim,
    paint.dim,
  ];
  return lines.map(inks[column]).join('\n');
}

/** Below a claim: why its gate failed and how to see it again, or why it passed without a verdict. */
function noteLines(entry: Entry, width: number, paint: Paint): string[] {
  const reason = why(entry);
  if (!needsAttention(entry)) return reason === undefined ? [] : hang('· ', reason, width).map(paint.dim);
  const lines = hang('✗ ', reason ?? 'the record gives no reason', width);
  const shown =
    lines.length > mostLines ? [...lines.slice(0, mostLines - 1), '  … (lemmata show tells the rest)'] : lines;
  const [first, ...rest] = wrapCommand(clean(entry.replay), width - 4);
  return [...shown.map(paint.red), ...[`  $ ${first}`, ...rest.map((line) => `    ${line}`)].map(paint.dim)];
}

function footer(run: Run, width: number, paint: Paint): string {
  const { pass, fail } = run.summary;
  const [counts, budget, setting] = closing(run).map((line) => hang('', line, width));
  const failed = run.claims.filter(({ gate }) => gate === 'fail').map(({ paper, id }) => clean(`${paper}/${id}`));
  const list = failed.length > 0 ? hang('failed  ', failed.join(', '), width).map(paint.red) : [];
  const tinted = counts.map((line) =>
    line
      .replace(`${pass} pass`, (text) => (pass > 0 ? paint.green(text) : text))
      .replace(`${fail} fail`, (text) => (fail > 0 ? paint.red(text) : text)),
  );
  return [...list, ...tinted, ...[...budget, ...setting].map(paint.dim)].join('\n');
}

/** Natural widths, the wrapping columns narrowed until a line fits: first to what they need, then to what is left. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const natural = heads.map((head, k) => {
    const [, most] = bounds[k] ?? [0, Number.POSITIVE_INFINITY];
    return Math.min(most, Math.max(displayWidth(head), ...rows.map((row) => displayWidth(row[k]))));
  });
  const unbroken = heads.map((_, k) => {
    const [least, most] = bounds[k] ?? [natural[k], natural[k]];
    const words = rows.flatMap((row) => row[k].split(' '));
    return k === claimColumn ? least : Math.min(most, Math.max(least, ...words.map(displayWidth)));
  });
  const room = width - gap * (heads.length - 1);
  const readable = heads.map((_, k) => Math.min(bounds[k]?.[0] ?? natural[k], natural[k]));
  return narrow(narrow(natural, unbroken, room), readable, room);
}

/** Takes column after column from the one that has most to give, until the sum fits. */
function narrow(widths: readonly number[], least: readonly number[], room: number): number[] {
  const sizes = [...widths];
  for (let excess = sizes.reduce((sum, size) => sum + size, 0) - room; excess > 0; excess -= 1) {
    const spare = sizes.map((size, k) => size - least[k]);
    const most = Math.max(...spare);
    if (most <= 0) break;
    sizes[spare.indexOf(most)] -= 1;
  }
  return sizes;
}

function trimLines(text: string): string {
  return text.replaceAll(/ +$/gm, '');
}
