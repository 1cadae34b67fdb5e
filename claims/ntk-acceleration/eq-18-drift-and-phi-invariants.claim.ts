import { all, alwaysWithProbability, defineClaim, part, type Worst } from 'lemmata';
import { inductionConstants, runInduction, size } from './induction.ts';

interface Regime {
  readonly width: number;
  /** Smaller widths that the first trial shows. */
  readonly others: readonly number[];
}

interface Point {
  readonly width: number;
  /** Largest drift over R, and largest ‖φ_t‖ over C. */
  readonly drift: number;
  readonly phi: number;
}

interface Observation {
  readonly drift: Worst;
  readonly phi: Worst;
  readonly points: readonly Point[];
}

const failure = 0.5;
const { samples, nu } = size;
const lambda = 0.5;
/** λ⁻⁴n^{4+2ν} ln³(n/δ) */
const prescribed = lambda ** -4 * samples ** (4 + 2 * nu) * Math.log(samples / failure) ** 3;
const often = alwaysWithProbability({ p: 1 - failure });

export default defineClaim<Regime, Observation>({
  id: 'eq-18-drift-and-phi-invariants',
  paper: 'ntk-acceleration',
  title: 'In a very wide net no weight vector leaves the ball of radius R, and ‖φ_t‖ ≤ C',
  label: 'Proof of Theorem 2, eq. (18)',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-1-phi-bound', 'lemma-2-pattern-count', 'eq-21-closing-inequality', 'eq-22-drift-width'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|w_t^{(r)}-w_0^{(r)}\|\le R=\frac\lambda{64n^{1+\nu}}\ \forall r,\quad\|\phi_t\|\le C\quad\text{for all }t\le T,\ \text{with probability}\ge1-\delta`,
    plain:
      'If m is a large enough multiple of λ⁻⁴n^{4+2ν} log³(n/δ), then with probability at least 1 − δ, here 0.5, all weight vectors stay within R of their initial values and φ_t below C.',
  },
  assumptions: [
    'x_i = e_i, n = 2, ν = 1, η = 1/(2λ_max), T = 2n^ν/√(ηλ)',
    `the constant of Ω is ${Math.round(2 ** 23 / prescribed)} in the full profile, m = 2²³: with 1 the drift is more than 20 times R`,
  ],
  profiles: {
    quick: {
      trials: 2,
      regime: { width: 2 ** 19, others: [1_000, 10_000, 100_000] },
      tooSmall: {
        decidedBy: 'full',
        reason:
          'R = 1/512 and the drift is about 2.1‖ξ_0‖/√m, so m must be some millions; quick has the time for two nets at m = 2^19, full for 32 at 2^23',
      },
    },
    full: { trials: 32, regime: { width: 2 ** 23, others: [1_000, 10_000, 100_000, 1_000_000] } },
  },
  measure: ({ width, others }, trials, lab) =>
    trials.map((trial) => {
      const look = (m: number): Point => {
        let [drift, phi] = [0, 0];
        const { tuned } = runInduction(lab, trial, { width: m, fraction: 1, momentum: 'tuned' }, (run, size) => {
          drift = Math.max(drift, run.drift());
          phi = Math.max(phi, size);
        });
        const { R, C } = inductionConstants(tuned);
        return { width: m, drift: drift / R, phi: phi / C };
      };
      const last = look(width);
      return {
        drift: { excess: last.drift - 1, step: 0 },
        phi: { excess: last.phi - 1, step: 0 },
        points: [...(trial < 2 ? others.map(look) : []), last],
      };
    }),
  rule: all({
    drift: part(often, ({ drift }: Observation) => drift),
    φ: part(often, ({ phi }: Observation) => phi),
  }),
  controls: [{ name: 'a thousand neurons', breaks: 'takes m = 1000', regime: { width: 1000, others: [] }, trials: 24 }],
  figures: (observations) => [
    {
      title: `Both invariants along m; λ⁻⁴n^{4+2ν} ln³(n/δ) = ${Math.round(prescribed)}`,
      x: { label: 'm', log: true },
      y: { label: 'over R, and over C', log: true },
      series: (['drift', 'phi'] as const).map((name) => ({
        name: name === 'drift' ? 'largest drift over R' : 'largest ‖φ_t‖ over C',
        draw: 'dots' as const,
        points: observations.flatMap(({ points }) => points.map((point) => [point.width, point[name]] as const)),
      })),
    },
    {
      title: 'The constant of Ω at which the drift would be R, as it falls like 1/√m',
      x: { label: 'm', log: true },
      y: { label: 'm(drift/R)²/(λ⁻⁴n^{4+2ν} ln³(n/δ))', log: true },
      series: [
        {
          name: 'needed constant',
          draw: 'dots',
          points: observations.flatMap(({ points }) =>
            points.map((point) => [point.width, (point.width * point.drift ** 2) / prescribed] as const),
          ),
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
