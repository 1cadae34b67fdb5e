import * as Plot from '@observablehq/plot';
import type { Cells } from '../../claim/figure.ts';
import { clean } from '../text.ts';
import { linearText } from './axes.ts';
import { frame, type Key, plotHeight, plotWidth, textWidth } from './frame.ts';
import { patch, shadeOf } from './shade.ts';
import { look, verdictColours, verdictSigns } from './theme.ts';

type Cell = Cells['cells'][number];

/** Cells by colour, with the number or a sign in each; what is outlined has a thick edge. */
export function cellsSvg(figure: Cells, description: string): string {
  const { cells } = figure;
  const [xs, ys] = [placesOf(cells.map(({ x }) => x)), placesOf(cells.map(({ y }) => y))];
  const { fillOf, legend } = colouring(figure);
  const step = Math.min(96, Math.max(8, Math.floor(plotWidth / Math.max(1, xs.length))));
  const width = Math.max(step * xs.length, 120);
  const height = Math.max(60, ys.length * Math.min(34, Math.max(8, plotHeight / Math.max(1, ys.length))));
  const widest = widestOf(ys);
  const turned = widestOf(xs) > step - 4;
  const every = turned ? Math.ceil(14 / step) : 1;
  const marks = cells.map((cell) => ({ ...cell, ...fillOf(cell), sign: signOf(cell, step) }));
  const outlined = cells.filter((cell) => cell.outlined);
  const at = { x: 'x', y: 'y' };
  return frame(figure.title, description, {
    x: { type: 'band', domain: xs, padding: 0 },
    y: { type: 'band', domain: ys, reverse: cells.every(({ y }) => typeof y === 'number'), padding: 0 },
    xLabel: figure.x.label,
    yLabel: figure.y.label,
    width,
    height,
    left: Math.min(220, Math.max(40, widest + 16)),
    extraBottom: turned ? Math.min(120, widestOf(xs) * 0.75) : 0,
    marks: [
      Plot.axisX(
        xs.filter((_, k) => k % every === 0),
        { tickFormat: placeText, label: null, fontSize: 11, tickSize: 0, ...(turned && { tickRotate: -45 }) },
      ),
      Plot.axisY({ tickFormat: placeText, label: null, fontSize: 11, tickSize: 0 }),
      Plot.cell(marks, { ...at, fill: 'fill', fillOpacity: 'opacity', inset: 0.5 }),
      Plot.cell(outlined, { ...at, fill: 'none', stroke: 'currentColor', strokeWidth: 2, inset: 1 }),
      Plot.text(
        marks.filter(({ sign }) => sign !== ''),
        { ...at, text: 'sign', fill: 'currentColor', fontSize: 11 },
      ),
    ],
    legend: [
      ...legend,
      ...(outlined.length > 0 ? [{ name: figure.outline ?? 'outlined', swatch: [outlineSwatch] }] : []),
    ],
  });
}

const outlineSwatch = {
  tag: 'rect' as const,
  attributes: {
    x: '-6',
    y: '-5',
    width: '12',
    height: '10',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
  },
};

/** Numbers from small to large; names in the order in which they come. */
function placesOf(places: readonly Cell['x'][]): Cell['x'][] {
  const distinct = [...new Set(places)];
  return distinct.every((place) => typeof place === 'number') ? distinct.sort((a, b) => a - b) : distinct;
}

function placeText(place: Cell['x']): string {
  return typeof place === 'number' ? linearText(place) : clean(place);
}

function widestOf(places: readonly Cell['x'][]): number {
  return Math.max(0, ...places.map((place) => textWidth(placeText(place))));
}

function signOf({ value }: Cell, width: number): string {
  if (typeof value === 'string') return verdictSigns[value] ?? '';
  const text = linearText(value);
  return textWidth(text) <= width - 4 ? text : '';
}

function colouring({ cells, value: axis }: Cells): {
  fillOf(cell: Cell): { fill: string; opacity: number };
  legend: readonly Key[];
} {
  const numbers = cells.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const seen = new Set(cells.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])));
  const words = [...Object.keys(verdictSigns).filter((word) => seen.has(word)), ...seen].filter(
    (word, k, all) => all.indexOf(word) === k,
  );
  const shade = shadeOf(axis, numbers);
  const ofWord = (word: string) =>
    word in verdictColours
      ? { fill: verdictColours[word], opacity: 1 }
      : { fill: look(words.indexOf(word)).colour, opacity: 0.6 };
  const keyOf = (word: string) => ({
    name: word in verdictSigns ? `${verdictSigns[word]} ${word}` : word,
    swatch: [patch(ofWord(word))],
  });
  return {
    fillOf: ({ value }) => (typeof value === 'string' ? ofWord(value) : shade.of(value)),
    legend: [...(numbers.length > 0 ? shade.legend : []), ...words.map(keyOf)],
  };
}
