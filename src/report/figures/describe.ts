import type { Curve, Figure } from '../../claim/figure.ts';
import { clean } from '../text.ts';
import { linearText } from './axes.ts';
import { keyText } from './chart.ts';

/** What a figure shows, in words, for those who cannot see it. */
export function figureText(figure: Figure): string {
  switch (figure.kind) {
    case 'cells':
    case 'contours':
    case 'histogram':
    case 'pictures':
      return figure.title;
    default:
      return `${figure.y.label} against ${figure.x.label}${scales(figure)}. ${curvesText(figure.series)}`;
  }
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
