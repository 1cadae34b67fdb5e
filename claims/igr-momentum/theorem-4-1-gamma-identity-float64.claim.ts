import { defineClaim, fc, neverViolated, type SearchOutcome, search, transientRate, transientStrength } from 'lemmata';
import { gammaFigure } from './gamma.ts';

interface Regime {
  /** The closed form is taken at k + shift. */
  readonly shift: number;
  readonly cases: number;
}

/** Absolute: γ_k ≤ 1, but γ_0 = (1−β)³/(1+β) is a difference of terms near 1, which leaves it 9 digits at β = 0.99. */
const tolerance = 1e-12;

export default defineClaim<Regime, SearchOutcome>({
  id: 'theorem-4-1-gamma-identity-float64',
  paper: 'igr-momentum',
  title: 'In float64 the closed form of γ_k is the sum it stands for, up to k = 2000',
  label: 'Theorem 4.1, the display of γ, in float64',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-gamma-identity'],
  kind: 'identity',
  statement: {
    tex: String.raw`\gamma_k=\frac{(1-\beta)^3}{1+\beta}\Big(c_k^2+2\sum_{r=0}^{k-1}\beta^{k-r}c_r^2\Big)`,
    plain: 'Evaluated in float64, the printed γ_k and the sum differ by less than 10⁻¹² for β ≤ 0.99 and k ≤ 2000.',
  },
  assumptions: ['the error is absolute; γ_k is at most 1'],
  profiles: {
    quick: { trials: 1, regime: { shift: 0, cases: 400 } },
    full: { trials: 8, regime: { shift: 0, cases: 5000 } },
  },
  measure: ({ shift, cases }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: fc.record({
          beta: fc.double({ min: 0, max: 0.99, noNaN: true }),
          k: fc.integer({ min: 0, max: 2000 }),
        }),
        excess({ beta, k }) {
          let past = 0;
          for (let r = 0; r < k; r++) past = beta * (past + transientRate(r, beta) ** 2);
          const sum = transientRate(k, beta) ** 2 + 2 * past;
          return Math.abs(((1 - beta) ** 3 / (1 + beta)) * sum - transientStrength(k + shift, beta));
        },
        tolerance,
        runs: cases,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [{ name: 'the next index', breaks: 'compares the sum with γ_{k+1}', regime: { shift: 1 } }],
  figures: () => [gammaFigure()],
  expectation: { verdict: 'holds' },
});
