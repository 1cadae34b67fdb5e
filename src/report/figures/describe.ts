import { max, median, min } from 'simple-statistics';
import type { Cells, Curve, Figure, Histogram } from '../../claim/figure.ts';
import { clean } from '../text.ts';
import { linearText } from './axes.ts';
import { keyText } from './chart.ts';

/** What a figure shows, in words, for those who cannot see it. */
export function figureText(figure: Figure): string {
  switch (figure.kind) {
    case 'cells':
      return `${figure.y.label} by ${figure.x.label}. ${cellsText(figure)}`;
    case 'contours':
      return `Level lines of ${figure.value.label} over ${figure.x.label} and ${figure.y.label}. ${curvesText(figure.paths)}`;
    case 'histogram':
      return `Counts of ${figure.x.label}. ${figure.samples.map(sampleText).join(' ')} ${(figure.marks ?? [])
        .map(({ name, at }) => `${name} at ${linearText(at)}.`)
        .join(' ')}`.trim();
    case 'pictures':
      return `${figure.value.label} of ${figure.pictures.map(({ name }) => name).join(', ')}; from ${range(
        figure.pictures.flatMap(({ values }) => values.filter((value) => value !== null)),
      )}.`;
    case 'sheet':
      return `Colour pictures of ${figure.width} × ${figure.height} pixels. Columns: ${figure.columns.join(', ')}. Rows: ${figure.rows
        .map(({ name }) => name)
        .join(', ')}.`;
    default:
      return `${figure.y.label} against ${figure.x.label}${scales(figure)}. ${curvesText(figure.series)}`;
  }
}

function cellsText({ cells, value }: Cells): string {
  const numbers = cells.flatMap(({ value: entry }) => (typeof entry === 'number' ? [entry] : []));
  const counts = new Map<string, number>();
  for (const { value: word } of cells) if (typeof word === 'string') counts.set(word, (counts.get(word) ?? 0) + 1);
  const told = [...counts].map(([word, count]) => `${count} ${word}`);
  if (numbers.length > 0) told.push(`${value.label} from ${range(numbers)}`);
  return `${cells.length} cells: ${told.join(', ') || 'none'}.`;
}

function sampleText({ name, values }: Histogram['samples'][number]): string {
  return values.length === 0
    ? `${name}: no values.`
    : `${name}: ${values.length} values from ${range(values)}, median ${linearText(median([...values]))}.`;
}

function range(values: readonly number[]): string {
  return values.length === 0 ? 'none' : `${linearText(min(values))} to ${linearText(max(values))}`;
}

function scales({ x, y }: { x: { log?: boolean }; y: { log?: boolean } }): string {
  if (x.log && y.log) return ', both on log axes';
  return x.log ? ', x on a log axis' : y.log ? ', y on a log axis' : '';
}

const most = 8;

function curvesText(series: readonly Curve[]): string {
  const told = series.slice(0, most).map((curve) => `${clean(keyText(curve))}: ${pointsText(curve)}.`);
  const left = series.length - most;
  return [...told, ...(left > 0 ? [`And ${left} more.`] : [])].join(' ');
}

function pointsText({ points }: Curve): string {
  if (points.length === 0) return 'no points';
  const at = ([x, y]: readonly [number, number]) => `${linearText(y)} at ${linearText(x)}`;
  if (points.length === 1) return at(points[0]);
  const sorted = points.toSorted((a, b) => a[1] - b[1]);
  return `${points.length} points from ${at(points[0])} to ${at(points[points.length - 1])}, lowest ${at(sorted[0])}, highest ${at(sorted[sorted.length - 1])}`;
}
