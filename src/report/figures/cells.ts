import * as Plot from '@observablehq/plot';
import type { Cells } from '../../claim/figure.ts';
import { clean } from '../text.ts';
import { linearText } from './axes.ts';
import { elements, frame, type Key, plotHeight, plotWidth, textWidth } from './frame.ts';
import { patch, shadeOf } from './shade.ts';
import { look, paper, verdictColours, verdictSigns } from './theme.ts';

type Cell = Cells['cells'][number];
type Pair = NonNullable<Cells['borders']>['between'][number];

/** Cells by colour, with the number or a sign in each; a thick edge round what is outlined, a dashed line for borders. */
export function cellsSvg(figure: Cells, description: string): string {
  const { cells, borders } = figure;
  const [xs, ys] = [placesOf(cells.map(({ x }) => x)), placesOf(cells.map(({ y }) => y))];
  const { fillOf, legend } = colouring(figure);
  const step = Math.min(96, Math.max(8, Math.floor(plotWidth / Math.max(1, xs.length))));
  const width = Math.max(step * xs.length, 120);
  const height = Math.max(60, ys.length * Math.min(34, Math.max(8, plotHeight / Math.max(1, ys.length))));
  const widest = widestOf(ys);
  const turned = widestOf(xs) > step - 4;
  const every = turned ? Math.ceil(14 / step) : 1;
  const marks = cells.map((cell) => ({ ...cell, ...fillOf(cell), sign: signOf(cell, step) }));
  const at = { x: 'x', y: 'y' };
  const reverse = cells.every(({ y }) => typeof y === 'number');
  const grid = gridOf(xs, reverse ? ys.toReversed() : ys, width, height);
  const outline = grid.outline(cells.filter(({ outlined }) => outlined));
  const drawn = ([x, y]: Pair[number]) => xs.includes(x) && ys.includes(y);
  const border = (borders?.between ?? [])
    .filter((pair) => pair.every(drawn))
    .map(grid.border)
    .join('');
  return frame(figure.title, description, {
    x: { type: 'band', domain: xs, padding: 0 },
    y: { type: 'band', domain: ys, reverse, padding: 0 },
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
      elements((add) => {
        if (outline !== '') add('path', { ...outlineLook, d: outline });
        if (border !== '') add('path', { ...borderHalo, d: border });
        if (border !== '') add('path', { ...borderLook, d: border });
      }),
      Plot.text(
        marks.filter(({ sign }) => sign !== ''),
        { ...at, text: 'sign', fill: 'currentColor', fontSize: 11, ...(border !== '' && halo) },
      ),
    ],
    legend: [
      ...legend,
      ...(outline !== '' ? [key(figure.outline ?? 'outlined', 'M-6-5H6V5H-6Z', outlineLook)] : []),
      ...(borders && border !== '' ? [key(borders.name, 'M-12 0H12', borderLook)] : []),
    ],
  });
}

const line = { fill: 'none', stroke: 'currentColor' };
const outlineLook = { ...line, 'stroke-width': '2.5' };
const borderLook = { ...line, 'stroke-width': '2.5', 'stroke-dasharray': '4,3' };
/** Sets a border off from the outline that it may lie on. */
const borderHalo = { ...line, stroke: paper, 'stroke-width': '5' };

/** Keeps a sign readable on a border. */
const halo = { stroke: 'fill', strokeOpacity: 'opacity', strokeWidth: 7 } as const;

const key = (name: string, d: string, attributes: { readonly [name: string]: string }): Key => ({
  name,
  swatch: [{ tag: 'path', attributes: { ...attributes, d } }],
});

/** Paths along the edges of cells, in pixels from the corner of the data; `ys` from the top. */
function gridOf(xs: readonly Cell['x'][], ys: readonly Cell['y'][], width: number, height: number) {
  const [w, h] = [width / xs.length, height / ys.length];
  const upright = (x: number, y: number) => `M${x * w} ${y * h}v${h}`;
  const level = (x: number, y: number) => `M${x * w} ${y * h}h${w}`;
  return {
    /** Round the cells, not between them. */
    outline(cells: readonly Cell[]): string {
      const places = cells.map(({ x, y }) => [xs.indexOf(x), ys.indexOf(y)] as const);
      const held = new Set(places.map(String));
      const edge = (x: number, y: number, path: string) => (held.has(`${x},${y}`) ? '' : path);
      return places
        .map(([x, y]) =>
          [
            edge(x - 1, y, upright(x, y)),
            edge(x + 1, y, upright(x + 1, y)),
            edge(x, y - 1, level(x, y)),
            edge(x, y + 1, level(x, y + 1)),
          ].join(''),
        )
        .join('');
    },
    /** Half-way between two cells of one row or one column. */
    border([from, to]: Pair): string {
      const middle = (places: readonly Cell['x'][], k: 0 | 1) =>
        (places.indexOf(from[k]) + places.indexOf(to[k]) + 1) / 2;
      return from[1] === to[1]
        ? upright(middle(xs, 0), ys.indexOf(from[1]))
        : level(xs.indexOf(from[0]), middle(ys, 1));
    },
  };
}

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

function signOf({ value, note }: Cell, width: number): string {
  const fits = (text: string) => textWidth(text) <= width - 4;
  if (typeof value === 'number') return fits(linearText(value)) ? linearText(value) : '';
  const sign = verdictSigns[value] ?? '';
  const noted = `${sign} ${clean(note ?? '')}`.trim();
  return fits(noted) ? noted : sign;
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
