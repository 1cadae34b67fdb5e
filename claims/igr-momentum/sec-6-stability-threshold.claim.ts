import {
  all,
  always,
  defineClaim,
  fc,
  heavyBallIterates,
  neverViolated,
  norm,
  part,
  type SearchOutcome,
  search,
  type Worst,
} from 'lemmata';
import { leastSquares } from './least-squares.ts';

interface Regime {
  /** Generated pairs (β, hλ) per trial, in thousandths. */
  readonly runs: number;
  readonly steps: number;
  /** The claimed largest hL. */
  readonly threshold: 'printed' | '2/(1−β)' | '2+β';
}

interface Observation {
  readonly roots: SearchOutcome;
  readonly simulated: Worst;
}

const thresholds = {
  printed: (beta: number) => 2 + 2 * beta,
  '2/(1−β)': (beta: number) => 2 / (1 - beta),
  '2+β': (beta: number) => 2 + beta,
};

/** Rounding may decide within this distance of the threshold. */
const tolerance = 1e-9;
const printed = { threshold: 'printed', steps: 4000 } as const;
const momenta = [0, 0.3, 0.5, 0.8, 0.9, 0.95];

/** Largest modulus of the roots of r² − (1 + β − hλ)r + β. */
function rootModulus(product: number, beta: number): number {
  const half = (1 + beta - product) / 2;
  const discriminant = half * half - beta;
  return discriminant < 0 ? Math.sqrt(beta) : Math.abs(half) + Math.sqrt(discriminant);
}

export default defineClaim<Regime, Observation>({
  id: 'sec-6-stability-threshold',
  paper: 'igr-momentum',
  title: 'Heavy ball is stable on least squares exactly up to h = (2+2β)/L',
  label: 'Section 6, first paragraph',
  section: 'Section 6: Stability and experiments',
  restsOn: [],
  kind: 'identity',
  statement: {
    tex: String.raw`\max|r|\le1\iff h\lambda\le2+2\beta,\quad r^2-(1+\beta-h\lambda)r+\beta=0;\qquad h\le\tfrac2L\ (\beta=0),\quad \tfrac h{1-\beta}\le\tfrac{2(1+\beta)}{L(1-\beta)}`,
    plain:
      'On least squares with a Hessian bounded by L, heavy ball is stable if and only if h ≤ (2+2β)/L (gradient descent: h ≤ 2/L): it converges below, stays bounded without converging at equality (a root −1), and diverges above.',
  },
  assumptions: [
    'stable: every mode stays bounded, the roots are in the closed unit disc',
    '0 ≤ β < 1',
    'simulated at hL = 0.98, 1 and 1.02 of the threshold, from rest',
  ],
  profiles: {
    quick: { trials: 60, regime: { ...printed, runs: 340 } },
    full: { trials: 200, regime: { ...printed, runs: 2000 } },
  },
  measure: ({ runs, steps, threshold }, trials, lab) =>
    trials.map((trial) => {
      const claimed = thresholds[threshold];
      const roots = search({
        cases: fc.record({
          beta: fc.integer({ min: 0, max: 999 }),
          product: fc.integer({ min: 0, max: 5000 }),
        }),
        excess: (thousandths) => {
          const [beta, product] = [thousandths.beta / 1000, thousandths.product / 1000];
          const stable = rootModulus(product, beta) <= 1 + 1e-12;
          return stable === product <= claimed(beta) ? 0 : Math.abs(product - claimed(beta));
        },
        tolerance,
        runs,
        seed: lab.seed('β and hλ', trial),
      });
      const { loss, largest, start } = leastSquares(lab.seed('least squares', trial));
      const beta = momenta[trial % momenta.length];
      // Growth of ‖x^k‖ in powers of ten; overflow is growth.
      const growths = [0.98, 1, 1.02].map((factor) => {
        const h = (factor * claimed(beta)) / largest;
        const growth = Math.log10(norm(heavyBallIterates(loss, start, { h, beta, steps })[steps]) / norm(start));
        return Number.isNaN(growth) ? Number.POSITIVE_INFINITY : growth;
      });
      const excesses = [growths[0] + 6, Math.abs(growths[1]) - 3, 6 - growths[2]].map((excess) =>
        Math.min(excess, 1e3),
      );
      const excess = Math.max(...excesses);
      return { roots, simulated: { excess, step: excesses.indexOf(excess) } };
    }),
  rule: all({
    roots: part(neverViolated({ tolerance, atMost: 0.001 }), ({ roots }: Observation) => roots),
    simulation: part(always({ tolerance: 0, atMost: 0.2 }), ({ simulated }: Observation) => simulated),
  }),
  controls: [
    {
      name: 'threshold of the effective learning rate',
      breaks: 'claims h ≤ 2/(L(1−β))',
      regime: { threshold: '2/(1−β)' },
      trials: 6,
    },
    { name: 'half the gain', breaks: 'claims h ≤ (2+β)/L', regime: { threshold: '2+β' }, trials: 6 },
  ],
  figures: () => [
    {
      title: 'Largest root modulus; it passes 1 at hλ = 2 + 2β',
      x: { label: 'hλ / (2 + 2β)' },
      y: { label: 'ρ' },
      series: [0, 0.3, 0.5, 0.8, 0.9, 0.99].map((beta) => ({
        name: `β = ${beta}`,
        points: Array.from({ length: 61 }, (_, k) => [k / 50, rootModulus((k / 50) * (2 + 2 * beta), beta)] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
