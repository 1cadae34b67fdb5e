import type { Figure } from '../claim/figure.ts';
import type { MapAxis, MapCell, RegimeMap } from '../claim/regime-map.ts';
import { figureSvg } from './figures/figure-svg.ts';
import { verdictSigns } from './figures/theme.ts';
import { short } from './words.ts';

/** The map as text: a sign per point, in brackets where the statement speaks of it. */
export function mapText({ claim, x, y, cells, boundary }: RegimeMap): string {
  const at = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, cell]));
  const labels = y.values.map((value) => short(value));
  const margin = Math.max(y.key.length, ...labels.map((label) => label.length));
  const lines = y.values
    .map((b, k) => `${labels[k].padStart(margin)} ${x.values.map((a) => glyph(at.get(`${a} ${b}`))).join('')}`)
    .toReversed();
  const legend = Object.entries(verdictSigns).map(([verdict, sign]) => `${sign} ${verdict}`);
  return [
    `${claim}: ${y.key} against ${x.key}`,
    ...lines,
    `${' '.repeat(margin + 1)}${x.key}: ${x.values.map((value) => short(value)).join(', ')}`,
    `${legend.join('  ')}  [ ] the statement speaks of it`,
    ...(boundary.length > 0 ? ['The verdict changes', ...boundary.map((pair) => `  ${changeText(pair, x, y)}`)] : []),
  ].join('\n');
}

/** `at damping = 0.03 between rate = 0.1 and 3` */
function changeText([from, to]: RegimeMap['boundary'][number], x: MapAxis, y: MapAxis): string {
  const along = from[1] === to[1] ? 0 : 1;
  const [varies, fixed] = along === 0 ? [x, y] : [y, x];
  const ends = `${varies.key} = ${short(from[along])} and ${short(to[along])}`;
  return `at ${fixed.key} = ${short(from[1 - along])} between ${ends}`;
}

function glyph(cell: MapCell | undefined): string {
  if (!cell) return '   ';
  const sign = verdictSigns[cell.finding.verdict];
  return cell.inside ? `[${sign}]` : ` ${sign} `;
}

/** The map as an SVG of its own. */
export const mapSvg = (map: RegimeMap): string => figureSvg(mapFigure(map));

/** Verdicts by colour and sign, the stated regime outlined, and a border where the verdict changes. */
export function mapFigure({ claim, x, y, cells, boundary, profile, seed, engine }: RegimeMap): Figure {
  const points = x.values.length * y.values.length;
  const of = cells.length === points ? '' : `, ${cells.length} of ${points} points`;
  return {
    kind: 'cells',
    title: `${claim} over ${x.key} and ${y.key}${of}; profile ${profile}, seed ${seed}, engine ${engine}`,
    x: { label: axisText(x) },
    y: { label: axisText(y) },
    value: { label: 'verdict' },
    outline: 'the statement speaks of it',
    cells: cells.map(({ x: a, y: b, inside, finding }) => ({
      x: a,
      y: b,
      value: finding.verdict,
      // What a conjunction measured is that of one of its parts, not the same at every point.
      ...(!finding.parts && finding.measured !== null && { note: short(finding.measured) }),
      outlined: inside === true,
    })),
    borders: { name: 'the verdict changes', between: boundary },
  };
}

const scaleTexts = { linear: '', log: ', log', log1m: ', log of 1 − value' };
const axisText = ({ key, scale }: MapAxis) => `${key}${scaleTexts[scale]}`;
