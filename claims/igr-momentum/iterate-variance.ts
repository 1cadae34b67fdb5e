import {
  all,
  alwaysExactly,
  equivalent,
  type Figure,
  fc,
  type Lab,
  neverViolated,
  part,
  random,
  type SearchOutcome,
  search,
  solve,
  type Worst,
} from 'lemmata';

export interface VarianceRegime {
  /** What V_β/V_0 is predicted to be. */
  readonly predicted: 'closed form' | '(1−β)/(1+β)';
  /** What both runs have in common: η = h/(1−β), or h itself. */
  readonly common: 'effective rate' | 'step';
  /** Random pairs (β, ηλ) of the search. */
  readonly runs: number;
  /** Steps of each simulated chain. */
  readonly steps: number;
}

export interface VarianceObservation {
  /** |V_β/V_0 − predicted|/predicted by the Lyapunov equation; trial 0 searches for all. */
  readonly exact: SearchOutcome | null;
  /** Largest |V_β/V_0 − 1| for ηλ ≤ 0.1, in trial 0. */
  readonly small: Worst | null;
  /** By β: V_β/V_0 of one pair of chains that see the same noise, over the prediction. */
  readonly simulated: Readonly<Record<string, number>>;
}

const betas = [0.5, 0.9];
/** ηλ of the simulated chains. */
const curvature = 0.1;
const tolerance = 1e-9;

export const varianceRule = all(
  {
    'closed form': part(neverViolated({ tolerance, atMost: 0.05 }), ({ exact }: VarianceObservation) => exact),
    'near 1 for ηλ ≤ 0.1': part(alwaysExactly({ tolerance: 0.05 }), ({ small }: VarianceObservation) => small),
    ...Object.fromEntries(
      betas.map((beta) => [
        `chains, β = ${beta}`,
        part(equivalent({ target: 1, margin: 0.03 }), ({ simulated }: VarianceObservation) => simulated[beta]),
      ]),
    ),
  },
  ['equivalence'],
);

/**
 * Stationary variance of x on E_k = (λ/2)(x − ξ_k)², ξ_k i.i.d. of variance 1, as a function of hλ: V = AVAᵀ + (hλ)²e₁e₁ᵀ
 * for the state (x^k, x^{k−1}), A = [[1+β−hλ, −β], [1, 0]].
 */
function stationaryVariance(hLambda: number, beta: number): number {
  const a = [
    [1 + beta - hLambda, -beta],
    [1, 0],
  ];
  const pairs = [0, 1, 2, 3].map((at) => [Math.floor(at / 2), at % 2] as const);
  const rows = pairs.map(([i, j], row) => pairs.map(([k, l], at) => (row === at ? 1 : 0) - a[i][k] * a[j][l]));
  return solve(rows, [hLambda ** 2, 0, 0, 0])[0];
}

/** V_β/V_0 at ηλ; at one step size h = η for both where that is what they have in common. */
export function varianceRatio(etaLambda: number, beta: number, common: VarianceRegime['common']): number {
  const hLambda = common === 'step' ? etaLambda : (1 - beta) * etaLambda;
  return stationaryVariance(hLambda, beta) / stationaryVariance(etaLambda, 0);
}

function closedForm(etaLambda: number, beta: number): number {
  return (2 - etaLambda) / (2 - (etaLambda * (1 - beta)) / (1 + beta));
}

export function iterateVariance(regime: VarianceRegime, trials: readonly number[], lab: Lab): VarianceObservation[] {
  const { predicted, common, runs, steps } = regime;
  const predict = (etaLambda: number, beta: number) =>
    predicted === 'closed form' ? closedForm(etaLambda, beta) : (1 - beta) / (1 + beta);
  return trials.map((trial) => {
    const exact = () =>
      search({
        cases: fc.record({
          beta: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
          etaLambda: fc.double({ min: 1e-3, max: 1.9, noNaN: true }),
        }),
        excess: ({ beta, etaLambda }) =>
          Math.abs(varianceRatio(etaLambda, beta, common) / predict(etaLambda, beta) - 1),
        tolerance,
        runs,
        seed: lab.seed('cases', trial),
      });
    const small = [0.001, 0.01, 0.1].map((u) =>
      Math.max(...betas.map((beta) => Math.abs(varianceRatio(u, beta, common) - 1))),
    );
    const plain = chainVariance(curvature, 0, steps, lab.seed('noise', trial));
    return {
      exact: trial === 0 ? exact() : null,
      small: trial === 0 ? { excess: Math.max(...small), step: small.indexOf(Math.max(...small)) } : null,
      simulated: Object.fromEntries(
        betas.map((beta) => {
          const hLambda = common === 'step' ? curvature : (1 - beta) * curvature;
          const variance = chainVariance(hLambda, beta, steps, lab.seed('noise', trial));
          return [beta, variance / plain / predict(curvature, beta)];
        }),
      ),
    };
  });
}

/** Mean of x² along one chain whose ξ_k are ±1. */
function chainVariance(hLambda: number, beta: number, steps: number, seed: string): number {
  const stream = random(seed);
  let [x, before, sum] = [0, 0, 0];
  for (let k = 0; k < steps; k++) {
    const next = x - hLambda * (x - stream.sign()) + beta * (x - before);
    before = x;
    x = next;
    sum += x * x;
  }
  return sum / steps;
}

/** V_β/V_0 against ηλ with both candidate levels. */
export function varianceFigure(): Figure {
  const us = Array.from({ length: 40 }, (_, k) => 1e-3 * 1900 ** (k / 39));
  return {
    title: 'Stationary variance of the iterates over that without momentum, equal h/(1−β)',
    x: { label: 'ηλ', log: true },
    y: { label: 'V_β/V_0' },
    series: betas.flatMap((beta) => [
      { name: `β = ${beta}`, points: us.map((u) => [u, varianceRatio(u, beta, 'effective rate')] as const) },
      { name: `(1−β)/(1+β), β = ${beta}`, points: us.map((u) => [u, (1 - beta) / (1 + beta)] as const) },
    ]),
  };
}
