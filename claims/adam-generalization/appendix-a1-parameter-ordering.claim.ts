import { alwaysExactly, defineClaim, type Worst } from 'lemmata';
import { disjointFamily } from './experiments.ts';

interface Regime {
  /** d = n^k */
  readonly powers: readonly number[];
  /** q */
  readonly degrees: readonly number[];
}

interface Observation extends Worst {
  readonly ordering: string;
  readonly q: number;
  readonly k: number;
}

/** Four times the exponent of n, so that all are whole numbers; polylogarithms count as 1. */
const exponents = (k: number, q: number) => {
  const [d, n] = [4 * k, 4];
  const s = d / 2 - 2 * n;
  const noise = -s / 2;
  const init = -d / 4;
  const decay = (-(q - 1) * d) / 4 - n;
  return { n, d, s, noise, alpha: noise, init, decay };
};

/** Each ordering as what must be smaller and what larger; `strict` for o(·) and ω(·). */
const orderings: readonly {
  readonly name: string;
  readonly strict: boolean;
  gap(quantities: ReturnType<typeof exponents>, q: number): number;
}[] = [
  { name: '(P1) λ₀ = o(σ₀^{q−2}σ_p/n)', strict: true, gap: (x, q) => (q - 2) * x.init + x.noise - x.n - x.decay },
  { name: '(P2) α = ω((sσ_p)^{1−q})', strict: true, gap: (x, q) => x.alpha - (1 - q) * (x.s + x.noise) },
  { name: '(P3) α = o(sσ_p²/n)', strict: true, gap: (x) => x.s + 2 * x.noise - x.n - x.alpha },
  { name: '(P4) λ₀ = o(σ₀^{q−2})', strict: true, gap: (x, q) => (q - 2) * x.init - x.decay },
  { name: '(P5) σ₀ = o(1/(sσ_p))', strict: true, gap: (x) => -(x.s + x.noise) - x.init },
  { name: '(P6) n²s²/d = O(n⁻²)', strict: false, gap: (x) => -2 * x.n - (2 * x.n + 2 * x.s - x.d) },
];

interface Numbers {
  readonly n: number;
  readonly d: number;
  readonly s: number;
  readonly noise: number;
  readonly alpha: number;
  readonly init: number;
  readonly decay: number;
}

function nominal(n: number, s: number, alphaOverNoise: number): Numbers {
  const { noise, alpha, initScale, weightDecay } = disjointFamily(n, s, 1, alphaOverNoise);
  return { n, s, d: 4 * n ** 4 * s ** 2, noise, alpha, init: initScale, decay: weightDecay };
}

/** The families of the catalogue; PD has the numbers of P on d = 1 + ns columns. */
const paper = { n: 200, s: 100, noise: 0.1, alpha: 0.2, init: 0.01, decay: 1e-5 };
const families: Readonly<Record<string, Numbers>> = {
  Q: nominal(8, 100, 2),
  M: nominal(16, 100, 1),
  B: nominal(16, 256, 2),
  P: { ...paper, d: 1000 },
  PD: { ...paper, d: 20_001 },
};

/** Smaller over larger side of (P1)-(P6) at q = 3: below 1 where the ordering holds. */
const ratios = ({ n, d, s, noise, alpha, init, decay }: Numbers) => [
  decay / ((init * noise) / n),
  (s * noise) ** -2 / alpha,
  alpha / ((s * noise ** 2) / n),
  decay / init,
  init * s * noise,
  (4 * n ** 4 * s ** 2) / d,
];

const printed: Regime = { powers: [9, 10, 12, 14, 16, 18, 20], degrees: [3, 4, 5] };

export default defineClaim<Regime, Observation>({
  id: 'appendix-a1-parameter-ordering',
  paper: 'adam-generalization',
  title: 'The orderings of the parameters that the proofs use',
  label: 'Appendix A.1',
  section: '1. Data, gradient, update identities',
  kind: 'inequality',
  statement: {
    tex: String.raw`\lambda_0=o(\sigma_0^{q-2}\sigma_p/n),\ \alpha=\omega((s\sigma_p)^{1-q}),\ \alpha=o(s\sigma_p^2/n),\ \lambda_0=o(\sigma_0^{q-2}),\ \sigma_0=o(1/(s\sigma_p)),\ n^2s^2/d=O(n^{-2})`,
    plain: 'At the scalings of the paper with d a large power of n, all six orderings of the parameters hold.',
  },
  assumptions: [
    'd = n^k with k ≥ 9, q ≥ 3',
    's = √d/n², σ_p = α = s^{−1/2}, σ₀ = d^{−1/4}, λ₀ = d^{−(q−1)/4}/n, polylogarithms set to 1',
    'compared are exponents of n, in whole numbers: (P2) asks for (q − 2)(k − 4) > 0, (P3) for k > 8, the others for nothing',
  ],
  profiles: { quick: { trials: 1, regime: printed }, full: { trials: 1, regime: printed } },
  measure({ powers, degrees }, trials) {
    const each = powers.flatMap((k) =>
      degrees.flatMap((q) =>
        orderings.map(({ name, strict, gap }) => ({
          excess: (strict ? 1 : 0) - gap(exponents(k, q), q),
          step: k,
          ordering: name,
          q,
          k,
        })),
      ),
    );
    const worst = each.reduce((known, next) => (next.excess > known.excess ? next : known));
    return trials.map(() => worst);
  },
  rule: alwaysExactly({ tolerance: 0 }),
  controls: [
    { name: 'q = 2', breaks: 'a quadratic activation: (P2) becomes an equality', regime: { degrees: [2] } },
    { name: 'd = n⁴', breaks: 'too small a dimension for (P2) and (P3)', regime: { powers: [4] } },
    { name: 'd = n⁸', breaks: 'the largest dimension at which (P3) is an equality', regime: { powers: [8] } },
  ],
  figures: () => [
    {
      kind: 'cells',
      title: 'Ratio of the two sides at q = 3: an ordering holds where it is below 1',
      x: { label: 'ordering' },
      y: { label: 'family' },
      value: { label: 'ratio', log: true },
      outline: 'the ordering fails',
      cells: Object.entries(families).flatMap(([name, numbers]) =>
        ratios(numbers).map((ratio, k) => ({ x: `(P${k + 1})`, y: name, value: ratio, outlined: ratio >= 1 })),
      ),
    },
  ],
  expectation: { verdict: 'holds' },
});
