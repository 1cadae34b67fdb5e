import * as Plot from '@observablehq/plot';
import type { Chart, Curve } from '../../claim/figure.ts';
import { type Scale, scaleOf } from './axes.ts';
import { frame, type Key, numberAxes, numberScale, pixels } from './frame.ts';
import { boundLook, type Look, look } from './theme.ts';
import { thinDots, thinLine } from './thin.ts';

type Point = readonly [number, number];

export function chartSvg(chart: Chart, description: string): string {
  const shown = chart.series.flatMap(({ points, band = [] }) => [
    ...points,
    ...band.flatMap(([x, lower, upper]): Point[] => [
      [x, lower],
      [x, upper],
    ]),
  ]);
  const x = scaleOf(
    chart.x,
    shown.map(([a]) => a),
  );
  const y = scaleOf(
    chart.y,
    shown.map(([, b]) => b),
  );
  return frame(chart.title, description, {
    x: numberScale(x),
    y: numberScale(y),
    xLabel: chart.x.label,
    yLabel: chart.y.label,
    marks: [...numberAxes(x, y), ...curves(chart.series, x, y)],
    legend: legendOf(chart.series),
  });
}

/** The marks of the curves, in their order; bounds lie below what was measured. */
export function curves(series: readonly Curve[], x: Scale, y: Scale): Plot.Markish[] {
  const drawn = series.map((curve, index) => ({ curve, style: looks(series)[index] }));
  const bands = drawn.flatMap(({ curve: { band }, style }) =>
    band && band.length > 0
      ? [Plot.areaY(band, { x: '0', y1: '1', y2: '2', fill: style.colour, fillOpacity: 0.2 })]
      : [],
  );
  const ordered = drawn.toSorted((a, b) => Number(b.curve.draw === 'bound') - Number(a.curve.draw === 'bound'));
  return [...bands, ...ordered.flatMap(({ curve, style }) => curveMarks(curve, style, x, y))];
}

/** Bounds share one look; the others have one each. */
function looks(series: readonly Curve[]): Look[] {
  let index = 0;
  return series.map(({ draw }) => (draw === 'bound' ? boundLook : look(index++)));
}

const few = 20;

function curveMarks(curve: Curve, { colour, dash, symbol }: Look, x: Scale, y: Scale): Plot.Markish[] {
  const { points, draw = 'line', fit } = curve;
  const pixel = pixels(x, y);
  const marks: Plot.Markish[] = [];
  const stroke = { stroke: colour, strokeWidth: 1.6 };
  if (draw !== 'dots' && points.length > 1) {
    marks.push(
      Plot.line(thinLine(points, pixel), {
        x: '0',
        y: '1',
        ...stroke,
        ...(draw === 'step' && { curve: 'step-after' }),
        ...((draw === 'dashed' || draw === 'bound' || dash) && {
          strokeDasharray: draw === 'dashed' ? (dash ?? '6,4') : dash,
        }),
      }),
    );
  }
  if (draw === 'dots' || points.length === 1 || (points.length <= few && draw === 'line')) {
    marks.push(
      Plot.dot(thinDots(points, pixel), { x: '0', y: '1', symbol, ...stroke, fill: colour, fillOpacity: 0.35, r: 3 }),
    );
  }
  if (fit && points.length > 0) {
    const ends = fitLine(
      fit,
      points.map(([a]) => a),
      x,
      y,
    );
    marks.push(Plot.line(ends, { x: '0', y: '1', stroke: colour, strokeWidth: 1.2, strokeDasharray: dash }));
  }
  return marks;
}

/** The two ends of a fitted line over the x that were measured. */
export function fitLine(
  { slope, through: [a, b] }: NonNullable<Curve['fit']>,
  xs: readonly number[],
  x: Scale,
  y: Scale,
): Point[] {
  const along = (value: number) => {
    const run = x.log ? Math.log(value / a) : value - a;
    return y.log ? b * Math.exp(slope * run) : b + slope * run;
  };
  return [Math.min(...xs), Math.max(...xs)].map((value): Point => [value, along(value)]);
}

export function legendOf(series: readonly Curve[]): Key[] {
  const styles = looks(series);
  return series.map((curve, k) => ({ name: keyText(curve), swatch: swatchOf(curve, styles[k]) }));
}

/** The name of a curve, with the slope of its fit. */
export function keyText({ name, points, fit }: Curve): string {
  if (points.length === 0) return `${name}: none`;
  if (!fit) return name;
  const text = (slope: number) => slope.toFixed(3).replace('-', '−');
  const interval = fit.interval ? ` [${fit.interval.map(text).join(', ')}]` : '';
  return `${name}: slope ${text(fit.slope)}${interval}`;
}

function swatchOf({ points, draw = 'line', band, fit }: Curve, { colour, dash, symbol }: Look): Key['swatch'] {
  const stroke = { stroke: colour, 'stroke-width': '1.6' };
  const line = {
    tag: 'path' as const,
    attributes: { d: 'M-12,0H12', fill: 'none', ...stroke, ...(dash && { 'stroke-dasharray': dash }) },
  };
  const dot = {
    tag: 'path' as const,
    attributes: { d: symbolPath(symbol), fill: colour, 'fill-opacity': '0.35', ...stroke },
  };
  const shade = {
    tag: 'rect' as const,
    attributes: { x: '-12', y: '-5', width: '24', height: '10', fill: colour, 'fill-opacity': '0.2' },
  };
  return [
    ...(band ? [shade] : []),
    ...(draw === 'dots' && !fit ? [] : [line]),
    ...(draw === 'dots' || (points.length <= few && draw === 'line') ? [dot] : []),
  ];
}

/** The shapes of d3, as Plot draws them, three pixels large. */
function symbolPath(symbol: Look['symbol']): string {
  return {
    circle: 'M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0',
    square: 'M-2.7,-2.7h5.3v5.3h-5.3Z',
    triangle: 'M0,-4.1L3.6,2.1L-3.6,2.1Z',
    diamond: 'M0,-5L2.8,0L0,5L-2.8,0Z',
    cross: 'M-3.6,-1.2h2.4v-2.4h2.4v2.4h2.4v2.4h-2.4v2.4h-2.4v-2.4h-2.4Z',
    star: 'M0,-4.7L1.1,-1.5L4.5,-1.5L1.7,0.6L2.8,3.8L0,1.8L-2.8,3.8L-1.7,0.6L-4.5,-1.5L-1.1,-1.5Z',
    wye: 'M1.1,0.7L1.1,3.3L-1.1,3.3L-1.1,0.7L-3.4,-0.6L-2.3,-2.5L0,-1.2L2.3,-2.5L3.4,-0.6Z',
  }[symbol];
}
