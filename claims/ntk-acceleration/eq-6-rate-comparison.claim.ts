import { defineClaim, fc, fitRate, spectralRadius } from 'lemmata';
import { type SearchOutcomes, searchParts } from './search-parts.ts';

interface Regime {
  /** β: (1 − √q)², half of it, or 0.97. */
  readonly momentum: 'tuned' | 'halved' | 'large';
  /** Range of q = ηλ_d. */
  readonly from: number;
  readonly to: number;
  readonly runs: number;
}

interface Case {
  /** log q as a share of its range */
  readonly share: number;
  /** The other modes as shares of the way from q to 1. */
  readonly others: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  others: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 0, maxLength: 5 }),
});

const momenta = {
  tuned: (q: number) => (1 - Math.sqrt(q)) ** 2,
  halved: (q: number) => (1 - Math.sqrt(q)) ** 2 / 2,
  large: () => 0.97,
};

/** The block matrix of heavy ball is a direct sum over the modes. */
const radiusOf = (mus: readonly number[], beta: number) =>
  Math.max(
    ...mus.map((mu) =>
      spectralRadius([
        [1 + beta - mu, -beta],
        [1, 0],
      ]),
    ),
  );

/** Rate of the slowest mode from rest over √q·t ∈ [200, 400], where the Jordan block's t bends it by less than 1 %. */
function fittedRate(q: number, beta: number): number {
  const rate = 1 - Math.sqrt(q);
  const [from, to] = [200, 400].map((end) => Math.ceil(end / Math.sqrt(q)));
  let [before, now] = [rate, 1];
  const sizes = [1];
  for (let t = 1; t <= to; t++) {
    [before, now] = [now, ((1 + beta - q) * now) / rate - (beta * before) / rate ** 2];
    sizes.push(Math.abs(now));
  }
  return fitRate(sizes, from, to) * rate;
}

/** q, all modes and β of a case. */
function problem({ share, others }: Case, { momentum, from, to }: Regime) {
  const q = from * (to / from) ** share;
  return { q, mus: [q, ...others.map((other) => q + (1 - q) * other)], beta: momenta[momentum](q) };
}

const largest = (mus: readonly number[]) => Math.max(...mus.map((mu) => Math.abs(1 - mu)));

const statements = {
  'heavy ball': {
    // A double root is found to √ε only.
    tolerance: 1e-6,
    excess(candidate: Case, regime: Regime) {
      const { q, mus, beta } = problem(candidate, regime);
      return Math.abs(radiusOf(mus, beta) - (1 - Math.sqrt(q)));
    },
  },
  'gradient descent': {
    tolerance: 1e-12,
    excess(candidate: Case, regime: Regime) {
      const { q, mus } = problem(candidate, regime);
      return Math.abs(largest(mus) - (1 - q));
    },
  },
  'heavy ball is faster': {
    tolerance: 0,
    excess(candidate: Case, regime: Regime) {
      const { mus, beta } = problem(candidate, regime);
      return radiusOf(mus, beta) - largest(mus);
    },
  },
  'fitted rate': {
    tolerance: 0.01,
    excess(candidate: Case, regime: Regime) {
      const { q, beta } = problem(candidate, regime);
      return Math.abs(Math.log(fittedRate(q, beta)) / Math.log1p(-Math.sqrt(q)) - 1);
    },
  },
};

export default defineClaim<Regime, SearchOutcomes>({
  id: 'eq-6-rate-comparison',
  paper: 'ntk-acceleration',
  title: 'On quadratics heavy ball contracts by 1 − √(ηλ_d) asymptotically, gradient descent by 1 − ηλ_d',
  label: 'After equation (6)',
  section: 'A. Algorithms, gradient, quadratic model',
  restsOn: ['eq-4-5-quadratic-recursion-corrected'],
  kind: 'identity',
  statement: {
    tex: String.raw`\rho\Big(\begin{bmatrix}(1+\beta)I-\eta A&-\beta I\\I&0\end{bmatrix}\Big)=1-\sqrt{\eta\lambda_d}\;<\;1-\eta\lambda_d=\rho(I-\eta A),\qquad\beta=(1-\sqrt{\eta\lambda_d})^2`,
    plain:
      'On a quadratic with η ≤ 1/λ_max(A), the asymptotic rate of heavy ball with β = (1 − √(ηλ_d))² is 1 − √(ηλ_d), that of gradient descent the larger 1 − ηλ_d.',
  },
  assumptions: ['η ≤ 1/λ_max(A)', 'β = (1 − √(ηλ_d))²', 'ηλ_d < 1'],
  profiles: {
    quick: { trials: 1, regime: { momentum: 'tuned', from: 1e-4, to: 0.9, runs: 260 } },
    full: { trials: 4, regime: { momentum: 'tuned', from: 1e-6, to: 0.99, runs: 1000 } },
  },
  ...searchParts<Case, Regime>(() => cases, statements),
  controls: [
    { name: 'half the momentum', breaks: 'takes β/2', regime: { momentum: 'halved' } },
    {
      name: 'too much momentum',
      breaks: 'takes β = 0.97 at ηλ_d = 0.01, where 0.81 is the optimum',
      regime: { momentum: 'large', from: 0.01, to: 0.01 },
    },
  ],
  figures: () => [
    {
      title: 'Spectral radius of heavy ball at ηλ_d = 0.01, η = 1/λ_max(A)',
      x: { label: 'β' },
      y: { label: 'ρ' },
      series: [
        {
          name: 'heavy ball',
          points: Array.from({ length: 50 }, (_, k) => [k / 50, radiusOf([0.01, 1], k / 50)] as const),
        },
        { name: 'optimum', points: [[0.81, 0.9]] },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
