import * as Plot from '@observablehq/plot';
import { max, min } from 'simple-statistics';
import type { Contours } from '../../claim/figure.ts';
import { linearText, scaleOf } from './axes.ts';
import { curves, legendOf } from './chart.ts';
import { frame, numberAxes, numberScale } from './frame.ts';
import { patch } from './shade.ts';

const levels = 8;

/** Level lines, darker the higher, below the paths. */
export function contoursSvg(figure: Contours, description: string): string {
  const { from, to, columns, values, paths, value } = figure;
  const rows = values.length / columns;
  const onPaths = paths.flatMap(({ points }) => points);
  // Plot takes values for the middles of cells: half a cell more on every side puts the outer ones on the edges.
  const [halfX, halfY] = [(to[0] - from[0]) / (columns - 1) / 2, (to[1] - from[1]) / (rows - 1) / 2];
  const [x1, x2, y1, y2] = [from[0] - halfX, to[0] + halfX, from[1] - halfY, to[1] + halfY];
  const x = scaleOf(figure.x, [x1, x2, ...onPaths.map(([a]) => a)], 0);
  const y = scaleOf(figure.y, [y1, y2, ...onPaths.map(([, b]) => b)], 0);
  const thresholds = levelsOf(figure);
  const lines = Plot.contour(
    values.map((entry) => entry ?? Number.NaN),
    {
      width: columns,
      height: rows,
      x1,
      x2,
      y1,
      y2,
      value: Plot.identity,
      thresholds,
      fill: 'currentColor',
      fillOpacity: 0.05,
      stroke: 'currentColor',
      strokeOpacity: 0.35,
      strokeWidth: 0.6,
    },
  );
  const ends = `${linearText(thresholds[0])} to ${linearText(thresholds[thresholds.length - 1])}`;
  const key = { name: `${value.label}: levels from ${ends}`, swatch: [patch({ fill: 'currentColor', opacity: 0.1 })] };
  return frame(figure.title, description, {
    x: numberScale(x),
    y: numberScale(y),
    xLabel: figure.x.label,
    yLabel: figure.y.label,
    marks: [...numberAxes(x, y), lines, ...curves(paths, x, y)],
    legend: [...legendOf(paths), key],
  });
}

/** Levels evenly between the extremes, of the logarithm where the value is on a log axis. */
export function levelsOf({ values, value: { log } }: Contours): number[] {
  const seen = values.filter((entry) => entry !== null && (!log || entry > 0)) as number[];
  if (seen.length === 0) return [0];
  const [low, high] = log ? [Math.log10(min(seen)), Math.log10(max(seen))] : [min(seen), max(seen)];
  return Array.from({ length: levels }, (_, k) => {
    const level = low + ((high - low) * (k + 1)) / (levels + 1);
    return log ? 10 ** level : level;
  });
}
