import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { MapCell, RegimeMap } from '../claim/map.ts';
import { short } from './words.ts';

/** A sign beside the colour, for those who do not see it. */
const signs = { supported: '✓', refuted: '✗', undecided: '?', 'not run': '–' } as const;
/** Okabe and Ito's colours, which most of the colour-blind can tell apart. */
const colours = { supported: '#009e73', refuted: '#d55e00', undecided: '#cccccc', 'not run': '#ffffff' } as const;

/** The map as text: a sign per point, in brackets where the statement speaks of it. */
export function mapText({ claim, x, y, cells }: RegimeMap): string {
  const at = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, cell]));
  const labels = y.values.map((value) => short(value));
  const margin = Math.max(y.key.length, ...labels.map((label) => label.length));
  const lines = y.values
    .map((b, k) => `${labels[k].padStart(margin)} ${x.values.map((a) => glyph(at.get(`${a} ${b}`))).join('')}`)
    .toReversed();
  const ends = `${short(x.values[0])} … ${short(x.values.at(-1)!)}`;
  const legend = Object.entries(signs).map(([verdict, sign]) => `${sign} ${verdict}`);
  return [
    `${claim}: ${y.key} against ${x.key}`,
    ...lines,
    `${' '.repeat(margin + 1)}${x.key}: ${ends} (${x.scale})`,
    `${legend.join('  ')}  [ ] the statement speaks of it`,
  ].join('\n');
}

function glyph(cell: MapCell | undefined): string {
  if (!cell) return '   ';
  const sign = signs[cell.finding.verdict];
  return cell.inside ? `[${sign}]` : ` ${sign} `;
}

/** The map as an SVG of its own: verdicts by colour and sign, the stated regime outlined. */
export function mapSvg({ claim, statement, x, y, cells }: RegimeMap): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const order = Object.keys(signs) as (keyof typeof signs)[];
  const marks = cells.map(({ x: a, y: b, inside, finding }) => ({
    a,
    b,
    inside,
    verdict: finding.verdict,
    sign: signs[finding.verdict],
  }));
  const svg = Plot.plot({
    document,
    width: 120 + 48 * x.values.length,
    height: 90 + 36 * y.values.length,
    marginLeft: 80,
    marginBottom: 50,
    x: { type: 'band', domain: x.values, label: x.key, tickFormat: short },
    y: { type: 'band', domain: y.values, reverse: true, label: y.key, tickFormat: short },
    color: { domain: order, range: order.map((verdict) => colours[verdict]) },
    marks: [
      Plot.cell(marks, { x: 'a', y: 'b', fill: 'verdict', inset: 1 }),
      Plot.cell(
        marks.filter(({ inside }) => inside),
        { x: 'a', y: 'b', fill: 'none', stroke: 'black', strokeWidth: 2 },
      ),
      Plot.text(marks, { x: 'a', y: 'b', text: 'sign', fill: 'black' }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${claim}: ${statement}`);
  return svg.outerHTML;
}
