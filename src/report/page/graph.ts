import type { Record } from '../../claim/record.ts';
import { verdictSigns } from '../figures/theme.ts';
import { html, Markup } from './html.ts';
import { type Edge, layOut, type Node, nodeWidth } from './layout.ts';
import { footingWords, type Paper, weakest, weakPremises } from './premises.ts';
import { classOf, hrefOf, type Verdict, verdictWords } from './verdicts.ts';

/** The dependency graph of one paper: shape, sign and colour give the verdict, a flag says what a claim rests on. */
export function graphSvg(records: readonly Record[], paper: Paper): Markup {
  const { width, height, nodes, edges } = layOut(records);
  return html`<svg class="graph" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Dependency graph: premises on the left, what rests on them on the right">${edges.map(drawEdge)}${nodes.map((node) => drawNode(node, paper))}</svg>`;
}

function drawNode({ record, lines, x, y, height }: Node, paper: Paper): Markup {
  const footing = weakest(weakPremises(record, paper));
  const words = [`${record.label}, ${record.title}`, verdictWords(record), ...(footing ? [footingWords[footing]] : [])];
  const gateFails = record.gate === 'fail';
  const classes = `node ${classOf(record.verdict)}${gateFails ? ' failing' : ''}`;
  return html`<a href="${hrefOf(record)}" class="${classes}"><title>${words.join('. ')}${gateFails && '. The gate fails'}</title><g transform="translate(${x} ${y})"><path d="${outline(record.verdict, height)}"/><text class="sign" x="15" y="${height / 2 + 5}">${verdictSigns[record.verdict]}</text>${lines.map(
    (line, k) => html`<text x="28" y="${18 + 15 * k}">${line}</text>`,
  )}${footing && flag(footing, height)}</g></a>`;
}

/** A shape for each verdict, so that they differ without colour: round, cut, slanted, square. */
function outline(verdict: Verdict, height: number): string {
  const w = nodeWidth;
  const h = height;
  switch (verdict) {
    case 'supported':
      return `M8 0H${w - 8}a8 8 0 0 1 8 8V${h - 8}a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8z`;
    case 'refuted':
      return `M10 0H${w - 10}l10 10V${h - 10}l-10 10H10l-10-10V10z`;
    case 'undecided':
      return `M10 0H${w}l-10 ${h}H0z`;
    default:
      return `M0 0H${w}V${h}H0z`;
  }
}

/** A triangle at the lower right: full where a premise is refuted, with a mark where it is undecided, empty where mended. */
function flag(footing: 'refuted' | 'undecided' | 'corrected', height: number): Markup {
  return html`<g class="flag f-${footing}" transform="translate(${nodeWidth - 22} ${height - 17})"><path d="M7.5 0 15 13H0z"/><text x="7.5" y="11">${{ refuted: '✗', undecided: '?', corrected: '✓' }[footing]}</text></g>`;
}

function drawEdge({ kind, points }: Edge): Markup {
  const [x, y] = points.at(-1)!;
  const [fromX, fromY] = points.at(-2)!;
  const angle = Math.round((Math.atan2(y - fromY, x - fromX) * 180) / Math.PI);
  return html`<g class="edge ${kind}"><path d="${curve(points)}"/><path class="head" d="M0 0-7-3.5-7 3.5z" transform="translate(${x} ${y}) rotate(${angle})"/></g>`;
}

/** Through the middles of the stretches, bent at the points. */
function curve(points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points;
  const bends = rest.slice(0, -1).map(([x, y], k) => {
    const [nextX, nextY] = rest[k + 1];
    const last = k === rest.length - 2;
    return `Q${x} ${y} ${last ? `${nextX} ${nextY}` : `${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`}`;
  });
  return `M${first.join(' ')}${bends.length > 0 ? bends.join('') : `L${rest.at(-1)!.join(' ')}`}`;
}

const round = (value: number) => Number(value.toFixed(1));

/** What the shapes, flags and lines mean. */
export function graphLegend(): Markup {
  const key = (content: string, words: string) =>
    html`<li><svg class="graph" width="34" height="20" viewBox="0 0 ${nodeWidth / 2} 52" aria-hidden="true">${new Markup(content)}</svg> ${words}</li>`;
  const small = (verdict: Verdict) =>
    `<g class="node ${classOf(verdict)}"><g transform="scale(.5 1)"><path d="${outline(verdict, 52)}"/></g><text class="sign" x="46" y="37" style="font-size:34px">${verdictSigns[verdict]}</text></g>`;
  const line = (kind: Edge['kind']) =>
    `<g class="edge ${kind}" transform="translate(0 26) scale(2.4)"><path d="M0 0H30"/><path class="head" d="M38 0l-8-4v8z"/></g>`;
  const mark = (how: 'refuted' | 'undecided' | 'corrected') =>
    `<g transform="translate(22 4) scale(3)">${flag(how, 17).text.replace(/ transform="[^"]*"/, '')}</g>`;
  return html`<ul class="legend">${[
    ...(['supported', 'refuted', 'undecided', 'not run'] as const).map((verdict) => key(small(verdict), verdict)),
    key(line('bears'), 'a premise → what rests on it'),
    key(line('mended'), 'as printed → corrected'),
    ...(['refuted', 'undecided', 'corrected'] as const).map((how) => key(mark(how), footingWords[how])),
  ]}</ul>`;
}
