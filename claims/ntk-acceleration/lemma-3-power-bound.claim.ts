import { defineClaim, fc, neverViolated, type SearchOutcome, search } from 'lemmata';

interface Regime {
  /** Where the modes ηλ^(k) of H(W) begin: at ηλ, or at ηλ/2, the least that Lemma 3's ball allows. */
  readonly least: 'lambda' | 'half';
  /** Of the bound: 1, or less. */
  readonly share: number;
  readonly runs: number;
}

const tolerance = 1e-9;

/** δ = √(ηλ/2) from 0.005 to ½, and where the mode lies between the least one and ½. */
const cases = fc.record({
  logDelta: fc.double({ min: Math.log(0.005), max: Math.log(0.5), noNaN: true }),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
});

/**
 * The form of eq-17-19-residual-induction-corrected, Q = [[1, −p/2], [−p/2, β]] with p = 1 + β − ηλ_k, falls by exactly β
 * a step, so ‖A^t‖ ≤ √cond(Q) √β^t. Its trace is 1 + β and its determinant β − p²/4, which is least for the least mode:
 * δ²(1 − δ − δ²/4) at ηλ_k = ηλ = 2δ². Then √cond(Q) ≤ trace/√det.
 */
function powerBound(delta: number): number {
  return (1 + (1 - delta) ** 2) / (delta * Math.sqrt(1 - delta - delta ** 2 / 4));
}

/** max ‖A^t‖₂/√β^t, t ≤ 12/δ, of the 2 × 2 block of one mode. */
function largestPower(delta: number, mu: number): number {
  const root = 1 - delta;
  const [a, b, c] = [(1 + root ** 2 - mu) / root, -root, 1 / root];
  let [[p, q], [r, s]] = [
    [1, 0],
    [0, 1],
  ];
  let most = 1;
  for (let t = 1; t * delta <= 12; t++) {
    [p, q, r, s] = [a * p + b * r, a * q + b * s, c * p, c * q];
    const squares = p * p + q * q + r * r + s * s;
    const determinant = p * s - q * r;
    most = Math.max(most, Math.sqrt((squares + Math.sqrt(Math.max(0, squares ** 2 - 4 * determinant ** 2))) / 2));
  }
  return most;
}

export default defineClaim<Regime, SearchOutcome>({
  id: 'lemma-3-power-bound',
  paper: 'ntk-acceleration',
  title: 'Powers of the block matrix of heavy ball decay like √β^t, up to a constant of order √κ',
  label: 'Lemma 3, corrected for its use in (19)',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-3-block-diagonalisation', 'lemma-5-root-magnitude-corrected'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\|A^t\|_2\le\frac{1+\beta}{\delta_*\sqrt{1-\delta_*-\delta_*^2/4}}\,\sqrt\beta^{\,t}\ \ \forall t\ge0,\qquad A=\begin{bmatrix}(1+\beta)I-\eta H&-\beta I\\I&0\end{bmatrix},\ \delta_*=\sqrt{\eta\lambda/2}`,
    plain:
      'The t-th power of the matrix that advances the stacked residual has spectral norm at most √β^t times a constant, which is about 4√κ at the largest step; at H itself, not everywhere in the ball that Lemma 3 allows.',
  },
  assumptions: ['η ≤ 1/(2λ_max)', 'β = (1 − δ_*)²', 'H(W) = H, the limit m → ∞', 't ≤ 12/δ_*'],
  profiles: {
    quick: { trials: 1, regime: { least: 'lambda', share: 1, runs: 300 } },
    full: { trials: 8, regime: { least: 'lambda', share: 1, runs: 5000 } },
  },
  measure: ({ least, share, runs }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases,
        excess({ logDelta, place }) {
          const delta = Math.exp(logDelta);
          const first = (least === 'half' ? 1 : 2) * delta ** 2;
          return largestPower(delta, first * (0.5 / first) ** place) / (share * powerBound(delta)) - 1;
        },
        tolerance,
        runs,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [
    {
      name: 'eigenvalue λ/2',
      breaks: 'lets H(W) have the eigenvalue λ/2, where the block is defective and its powers grow like t√β^t',
      regime: { least: 'half' },
    },
    { name: 'half of the constant', breaks: 'asks for half of the bound', regime: { share: 0.5 } },
  ],
  figures: () => [
    {
      title: 'Largest ‖A^t‖ over √β^t, slowest mode, at the largest step: δ_* = 1/(2√κ)',
      x: { label: 'κ', log: true },
      y: { label: 'over √β^t', log: true },
      series: (['largest', 'bound', 'largest at λ/2, t ≤ 12/δ_*'] as const).map((name) => ({
        name,
        draw: name === 'bound' ? ('bound' as const) : ('line' as const),
        points: Array.from({ length: 27 }, (_, k) => {
          const kappa = 10 ** (k / 6.5);
          const delta = 0.5 / Math.sqrt(kappa);
          if (name === 'bound') return [kappa, powerBound(delta)] as const;
          return [kappa, largestPower(delta, (name === 'largest' ? 2 : 1) * delta ** 2)] as const;
        }),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
