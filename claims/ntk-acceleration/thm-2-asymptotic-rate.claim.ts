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
  /** Trials from here on run gradient descent only, whose rate follows λ_min(H_0) and so spreads more. */
  readonly heavyBall: number;
}

interface Observation {
  readonly large: Rates | null;
  readonly small: Rates | null;
  readonly gradientDescent: Rates;
  /** ‖Ξ_t‖/‖Ξ_0‖ of each arm that ran. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
}

/** The window of relative residuals in which rates are fitted. */
const window = { from: 1e-3, to: 1e-10 };

function rateWithin(relative: readonly number[]): number {
  const from = relative.findIndex((value) => value <= window.from);
  const to = relative.findIndex((value) => value <= window.to);
  if (from < 0 || to < 0) throw new NotMeasured(`the residual only reached ${relative.at(-1)} of its start`);
  return fitRate(relative, from, to);
}

const wide = { fractions: [1, 0.1], momentum: 'tuned', heavyBall: 12 } as const;

export default defineClaim<Regime, Observation>({
  id: 'thm-2-asymptotic-rate',
  paper: 'ntk-acceleration',
  title: 'Residuals of a wide net decay at 1 − √(ηλ/2) under heavy ball, at 1 − ηλ under gradient descent',
  label: 'Theorem 2 and abstract',
  section: 'C. Theorems and remarks',
  restsOn: ['lemma-3-spectral-radius'],
  kind: 'rate',
  statement: {
    tex: String.raw`\|\Xi_t\|\asymp(1-\sqrt{\eta\lambda/2})^t\ \text{(heavy ball)},\qquad \|\xi_t\|\asymp(1-\eta\lambda)^t\ \text{(GD)}`,
    plain:
      'In a wide two-layer ReLU network, the stacked residual under heavy ball with β = (1 − √(ηλ/2))² decays by the factor 1 − √(ηλ/2) per step, under gradient descent by 1 − ηλ, λ being the smallest eigenvalue of the limiting Gram matrix.',
  },
  assumptions: ['m large', 'η ≤ 1/(2λ_max)', 'x uniform on the sphere, y = ±1', 'W₋₁ = W₀'],
  profiles: {
    quick: { trials: 40, regime: { ...wide, samples: 5, dimension: 10, width: 4096 } },
    // n = 20, m = 2¹⁸ is two hours of float64, and the window ends below what float32 can tell.
    full: { trials: 80, regime: { ...wide, samples: 10, dimension: 20, width: 2 ** 17 } },
  },
  async measure({ samples, dimension, width, fractions, momentum, heavyBall }, trials, lab) {
    const observed: Observation[] = [];
    for (const trial of trials) {
      const curves: Record<string, readonly number[]> = {};
      const arm = async (fraction: number, run: 'tuned' | 'zero') => {
        const { norms, tuned } = await trainOnSphere(lab, trial, {
          name: 'ntk-acceleration/rates',
          samples,
          dimension,
          width,
          fraction,
          momentum: run,
          // Beyond the window, gradient descent even where λ_min(H_0) is a sixth below λ.
          steps: ({ delta, eta, lambda }) =>
            Math.ceil(
              run === 'tuned'
                ? Math.log(1e-11) / Math.log1p(-delta)
                : Math.log(3e-11) / Math.log1p(-0.85 * eta * lambda),
            ),
        });
        const relative = stacked(norms).map((value) => value / (Math.SQRT2 * norms[0]));
        curves[`${run === 'tuned' ? 'heavy ball' : 'gradient descent'}, η = ${fraction}/(2λ_max)`] = relative;
        return { tuned, measured: rateWithin(relative) };
      };
      const rates = ({ tuned, measured }: Awaited<ReturnType<typeof arm>>) => ({
        measured,
        predicted: 1 - tuned.delta,
      });
      const plain = await arm(fractions[0], 'zero');
      const { eta, lambda } = plain.tuned;
      observed.push({
        large: trial < heavyBall ? rates(await arm(fractions[0], momentum)) : null,
        small: trial < heavyBall ? rates(await arm(fractions[1], momentum)) : null,
        gradientDescent: { measured: plain.measured, predicted: 1 - eta * lambda },
        curves,
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
      regime: { momentum: 'zero', fractions: [1, 1], heavyBall: 40 },
    },
  ],
  figures: ([{ curves }]) => [
    {
      title: 'Stacked residual of the first trial',
      x: { label: 'step' },
      y: { label: '‖Ξ_t‖/‖Ξ_0‖', log: true },
      series: Object.entries(curves).map(([name, curve]) => ({
        name,
        points: curve.map((value, step) => [step, value] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
