import { all, defineClaim, fitRate, linearRate, NotMeasured, part, type Rates } from 'lemmata';
import { stacked, trainOnSphere } from './experiments.ts';

interface Regime {
  readonly samples: number;
  readonly dimension: number;
  readonly width: number;
  /** η = fraction/(2λ_max), one heavy-ball arm each. */
  readonly fractions: readonly [number, number];
  /** What is run in the heavy-ball arms. */
  readonly momentum: 'tuned' | 'zero';
}

interface Observation {
  readonly large: Rates;
  readonly small: Rates;
  readonly gradientDescent: Rates;
  /** ‖Ξ_t‖/‖Ξ_0‖ of the first heavy-ball arm and of gradient descent. */
  readonly curves: readonly [readonly number[], readonly number[]];
}

/** The window of relative residuals in which rates are fitted. */
const window = { from: 1e-3, to: 1e-10 };

function rateWithin(relative: readonly number[]): number {
  const from = relative.findIndex((value) => value <= window.from);
  const to = relative.findIndex((value) => value <= window.to);
  if (from < 0 || to < 0) throw new NotMeasured(`the residual only reached ${relative.at(-1)} of its start`);
  return fitRate(relative, from, to);
}

const wide = { fractions: [1, 0.1], momentum: 'tuned' } as const;

export default defineClaim<Regime, Observation>({
  id: 'thm-2-asymptotic-rate',
  paper: 'ntk-acceleration',
  title: 'Residuals of a wide net decay at 1 − √(ηλ/2) under heavy ball, at 1 − ηλ under gradient descent',
  label: 'Theorem 2 and abstract',
  kind: 'rate',
  statement: {
    tex: String.raw`\|\Xi_t\|\asymp(1-\sqrt{\eta\lambda/2})^t\ \text{(heavy ball)},\qquad \|\xi_t\|\asymp(1-\eta\lambda)^t\ \text{(GD)}`,
    plain:
      'In a wide two-layer ReLU network, the stacked residual under heavy ball with β = (1 − √(ηλ/2))² decays by the factor 1 − √(ηλ/2) per step, under gradient descent by 1 − ηλ, λ being the smallest eigenvalue of the limiting Gram matrix.',
  },
  assumptions: ['m large', 'η ≤ 1/(2λ_max)', 'x uniform on the sphere, y = ±1', 'W₋₁ = W₀'],
  profiles: {
    quick: { trials: 24, regime: { ...wide, samples: 5, dimension: 10, width: 4096 } },
    full: { trials: 24, regime: { ...wide, samples: 20, dimension: 40, width: 2 ** 16 } },
  },
  async measure({ samples, dimension, width, fractions, momentum }, trials, lab) {
    const observed: Observation[] = [];
    for (const trial of trials) {
      const arm = async (fraction: number, arm: 'tuned' | 'zero') => {
        const { norms, tuned } = await trainOnSphere(lab, trial, {
          name: 'ntk-acceleration/rates',
          samples,
          dimension,
          width,
          fraction,
          momentum: arm,
          // Long enough for the slowest arm to pass the window with a margin.
          steps: ({ delta, eta, lambda }) =>
            Math.ceil(Math.log(1e-12) / Math.log1p(arm === 'tuned' ? -delta : -0.8 * eta * lambda)),
        });
        const relative = stacked(norms).map((value) => value / (Math.SQRT2 * norms[0]));
        return { relative, tuned, measured: rateWithin(relative) };
      };
      const [large, small] = [await arm(fractions[0], momentum), await arm(fractions[1], momentum)];
      const plain = await arm(fractions[0], 'zero');
      observed.push({
        large: { measured: large.measured, predicted: 1 - large.tuned.delta },
        small: { measured: small.measured, predicted: 1 - small.tuned.delta },
        gradientDescent: { measured: plain.measured, predicted: 1 - plain.tuned.eta * plain.tuned.lambda },
        curves: [large.relative, plain.relative],
      });
    }
    return observed;
  },
  rule: all({
    'heavy ball, large η': part(linearRate({ tolerance: 0.03, demand: 'equal' }), ({ large }: Observation) => large),
    'heavy ball, small η': part(linearRate({ tolerance: 0.03, demand: 'equal' }), ({ small }: Observation) => small),
    'gradient descent': part(
      linearRate({ tolerance: 0.05, demand: 'equal' }),
      ({ gradientDescent }: Observation) => gradientDescent,
    ),
  }),
  controls: [
    {
      name: 'gradient descent in place of heavy ball',
      breaks: 'runs β = 0 and holds it to the rate of heavy ball',
      regime: { momentum: 'zero', fractions: [1, 1] },
      trials: 8,
    },
  ],
  figures: ([{ curves }]) => [
    {
      title: 'Stacked residual of the first trial',
      x: { label: 'step' },
      y: { label: '‖Ξ_t‖/‖Ξ_0‖', log: true },
      series: ['heavy ball', 'gradient descent'].map((name, k) => ({
        name,
        points: curves[k].map((value, step) => [step, value] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
