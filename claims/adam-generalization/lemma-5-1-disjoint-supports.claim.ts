import { all, defineClaim, equivalent, fc, neverViolated, part, type SearchOutcome, sample, search } from 'lemmata';

interface Regime {
  /** s ≤ c √d/n²; the lemma has c = 1/2. */
  readonly constant: number;
  readonly runs: number;
  /** Monte Carlo draws of a training set. */
  readonly draws: number;
}

interface Observation {
  /** Excess of each link of the proof over the next, and of P(fail) over n⁻², relative. */
  readonly chain: SearchOutcome;
  readonly lemma: SearchOutcome;
  /** Share of drawn training sets with disjoint supports minus the exact probability, (n, s, d) = (5, 4, 2000), (8, 5, 4000). */
  readonly gaps: readonly number[];
}

interface Case {
  readonly n: number;
  readonly s: number;
  /** d = room · s²n⁴/c² */
  readonly room: number;
}

const tolerance = 1e-12;
const monteCarlo = [
  { n: 5, s: 4, d: 2000 },
  { n: 8, s: 5, d: 4000 },
];
const cases: fc.Arbitrary<Case> = fc.record({
  n: fc.integer({ min: 2, max: 60 }),
  s: fc.integer({ min: 1, max: 80 }),
  room: fc.double({ min: 1, max: 4, noNaN: true }),
});
const dimension = ({ n, s, room }: Case, constant: number) =>
  Math.max(1 + s, Math.ceil((room * s ** 2 * n ** 4) / constant ** 2));

/** 1 − Π_i C(d−1−is, s)/C(d−1, s), with C(D−is, s)/C(D, s) = Π_k (1 − is/(D − k)). */
function failure(n: number, s: number, d: number): number {
  if (n * s > d - 1) return 1;
  let log = 0;
  for (let i = 1; i < n; i++) for (let k = 0; k < s; k++) log += Math.log1p((-i * s) / (d - 1 - k));
  return -Math.expm1(log);
}

/** P(fail), ns[1 − (1 − s/(d−1))ⁿ], 4n²s²/d, n⁻² */
function links(n: number, s: number, d: number): number[] {
  const union = -n * s * Math.expm1(n * Math.log1p(-s / (d - 1)));
  return [failure(n, s, d), union, (4 * n ** 2 * s ** 2) / d, n ** -2];
}

const constants = Array.from({ length: 30 }, (_, k) => 0.1 * (k + 1));
const never = neverViolated({ tolerance, atMost: 0.01 });
const close = equivalent({ target: 0, margin: 0.04 });

export default defineClaim<Regime, Observation>({
  id: 'lemma-5-1-disjoint-supports',
  paper: 'adam-generalization',
  title: 'The noise patches have disjoint supports',
  label: 'Lemma 5.1 (Lemma A.1)',
  section: '1. Data, gradient, update identities',
  restsOn: ['definition-3-1-data-generator'],
  kind: 'inequality',
  statement: {
    tex: String.raw`s\le\frac{\sqrt d}{2n^2}:\quad P(\exists i\ne j:B_i\cap B_j\ne\emptyset)\le ns\Big[1-\Big(1-\frac s{d-1}\Big)^n\Big]\le\frac{4n^2s^2}d\le\frac1{n^2}`,
    plain: 'With probability at least 1 − 1/n² no two noise patches of the training set share a coordinate.',
  },
  assumptions: [
    's ≤ √d/(2n²), n ∈ [2, 60], s ∈ [1, 80]; to first order n²P = c²(1 − 1/n)/2 for s = c√d/n², so that any c < √2 would do',
    'P(fail) exactly; the generator against it by Monte Carlo',
    'family P (n = 200, s = 100, d = 1000) has ns > d: its supports are never disjoint; s = 100 asks for d ≥ 6.4·10¹³',
  ],
  profiles: {
    quick: { trials: 24, regime: { constant: 0.5, runs: 60, draws: 300 } },
    full: { trials: 60, regime: { constant: 0.5, runs: 400, draws: 1000 } },
  },
  measure({ constant, runs, draws }, trials, lab) {
    return trials.map((trial) => {
      const look = (seed: string, excess: (values: number[]) => number) =>
        search({
          cases,
          excess: (candidate) => excess(links(candidate.n, candidate.s, dimension(candidate, constant))),
          tolerance,
          runs,
          seed: lab.seed(seed, trial),
        });
      const gaps = monteCarlo.map(({ n, s, d }) => {
        const disjoint = Array.from({ length: draws }, (_, k) => {
          const { train } = sample(
            {
              sampler: 'sparse-feature',
              samples: n,
              sparsity: s,
              dimension: d,
              noise: 1,
              alpha: 0,
              supports: 'uniform',
            },
            { data: lab.seed(`supports ${n} ${k}`, trial), test: '' },
          );
          return new Set(train.column.filter((column) => column > 0)).size === n * s;
        });
        return disjoint.filter(Boolean).length / draws - (1 - failure(n, s, d));
      });
      return {
        chain: look('chain', (values) => Math.max(...values.slice(1).map((next, k) => values[k] / next - 1))),
        lemma: look('lemma', ([fail, , , bound]) => fail / bound - 1),
        gaps,
      };
    });
  },
  rule: all(
    {
      lemma: part(never, ({ lemma }: Observation) => lemma),
      'links of the proof': part(never, ({ chain }: Observation) => chain),
      'generator, n = 5': part(close, ({ gaps }: Observation) => gaps[0]),
      'generator, n = 8': part(close, ({ gaps }: Observation) => gaps[1]),
    },
    ['inequality'],
  ),
  controls: [
    { name: 'c = 2', breaks: 's up to 2√d/n²', regime: { constant: 2 } },
    { name: 'c = 4', breaks: 's up to 4√d/n²', regime: { constant: 4 } },
  ],
  figures: () => [
    {
      title: 'n²P(fail) for n = 20, s = 40, d = s²n⁴/c², with the union bounds',
      x: { label: 'c', log: true },
      y: { label: 'n² times the probability', log: true },
      series: ['P(fail)', 'union bound (A.1)', '4n²s²/d'].map((name, link) => ({
        name,
        points: constants.map((c) => [c, 400 * links(20, 40, dimension({ n: 20, s: 40, room: 1 }, c))[link]] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
