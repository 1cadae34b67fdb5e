import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { clean, wrap } from '../text.ts';
import type { Scale } from './axes.ts';
import { faint } from './theme.ts';

/** Size of the area in which data are drawn, and of what stands around it, in CSS pixels. */
export const plotWidth = 420;
export const plotHeight = 260;
const left = 56;
const right = 14;
const bottom = 42;
const lineHeight = 15;

/** One entry of a legend: a swatch drawn into a box of 24 × 10 pixels whose middle is the origin, and its words. */
export interface Key {
  readonly name: string;
  readonly swatch: readonly {
    readonly tag: 'path' | 'rect';
    readonly attributes: { readonly [name: string]: string };
  }[];
}

export interface Drawing {
  readonly x: Plot.ScaleOptions;
  readonly y: Plot.ScaleOptions;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly marks: readonly Plot.Markish[];
  readonly legend: readonly Key[];
  readonly width?: number;
  readonly height?: number;
  readonly left?: number;
  /** Room for ticks below the data beyond the usual. */
  readonly extraBottom?: number;
}

/** What is used of the DOM, whose types are not loaded here. */
interface Tag {
  textContent: string;
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  append(child: Tag): void;
  prepend(...children: Tag[]): void;
  remove(): void;
  querySelector(selector: string): Tag | null;
}

/** Position of a value on a scale, in pixels of the whole picture. `top` is the height of what stands above the data. */
export function pixels(x: Scale, y: Scale): (point: readonly [number, number]) => [number, number] {
  return ([a, b]) => [x.at(a) * plotWidth, (1 - y.at(b)) * plotHeight];
}

/** Draws elements at pixels from the corner of the data. */
export function elements(
  drawing: (add: (tag: string, attributes: { readonly [name: string]: string }, text?: string) => void) => void,
): Plot.RenderFunction {
  return (_index, _scales, _values, { marginLeft, marginTop }, { document }) => {
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    group.setAttribute('transform', `translate(${marginLeft},${marginTop})`);
    drawing((tag, attributes, text = '') => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = text;
      group.append(element);
    });
    return group as unknown as ReturnType<Plot.RenderFunction>;
  };
}

/** Axes of numbers with a faint grid, for the marks to lie on. */
export function numberAxes(x: Scale, y: Scale): Plot.Markish[] {
  const ticks = ({ ticks: at }: Scale, count: number) => (at ? { ticks: [...at] } : { ticks: count });
  return [
    Plot.gridX({ ...ticks(x, 6), stroke: faint, strokeOpacity: 1 }),
    Plot.gridY({ ...ticks(y, 6), stroke: faint, strokeOpacity: 1 }),
    Plot.axisX({ ...ticks(x, 6), tickFormat: x.format, label: null, fontSize: 11 }),
    Plot.axisY({ ...ticks(y, 6), tickFormat: y.format, label: null, fontSize: 11 }),
  ];
}

export function numberScale({ log, domain }: Scale): Plot.ScaleOptions {
  return { type: log ? 'log' : 'linear', domain: [...domain] };
}

/**
 * The SVG: legend above, then the label of y, the data, and the label of x below. It holds no id, no style sheet and no
 * class but `figure`, so any number of them may stand in one page.
 */
export function frame(title: string, description: string, drawing: Drawing): string {
  const { width = plotWidth, height = plotHeight, left: marginLeft = left, extraBottom = 0 } = drawing;
  const full = marginLeft + width + right;
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const keys = layOut(drawing.legend, full - 8);
  const yLines = linesOf(drawing.yLabel, full - 8);
  const xLines = linesOf(drawing.xLabel, full - 8);
  const legendHeight = keys.rows * lineHeight;
  const top = legendHeight + yLines.length * lineHeight + 12;
  const bare = drawing.x.axis === null && drawing.xLabel === '';
  const below = bare ? 4 : bottom + extraBottom + (xLines.length - 1) * lineHeight;
  const svg = Plot.plot({
    document,
    className: 'figure',
    width: full,
    height: top + height + below,
    marginTop: top,
    marginLeft,
    marginRight: right,
    marginBottom: below,
    x: { ...drawing.x, label: null },
    y: { ...drawing.y, label: null },
    marks: [...drawing.marks],
  }) as unknown as Tag;
  svg.querySelector('style')?.remove();
  for (const [name, value] of Object.entries({
    xmlns: 'http://www.w3.org/2000/svg',
    role: 'img',
    // linkedom escapes the quotes of attributes only; as a file of its own the SVG must be XML.
    'aria-label': clean(title).replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    'font-size': '11',
    style: 'display:block;max-width:100%;height:auto',
  })) {
    svg.setAttribute(name, value);
  }
  const add = (parent: Tag, tag: string, attributes: { readonly [name: string]: string }, text?: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag) as unknown as Tag;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  };
  const said = add(svg, 'desc', {}, clean(description));
  const named = add(svg, 'title', {}, clean(title));
  svg.prepend(named, said);
  const words = add(svg, 'g', { 'text-anchor': 'start' });
  for (const { key, x, y, lines } of keys.placed) {
    const swatch = add(words, 'g', { transform: `translate(${x + 12},${y + 8})` });
    for (const { tag, attributes } of key.swatch) add(swatch, tag, attributes);
    for (const [k, line] of lines.entries())
      add(words, 'text', { x: `${x + 29}`, y: `${y + 12 + k * lineHeight}` }, line);
  }
  for (const [k, line] of yLines.entries()) {
    add(
      words,
      'text',
      { x: '4', y: `${legendHeight + 14 + k * lineHeight}` },
      k === 0 && line !== '' ? `↑ ${line}` : line,
    );
  }
  const middle = marginLeft + width / 2;
  for (const [k, line] of xLines.entries()) {
    add(
      words,
      'text',
      { x: `${middle}`, y: `${top + height + 34 + extraBottom + k * lineHeight}`, 'text-anchor': 'middle' },
      line,
    );
  }
  return rounded(svg.outerHTML);
}

interface Placed {
  readonly key: Key;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

/** Puts keys beside each other as long as there is room; names that are wider than the picture get lines of their own. */
function layOut(legend: readonly Key[], width: number): { rows: number; placed: Placed[] } {
  const placed: Placed[] = [];
  let [row, x] = [0, 4];
  for (const key of legend) {
    const lines = linesOf(key.name, width - 33);
    const wide = 29 + Math.max(...lines.map(textWidth)) + 12;
    if (x > 4 && (x + wide > width + 12 || lines.length > 1)) [row, x] = [row + 1, 4];
    placed.push({ key, x: Math.round(x), y: row * lineHeight, lines });
    if (lines.length > 1) [row, x] = [row + lines.length, 4];
    else x += wide;
  }
  return { rows: x > 4 ? row + 1 : row, placed };
}

/** Width of words in an 11-pixel sans serif; fonts differ, so rather too wide than too narrow. */
export function textWidth(text: string): number {
  const narrow = text.match(/[iljtfrI.,:;|'()[\] ]/g)?.length ?? 0;
  const wide = text.match(/[mwMW@%—…→]/g)?.length ?? 0;
  const capital = text.match(/[A-Z+−=≤≥]/g)?.length ?? 0;
  return 6.9 * text.length - 2.7 * narrow + 3.3 * wide + 1.6 * capital;
}

/** The words in lines that are not wider than that. */
function linesOf(text: string, width: number): string[] {
  return wrap(clean(text), Math.floor(width / 6.2));
}

/** A tenth of a pixel is finer than any screen shows. */
function rounded(svg: string): string {
  return svg.replaceAll(/ (d|transform|x|y|x1|y1|x2|y2|cx|cy|r|width|height|points)="([^"]*)"/g, (_, name, value) => {
    const short = value.replaceAll(/-?\d+\.\d{2,}(e-?\d+)?/g, (digits: string) =>
      String(Number(Number(digits).toFixed(1))),
    );
    return ` ${name}="${short}"`;
  });
}
