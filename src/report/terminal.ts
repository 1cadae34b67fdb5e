import Table from 'cli-table3';
import pc from 'picocolors';
import type { Entry, Run } from '../claim/record.ts';
import { type Column, columns, gap, spread } from './columns.ts';
import { clean, hang, hardSpace, wrap, wrapCommand } from './text.ts';
import { byPaper, closing, gateCounts, needsAttention, verdictText, why } from './words.ts';

type Paint = ReturnType<typeof pc.createColors>;

const narrowest = 80;
/** Below this width the claim's id has a line to itself, for it would be cut into syllables. */
const roomy = 100;
/** The rest of a long reason is in the record: a matrix stays a matrix. */
const mostReasonLines = 6;
const mostFailed = 20;

/** The pass/fail matrix, no line wider than `width` (80 at least). */
export function terminalMatrix(run: Run, { colour, width }: { colour: boolean; width: number }): string {
  const paint = pc.createColors(colour);
  const full = Number.isFinite(width) ? Math.max(Math.floor(width), narrowest) : narrowest;
  return [matrixOf(run, full, paint), footer(run, full, paint)].join('\n\n');
}

function matrixOf(run: Run, full: number, paint: Paint): string {
  const stacked = full < roomy;
  const [gateColumn, claimColumn, ...others] = columns;
  const beside = stacked ? others : [claimColumn, ...others];
  const widths = spread([gateColumn, ...beside], run.claims, full);
  const indent = ' '.repeat(widths[0] + gap);
  const inner = full - indent.length;
  const draw = rowPainter([gateColumn, ...beside], widths);

  const head = (lead: string) =>
    draw([[lead], ...beside.map((column, k) => wrap(column.head, widths[k + 1]))], paint.dim);
  const lines = stacked ? [paint.dim(`${gateColumn.head.padEnd(indent.length)}claim`), head('')] : [head('gate')];
  for (const [paper, entries] of byPaper(run)) {
    lines.push('', `${paint.bold(clean(paper))}  ${paint.dim(tally(entries))}`);
    for (const entry of entries) {
      const failed = entry.gate === 'fail';
      const gate = { pass: paint.green, fail: paint.red, skip: paint.yellow }[entry.gate](entry.gate.toUpperCase());
      const id = (text: string) => (failed ? paint.bold(text) : text);
      const cells = beside.map((column, k) => {
        const ink = column === claimColumn ? id : inkOf(column.head, entry, paint);
        return wrap(column.text(entry), widths[k + 1]).map((line) => ink(line));
      });
      if (stacked) {
        const names = wrap(clean(entry.id), inner).map((line, k) => (k === 0 ? `${gate}  ` : indent) + id(line));
        lines.push(...names, draw([[''], ...cells]));
      } else lines.push(draw([[gate], ...cells]));
      lines.push(...noteLines(entry, inner, paint).map((line) => indent + line));
    }
  }
  return lines.join('\n');
}

/** Draws one row at a time: cli-table3 takes time quadratic in the rows and in the text of a table. */
function rowPainter(shown: readonly Column[], widths: readonly number[]) {
  const options = {
    colWidths: widths.map((size) => size + gap),
    colAligns: shown.map(({ align }) => align),
    chars: frameless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap },
  };
  return (cells: readonly (readonly string[])[], ink: (text: string) => string = String): string => {
    const table = new Table(options);
    table.push(cells.map((lines) => lines.map((line) => ink(line)).join('\n')));
    return table.toString().replaceAll(/ +$/gm, '');
  };
}

/** No frame: alignment is enough to see the columns. */
const frameless = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid']
    .flatMap((side) => ['', '-mid', '-left', '-right'].map((corner) => side + corner))
    .concat('middle')
    .map((name) => [name, '']),
);

function tally(entries: readonly Entry[]): string {
  const count = (kept: Entry['gate']) => entries.filter(({ gate }) => gate === kept).length;
  return gateCounts({ pass: count('pass'), fail: count('fail'), skip: count('skip') }).replaceAll(hardSpace, ' ');
}

/** Only what failed has a colour; what seldom matters is dim. */
function inkOf(head: string, entry: Entry, paint: Paint): (text: string) => string {
  if (head === 'verdict' && entry.gate === 'fail') return paint.red;
  if (head === 'caught' && entry.controls.some(({ caught }) => !caught)) return paint.red;
  return head === 'trials' || head === 'caught' || head === 'time' ? paint.dim : String;
}

/** Below a claim: why its gate failed and how to see it again, or why it passed without a verdict. */
function noteLines(entry: Entry, width: number, paint: Paint): string[] {
  const reason = why(entry);
  if (!needsAttention(entry)) return reason === undefined ? [] : hang('· ', reason, width).map(paint.dim);
  const lines = hang('✗ ', reason ?? 'the record gives no reason', width);
  const more = '  … lemmata show tells the rest';
  const shown = lines.length > mostReasonLines ? [...lines.slice(0, mostReasonLines - 1), more] : lines;
  const command = wrapCommand(clean(entry.replay), width - 4);
  return [...shown.map(paint.red), ...command.map((line, k) => paint.dim(`${k === 0 ? '  $ ' : '    '}${line}`))];
}

function footer(run: Run, width: number, paint: Paint): string {
  const { pass, fail } = run.summary;
  const [counts, budget, setting] = closing(run).map((line) => wrap(line, width));
  const tinted = counts.map((line) =>
    line
      .replace(`${pass} pass`, (text) => (pass > 0 ? paint.green(text) : text))
      .replace(`${fail} fail`, (text) => (fail > 0 ? paint.red(text) : text)),
  );
  return [...failedList(run, width, paint), ...tinted, ...[...budget, ...setting].map(paint.dim)].join('\n');
}

/** The failures once more, beside the counts, for matrices that have scrolled away. */
function failedList(run: Run, width: number, paint: Paint): string[] {
  const failed = run.claims.filter(({ gate }) => gate === 'fail');
  if (failed.length === 0) return [];
  const named = failed.slice(0, mostFailed).flatMap((entry) => {
    const lines = hang(
      '✗ ',
      `${clean(entry.paper)}/${clean(entry.id)}: ${why(entry) ?? verdictText(entry)}`,
      width - 2,
    );
    return lines.length > 2 ? [lines[0], `${lines[1]} …`] : lines;
  });
  const more = failed.length - mostFailed;
  return [...named, ...(more > 0 ? [`  … and ${more} more`] : [])].map(paint.red).concat('');
}
