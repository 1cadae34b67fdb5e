import type { MapCell, RegimeMap } from '../claim/map.ts';
import { figureSvg } from './figures/figure-svg.ts';
import { verdictSigns } from './figures/theme.ts';
import { short } from './words.ts';

/** The map as text: a sign per point, in brackets where the statement speaks of it. */
export function mapText({ claim, x, y, cells }: RegimeMap): string {
  const at = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, cell]));
  const labels = y.values.map((value) => short(value));
  const margin = Math.max(y.key.length, ...labels.map((label) => label.length));
  const lines = y.values
    .map((b, k) => `${labels[k].padStart(margin)} ${x.values.map((a) => glyph(at.get(`${a} ${b}`))).join('')}`)
    .toReversed();
  const ends = `${short(x.values[0])} … ${short(x.values.at(-1)!)}`;
  const legend = Object.entries(verdictSigns).map(([verdict, sign]) => `${sign} ${verdict}`);
  return [
    `${claim}: ${y.key} against ${x.key}`,
    ...lines,
    `${' '.repeat(margin + 1)}${x.key}: ${ends} (${x.scale})`,
    `${legend.join('  ')}  [ ] the statement speaks of it`,
  ].join('\n');
}

function glyph(cell: MapCell | undefined): string {
  if (!cell) return '   ';
  const sign = verdictSigns[cell.finding.verdict];
  return cell.inside ? `[${sign}]` : ` ${sign} `;
}

/** The map as an SVG of its own: verdicts by colour and sign, the stated regime outlined. */
export function mapSvg({ claim, statement, x, y, cells }: RegimeMap): string {
  return figureSvg({
    kind: 'cells',
    title: `${claim}: ${statement}`,
    x: { label: x.key },
    y: { label: y.key },
    value: { label: 'verdict' },
    outline: 'the statement speaks of it',
    cells: cells.map(({ x: a, y: b, inside, finding }) => ({
      x: a,
      y: b,
      value: finding.verdict,
      outlined: inside === true,
    })),
  });
}
