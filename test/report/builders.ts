import type { Paper } from '../../src/claim/claim.ts';
import { type ControlRecord, type Finding, type Record, schemaVersion } from '../../src/claim/record.ts';
import type { RegimeMap } from '../../src/claim/regime-map.ts';

/** Papers whose names hold what Markdown, XML and terminals treat specially. */
const papers: { readonly [slug: string]: Pick<Paper, 'title'> } = {
  'adam-generalization': { title: 'Adam & "SGD" <on> images | why they differ' },
  'igr-momentum': { title: 'Implicit regularisation — 隠れた正則化' },
  'ntk-acceleration': { title: 'Wide nets, √κ and λ₀' },
};

type Changes = Partial<Record> & { readonly id: string; readonly paper: string };

const share = 1e-4;

export const versions = { lemmata: '0.1.0', node: '20.19.0' };
export const meta = {
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 83_000,
  profile: 'quick' as const,
  seed: '1',
  engine: 'wasm',
  device: '2 CPU threads',
  versions,
};

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    verdict: 'supported',
    measured: 0.97265,
    predicted: '≥ 0.9',
    interval: [0.91234, 1],
    trials: 64,
    errorShare: share,
    sentence: 'In 62 of 64 trials the bound held; the proportion is at least 0.912, 0.9 was demanded.',
    ...changes,
  };
}

export function control(name: string, changes: Partial<ControlRecord> = {}): ControlRecord {
  const sentence = 'In 3 of 64 trials the bound held; the proportion is at most 0.18, 0.9 was demanded.';
  const refuted = finding({ verdict: 'refuted', measured: 0.05, interval: [0.0123, 0.18], sentence });
  return { ...refuted, name, breaks: 'the step is ten times too large', expected: 'refuted', caught: true, ...changes };
}

/** A claim that is supported, caught its one control and passed, but for the changes. */
export function record(changes: Changes): Record {
  const { paper, id } = changes;
  return {
    ...finding(),
    schemaVersion,
    paperTitle: papers[paper]?.title ?? 'A paper',
    title: 'The bound holds for most draws',
    label: 'Lemma 4.6',
    section: 'Section 4',
    restsOn: [],
    kind: 'probability',
    statement: { tex: '\\Pr[c^{(T)} \\le \\tilde O(1/\\alpha)] \\ge 0.9', plain: 'The bound holds for most draws.' },
    assumptions: ['The step is small: η ≤ 0.1.', 'The data are drawn afresh in every trial.'],
    rule: {
      name: 'proportion',
      summary: 'the proportion is at least 0.9',
      explain: 'Exact Clopper-Pearson interval of a proportion, one-sided.',
    },
    expectation: { verdict: 'holds' },
    gate: 'pass',
    vacuous: false,
    controls: [control('large step')],
    figures: [],
    profile: meta.profile,
    regime: { d: 100, n: 20, eta: 0.1 },
    seed: meta.seed,
    engine: meta.engine,
    device: meta.device,
    versions,
    startedAt: meta.startedAt,
    durationMs: 2345,
    replay: `npm run lemmata -- replay ${paper}/${id} --profile quick --seed 1 --engine wasm`,
    key: 'f'.repeat(64),
    ...changes,
  };
}

/** A map of a claim over 2 × 2 points, supported where x is 0.1, drawn by what made `record`. */
export function regimeMap(changes: Partial<RegimeMap> & Pick<RegimeMap, 'claim'>): RegimeMap {
  const x = { key: 'eta', values: [0.1, 1], scale: 'log' as const };
  const y = { key: 'd', values: [100, 200], scale: 'linear' as const };
  const cells = x.values.flatMap((a) =>
    y.values.map((b) => ({
      x: a,
      y: b,
      inside: a === 1,
      finding: finding(a === 1 ? { verdict: 'refuted', measured: 0.01 } : {}),
    })),
  );
  const { profile, seed, engine } = meta;
  return {
    schemaVersion: 2,
    statement: 'The bound holds for most draws.',
    profile,
    seed,
    engine,
    x,
    y,
    cells,
    boundary: y.values.map((b) => [
      [0.1, b],
      [1, b],
    ]),
    key: 'f'.repeat(64),
    trials: null,
    ...changes,
  };
}
