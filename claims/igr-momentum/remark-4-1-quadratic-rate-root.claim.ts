import { defineClaim, fc, neverViolated, type SearchOutcome, search, spectralRadius } from 'lemmata';
import { rootModulus } from './quadratic-rate.ts';

interface Regime {
  /** Added to β in the closed form. */
  readonly shift: number;
  readonly cases: number;
}

/** Where the roots meet, eigenvalue routines err by √ε. */
const tolerance = 1e-7;

/** Of r² − (1+β−z)r + β, z = hλ. */
const companionOf = (z: number, beta: number) => [
  [1 + beta - z, -beta],
  [1, 0],
];

export default defineClaim<Regime, SearchOutcome>({
  id: 'remark-4-1-quadratic-rate-root',
  paper: 'igr-momentum',
  title: 'The rate of heavy ball on a quadratic in closed form is the spectral radius of its companion matrix',
  label: 'Remark 4.1 on a quadratic, the rate',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'identity',
  statement: {
    tex: String.raw`\rho\begin{bmatrix}1+\beta-h\lambda&-\beta\\1&0\end{bmatrix}=\begin{cases}\sqrt\beta&(1+\beta-h\lambda)^2\le4\beta\\\tfrac12\big(|1+\beta-h\lambda|+\sqrt{(1+\beta-h\lambda)^2-4\beta}\big)&\text{else}\end{cases}`,
    plain: 'The larger root modulus of r² − (1+β−hλ)r + β, by the formula and as an eigenvalue, is one number.',
  },
  assumptions: ['β in [0, 0.999], hλ in [0, 5]'],
  profiles: {
    quick: { trials: 1, regime: { shift: 0, cases: 400 } },
    full: { trials: 8, regime: { shift: 0, cases: 5000 } },
  },
  measure: ({ shift, cases }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: fc.record({
          z: fc.double({ min: 0, max: 5, noNaN: true }),
          beta: fc.double({ min: 0, max: 0.999, noNaN: true }),
        }),
        excess: ({ z, beta }) => {
          return Math.abs(spectralRadius(companionOf(z, beta)) - rootModulus(z, beta + shift));
        },
        tolerance,
        runs: cases,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [{ name: 'another momentum', breaks: 'adds 10⁻³ to β in the closed form', regime: { shift: 1e-3 } }],
  figures: () => [
    {
      title: 'Rate of heavy ball on a quadratic',
      x: { label: 'hλ' },
      y: { label: 'largest root modulus, spectral radius' },
      series: [0.3, 0.8].flatMap((beta) => {
        const along = (name: string, of: (z: number) => number) => ({
          name: `${name}, β = ${beta}`,
          points: Array.from({ length: 51 }, (_, k) => [k / 10, of(k / 10)] as const),
        });
        return [
          along('closed form', (z) => rootModulus(z, beta)),
          along('spectral radius', (z) => spectralRadius(companionOf(z, beta))),
        ];
      }),
    },
  ],
  expectation: { verdict: 'holds' },
});
