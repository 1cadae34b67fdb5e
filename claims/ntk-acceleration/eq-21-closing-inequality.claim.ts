import { defineClaim, neverViolated, type SearchOutcome, search } from 'lemmata';
import { type ConstantsCase, constantsCases, proofConstants } from './proof-constants.ts';

interface Regime {
  /** Multiplies R. */
  readonly radius: number;
  /** Largest n^ν. */
  readonly mostFloor: number;
  readonly runs: number;
}

const tolerance = 1e-12;

const rates = Array.from({ length: 31 }, (_, k) => 0.5 * 10 ** (-k / 6));

const candidateAt = (mu: number, floor: number): ConstantsCase => ({
  logMu: Math.log(mu),
  lambda: 0.5,
  samples: 5,
  logFloor: Math.log(floor),
  horizon: 1,
});

/** 8ηnR(c_T √2 + C/δ · (1 + (1 − δ)/δ))/C with ‖u_0 − y‖ = 1. */
function closing(candidate: ConstantsCase, radius: number): number {
  const { n, eta, delta, betaStar, R, cT, C } = proofConstants(candidate, radius);
  return (8 * eta * n * R * (cT * Math.SQRT2 + (C / delta) * (1 + betaStar / delta))) / C;
}

export default defineClaim<Regime, SearchOutcome>({
  id: 'eq-21-closing-inequality',
  paper: 'ntk-acceleration',
  title: 'The induction for ‖φ_t‖ ≤ C closes',
  label: 'Proof of Theorem 2, eqs. (20)–(21)',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-9-constants'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\frac{8\eta nRc_T\sqrt2\|u_0-y\|}{1-\frac{8\eta nR}{1-\beta_*}\big(1+\frac{\beta_*}{1-\beta_*}\big)}\le C,\qquad\frac{8\eta nR}{1-\beta_*}\Big(1+\frac{\beta_*}{1-\beta_*}\Big)=\frac{16nR}\lambda=\frac1{4n^\nu}\le\frac12`,
    plain:
      'With the radius R and the constant C of the proof, the bound that the induction gives for ‖φ_t‖ is again at most C: the part that comes from C itself is C/(4n^ν), the rest C/2.',
  },
  assumptions: ['R = λ/(64 n^{1+ν})', 'C = 16√2 c_T ηnR‖u_0 − y‖', '0 < ηλ ≤ ½', 'n^ν ≥ 1'],
  profiles: {
    quick: { trials: 1, regime: { radius: 1, mostFloor: 1e5, runs: 400 } },
    full: { trials: 8, regime: { radius: 1, mostFloor: 1e5, runs: 5000 } },
  },
  measure: ({ radius, mostFloor, runs }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: constantsCases(mostFloor),
        excess(candidate) {
          const { lambda, n, floor, eta, delta, betaStar, R, cT, C } = proofConstants(candidate, radius);
          const start = 8 * eta * n * R * cT * Math.SQRT2;
          const part = ((8 * eta * n * R) / delta) * (1 + betaStar / delta);
          return Math.max(
            // (21) times its denominator, which the control makes zero; it is (20 d) over C.
            (start - C * (1 - part)) / C,
            Math.abs(part - radius / (4 * floor)),
            part - (32 * n * R) / lambda,
            (32 * n * R) / lambda - 0.5 * radius,
          );
        },
        tolerance,
        runs,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [
    {
      name: 'four times the radius',
      breaks: 'takes R = λ/(16 n^{1+ν}) where n^ν < 2',
      regime: { radius: 4, mostFloor: 1.9 },
    },
  ],
  figures: (_, { radius }) => [
    {
      title: 'Step (20 d) over C, against 1',
      x: { label: 'ηλ', log: true },
      y: { label: 'left side over C' },
      series: [
        ...[1, 2, 4, 16].map((floor) => ({
          name: `n^ν = ${floor}`,
          points: rates.map((mu) => [mu, closing(candidateAt(mu, floor), radius)] as const),
        })),
        { name: 'C allows', draw: 'bound', points: rates.map((mu) => [mu, 1] as const) },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
