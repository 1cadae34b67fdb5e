import { expect, test } from 'vitest';
import { data } from '../../../src/report/page/data.ts';
import { layOut, nodeWidth } from '../../../src/report/page/layout.ts';
import { papersOf } from '../../../src/report/page/order.ts';
import { strip } from '../../../src/report/page/strip.ts';
import { record } from '../builders.ts';

const make = (id: string, restsOn: string[] = [], corrected?: string) =>
  record({
    id,
    paper: 'p',
    restsOn,
    ...(corrected && { expectation: { verdict: 'fails as printed', reason: 'r', corrected } }),
  });

const claims = [
  make('theorem', ['a', 'b']),
  make('a'),
  make('b', ['c'], 'b2'),
  make('b2'),
  make('c'),
  make('alone'),
  make('lonely', ['not here']),
];

test('premises stand left of what rests on them, printed forms left of their corrections, and nothing overlaps', () => {
  const { nodes, edges, width, height } = layOut(claims);
  const at = new Map(nodes.map((node) => [node.record.id, node]));
  expect([...at.keys()].sort()).toEqual(claims.map(({ id }) => id).sort());
  expect(edges.map(({ kind, from, to }) => `${from} ${kind} ${to}`).sort()).toEqual([
    'a bears theorem',
    'b bears theorem',
    'b mended b2',
    'c bears b',
  ]);
  for (const { from, to } of edges) expect(at.get(from)!.x + nodeWidth).toBeLessThanOrEqual(at.get(to)!.x);
  for (const [k, one] of nodes.entries()) {
    expect(one.x + nodeWidth).toBeLessThanOrEqual(width + 1);
    expect(one.y + one.height).toBeLessThanOrEqual(height + 1);
    for (const other of nodes.slice(k + 1)) {
      const apart =
        Math.abs(one.x - other.x) >= nodeWidth || one.y + one.height <= other.y || other.y + other.height <= one.y;
      expect(apart, `${one.record.id} and ${other.record.id}`).toBe(true);
    }
  }
});

test('claims come in the order of the sections, then numerically by id', () => {
  const citation = { authors: 'A', venue: 'V', url: 'u', sections: ['Setting', 'Appendix'] };
  const of = (id: string, section: string) => record({ id, paper: 'p', section, citation });
  const sorted = papersOf([of('lemma-10', 'Setting'), of('lemma-1', 'Appendix'), of('lemma-9', 'Setting')]);
  expect(sorted.get('p')!.map(({ id }) => id)).toEqual(['lemma-9', 'lemma-10', 'lemma-1']);
});

/** Places of what a strip draws, in pixels. */
function places(evidence: Parameters<typeof strip>[0]) {
  const svg = strip(evidence)!.text;
  const number = (pattern: RegExp) => Number(pattern.exec(svg)?.[1]);
  return {
    dot: number(/<circle cx="([^"]*)"/),
    from: number(/class="interval" d="M([\d.]+) /),
    demandFrom: number(/class="demand" x="([^"]*)"/),
    demandWidth: number(/class="demand"[^>]* width="([^"]*)"/),
  };
}

test('a strip puts the value, its interval and the demand in their order; open ends reach the border', () => {
  const { dot, from, demandFrom, demandWidth } = places({
    verdict: 'supported',
    measured: 0.95,
    interval: [0.92, 1],
    demand: [0.9, null],
  });
  expect(demandFrom).toBeLessThan(from);
  expect(from).toBeLessThan(dot);
  expect(demandFrom + demandWidth).toBe(160);
  expect((dot - from) / (from - demandFrom)).toBeCloseTo((0.95 - 0.92) / (0.92 - 0.9), 1);
});

test('a strip is logarithmic over decades, and copes with one value or none', () => {
  const middle = places({ verdict: 'refuted', measured: 1e-4, interval: [1e-8, 1], demand: [null, 1e-8] });
  expect(middle.dot).toBe(80);
  expect(places({ verdict: 'supported', measured: 0, interval: [0, 0], demand: undefined }).dot).toBe(80);
  expect(strip({ verdict: 'not run', measured: null, interval: null, demand: undefined })).toBeNull();
});

test('nested data become tables; long lists are cut and say so', () => {
  const rows = data({
    rates: [
      { eta: 0.1, beta: 1 / 3 },
      { eta: 0.2, beta: 0 },
    ],
    plain: [1, 2],
    none: null,
  }).text;
  expect(
    rows
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ).toBe('rates eta beta 0.1 0.333333 0.2 0 plain 1, 2 none —');
  expect(data(Array.from({ length: 1000 }, (_, k) => k)).text).toContain('976 more in the record');
  expect(data([[[[[[[[1]]]]]]]]).text).toContain('in the record');
});
