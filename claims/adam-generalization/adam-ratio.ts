import {
  all,
  alwaysExactly,
  type Figure,
  fc,
  type Lab,
  neverViolated,
  part,
  random,
  type SearchOutcome,
  search,
  type Worst,
} from 'lemmata';

export interface RatioRegime {
  /** Pairs (β₁, β₂) at which the bound must stay finite as t grows. */
  readonly betas: readonly (readonly [number, number])[];
  /** Generated gradient sequences. */
  readonly runs: number;
}

export interface Ratio {
  /** |M/√V| over the bound minus 1, for any gradients, and |·| of it for the extremal ones. */
  readonly inequality: SearchOutcome;
  readonly equality: SearchOutcome;
  /** Growth of the bound from t = 10⁴ to 2·10⁴ minus 1, at the worst pair; `step` is its place. */
  readonly growth: Worst;
}

interface Case {
  readonly beta1: number;
  /** β₂ = β₁² + place (1 − β₁²) */
  readonly place: number;
  readonly length: number;
  /** Gradients are normal times e^{tail·normal}. */
  readonly tail: number;
  readonly seed: number;
}

export const ratioTolerance = 1e-10;

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cases: fc.Arbitrary<Case> = fc.record({
  beta1: number(0, 0.98),
  place: number(0.001, 0.999),
  length: fc.integer({ min: 1, max: 200 }),
  tail: number(0, 6),
  seed: fc.nat(1e6),
});
const beta2Of = ({ beta1, place }: Case) => beta1 ** 2 + place * (1 - beta1 ** 2);

/** M/√V after each gradient, 0/0 = 0, without bias correction. */
export function ratios(gradients: readonly number[], beta1: number, beta2: number): number[] {
  let [m, v] = [0, 0];
  return gradients.map((g) => {
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    return v === 0 ? 0 : m / Math.sqrt(v);
  });
}

/** The right side of (A.5) after t gradients. */
export function ratioBound(beta1: number, beta2: number, t: number): number {
  const quotient = beta1 ** 2 / beta2;
  const sum = quotient === 1 ? t : (1 - quotient ** t) / (1 - quotient);
  return ((1 - beta1) / Math.sqrt(1 - beta2)) * Math.sqrt(sum);
}

function inequalityExcess(candidate: Case): number {
  const { beta1, length, tail, seed } = candidate;
  const stream = random(`gradients|${seed}`);
  const gradients = Array.from({ length }, () => stream.normal() * Math.exp(tail * stream.normal()));
  const beta2 = beta2Of(candidate);
  return Math.max(...ratios(gradients, beta1, beta2).map((r, k) => Math.abs(r) / ratioBound(beta1, beta2, k + 1) - 1));
}

/** Gradients g_{t−τ} ∝ (β₁/β₂)^τ, as many as float64 can hold. */
function equalityExcess(candidate: Case): number {
  const { beta1, length } = candidate;
  const beta2 = beta2Of(candidate);
  const steepness = Math.abs(Math.log(beta1 / beta2));
  const count = Math.max(1, Math.min(length, Math.floor(300 / steepness)));
  const gradients = Array.from({ length: count }, (_, k) => (beta1 / beta2) ** (count - 1 - k));
  return Math.abs(ratios(gradients, beta1, beta2)[count - 1] / ratioBound(beta1, beta2, count) - 1);
}

export function measureRatio({ betas, runs }: RatioRegime, trials: readonly number[], lab: Lab): Ratio[] {
  const growths = betas.map(([beta1, beta2]) => ratioBound(beta1, beta2, 2e4) / ratioBound(beta1, beta2, 1e4) - 1);
  const excess = Math.max(...growths);
  const look = (seed: string, excessOf: (candidate: Case) => number, trial: number) =>
    search({ cases, excess: excessOf, tolerance: ratioTolerance, runs, seed: lab.seed(seed, trial) });
  return trials.map((trial) => ({
    inequality: look('inequality', inequalityExcess, trial),
    equality: look('equality', equalityExcess, trial),
    growth: { excess, step: growths.indexOf(excess) },
  }));
}

const never = neverViolated({ tolerance: ratioTolerance, atMost: 0.005 });

/** (A.5), attained, and Θ(1): the bound has settled after 10⁴ steps. */
export const ratioRule = all({
  'bounded as t grows': part(alwaysExactly({ tolerance: 1e-3 }), ({ growth }: Ratio) => growth),
  inequality: part(never, ({ inequality }: Ratio) => inequality),
  'equality attained': part(never, ({ equality }: Ratio) => equality),
});

const times = Array.from({ length: 40 }, (_, k) => Math.round(10 ** (k / 10)));

/** The bound over t at β₁ = 0.9, also with bias correction. */
export function ratioFigure(): readonly Figure[] {
  const beta1 = 0.9;
  const curve = (name: string, bound: (t: number) => number) => ({
    name,
    points: times.map((t) => [t, bound(t)] as const),
  });
  return [
    {
      title: 'Largest |M/√V| at β₁ = 0.9',
      x: { label: 't', log: true },
      y: { label: 'bound', log: true },
      series: [
        ...[0.999, 0.99, 0.9, 0.81].map((beta2) => curve(`β₂ = ${beta2}`, (t) => ratioBound(beta1, beta2, t))),
        ...[0.999, 0.99].map((beta2) =>
          curve(
            `β₂ = ${beta2}, bias correction`,
            (t) => (ratioBound(beta1, beta2, t) * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t),
          ),
        ),
      ],
    },
  ];
}
