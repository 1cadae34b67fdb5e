import { Graph, layout } from '@dagrejs/dagre';
import type { Record } from '../../claim/record.ts';
import { clean, wrap } from '../text.ts';

export interface Node {
  readonly record: Record;
  /** The label of the claim, in lines that fit the box. */
  readonly lines: readonly string[];
  /** Top left corner, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
}
export interface Edge {
  /** A lemma bears a theorem, or a printed statement is mended by its corrected form. */
  readonly kind: 'bears' | 'mended';
  readonly from: string;
  readonly to: string;
  readonly points: readonly (readonly [number, number])[];
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

export const nodeWidth = 204;
const lineHeight = 15;
const gap = 16;
/** Characters in a line of a box. */
const measure = 25;

/**
 * Where the claims of one paper stand: premises to the left of what rests on them. What hangs together is laid out by
 * itself, the largest first; claims without any tie follow in rows.
 */
export function layOut(records: readonly Record[]): Layout {
  const edges = edgesOf(records);
  const groups = components(records, edges).sort((a, b) => b.length - a.length);
  const tied = groups.filter(({ length }) => length > 1).map((group) => layOutGroup(group, edges));
  const width = Math.max(3 * (nodeWidth + gap), ...tied.map((part) => part.width));
  const alone = inRows(groups.filter(({ length }) => length === 1).flat(), width);
  let below = 0;
  const nodes: Node[] = [];
  const placed: Edge[] = [];
  for (const part of [...tied, alone]) {
    nodes.push(...part.nodes.map((node) => ({ ...node, y: round(node.y + below) })));
    placed.push(
      ...part.edges.map((edge) => ({ ...edge, points: edge.points.map(([x, y]) => [x, round(y + below)] as const) })),
    );
    if (part.height > 0) below += part.height + gap;
  }
  return { width, height: Math.max(0, below - gap), nodes, edges: placed };
}

type Tie = Omit<Edge, 'points'>;

/** Ties between claims that are both here. */
function edgesOf(records: readonly Record[]): Tie[] {
  const known = new Set(records.map(({ id }) => id));
  const ties = records.flatMap(({ id, restsOn, expectation }): Tie[] => [
    ...restsOn.map((from) => ({ kind: 'bears' as const, from, to: id })),
    ...(expectation.verdict === 'fails as printed'
      ? [{ kind: 'mended' as const, from: id, to: expectation.corrected }]
      : []),
  ]);
  return ties.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
}

function components(records: readonly Record[], edges: readonly Tie[]): Record[][] {
  const group = new Map(records.map((record) => [record.id, [record]]));
  for (const { from, to } of edges) {
    const [a, b] = [group.get(from)!, group.get(to)!];
    if (a === b) continue;
    a.push(...b);
    for (const { id } of b) group.set(id, a);
  }
  return [...new Set(group.values())];
}

function layOutGroup(records: readonly Record[], edges: readonly Tie[]): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: gap, ranksep: 48, edgesep: 8, marginx: 1, marginy: 1 });
  for (const record of records) {
    const lines = linesOf(record);
    graph.setNode(record.id, { width: nodeWidth, height: heightOf(lines) });
  }
  const here = edges.filter(({ from }) => graph.hasNode(from));
  for (const { kind, from, to } of here) graph.setEdge(from, to, {}, kind);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: records.map((record) => {
      const lines = linesOf(record);
      const { x, y } = graph.node(record.id) as { x: number; y: number };
      const tall = heightOf(lines);
      return { record, lines, x: round(x - nodeWidth / 2), y: round(y - tall / 2), height: tall };
    }),
    edges: here.map((tie) => {
      const { points } = graph.edge(tie.from, tie.to, tie.kind) as { points: { x: number; y: number }[] };
      return { ...tie, points: points.map(({ x, y }) => [round(x), round(y)] as const) };
    }),
  };
}

function inRows(records: readonly Record[], width: number): Layout {
  const perRow = Math.floor((width + gap) / (nodeWidth + gap));
  let [y, tallest] = [0, 0];
  const nodes = records.map((record, k): Node => {
    const lines = linesOf(record);
    if (k > 0 && k % perRow === 0) [y, tallest] = [y + tallest + gap, 0];
    tallest = Math.max(tallest, heightOf(lines));
    return { record, lines, x: (k % perRow) * (nodeWidth + gap) + 1, y: y + 1, height: heightOf(lines) };
  });
  return { width, height: nodes.length > 0 ? y + tallest + 2 : 0, nodes, edges: [] };
}

function linesOf({ label }: Record): string[] {
  const lines = wrap(clean(label), measure);
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines;
}

const heightOf = (lines: readonly string[]) => 14 + lines.length * lineHeight;
const round = (value: number) => Number(value.toFixed(1));
