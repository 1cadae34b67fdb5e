import * as Plot from '@observablehq/plot';
import type { Histogram } from '../../claim/figure.ts';
import { linearText, type Scale, scaleOf, ticks } from './axes.ts';
import { frame, type Key, numberAxes, numberScale } from './frame.ts';
import { patch } from './shade.ts';
import { boundLook, look } from './theme.ts';

/** Counts per bin, one colour per sample, and upright lines at what was predicted. */
export function histogramSvg(figure: Histogram, description: string): string {
  const { samples, marks: predicted = [] } = figure;
  const all = samples.flatMap(({ values }) => values);
  const x = scaleOf(figure.x, [...all, ...predicted.map(({ at }) => at)], 0.05);
  const edges = edgesOf(all, x);
  const counted = samples.map(({ values }) => countIn(values, edges));
  const most = Math.max(1, ...counted.flat());
  const counts = ticks(0, most, Math.min(most, 5)).filter(Number.isInteger);
  const y = { ...scaleOf({ label: 'count' }, [0, most], 0), ticks: counts };
  const styles = samples.map((_, k) => look(k));
  const bars = counted.map((counts, k) => {
    const bins = counts.flatMap((count, b) => (count > 0 ? [{ from: edges[b], to: edges[b + 1], count }] : []));
    const fill = { fill: styles[k].colour, fillOpacity: 0.45 };
    return Plot.rect(bins, { x1: 'from', x2: 'to', y1: 0, y2: 'count', ...fill, stroke: styles[k].colour });
  });
  const lines = predicted.map(({ at }, k) =>
    Plot.ruleX([at], { stroke: boundLook.colour, strokeWidth: 1.6, strokeDasharray: ruleDash(k) }),
  );
  return frame(figure.title, description, {
    x: numberScale(x),
    y: { type: 'linear', domain: [...y.domain] },
    xLabel: figure.x.label,
    yLabel: 'count',
    marks: [...numberAxes(x, y), ...bars, ...lines],
    legend: [
      ...samples.map(({ name }, k): Key => ({ name, swatch: [patch({ fill: styles[k].colour, opacity: 0.45 })] })),
      ...predicted.map(({ name, at }, k) => ({ name: `${name}: ${linearText(at)}`, swatch: [ruleSwatch(k)] })),
    ],
  });
}

function ruleDash(index: number): string {
  return ['4,4', '1,3', '8,3', '8,3,2,3'][index % 4];
}

function ruleSwatch(index: number): Key['swatch'][number] {
  const line = { stroke: boundLook.colour, 'stroke-width': '1.6', 'stroke-dasharray': ruleDash(index) };
  return { tag: 'path', attributes: { d: 'M-12,0H12', ...line } };
}

/** Edges of equal bins (on a log axis, of equal ratio) over the values: √n of them, from 5 to 30. */
function edgesOf(values: readonly number[], { log }: Scale): number[] {
  if (values.length === 0) return [];
  const to = log ? Math.log10 : (value: number) => value;
  const from = log ? (value: number) => 10 ** value : (value: number) => value;
  const [low, high] = [Math.min(...values.map(to)), Math.max(...values.map(to))];
  if (low === high) {
    const half = log ? 0.05 : Math.abs(low) / 20 || 0.05;
    return [from(low - half), from(low + half)];
  }
  const bins = Math.min(30, Math.max(5, Math.round(Math.sqrt(values.length))));
  return Array.from({ length: bins + 1 }, (_, k) => from(low + ((high - low) * k) / bins));
}

/** How many values lie in each bin; the last bin holds its upper edge, too. */
export function countIn(values: readonly number[], edges: readonly number[]): number[] {
  const counts = Array.from({ length: Math.max(0, edges.length - 1) }, () => 0);
  for (const value of values) {
    const above = edges.findIndex((edge, k) => k > 0 && value < edge);
    counts[above < 0 ? counts.length - 1 : above - 1]++;
  }
  return counts;
}
