import { type Figure, type Lab, type Pair, random } from 'lemmata';
import { fitFlow, meanOfU, type Run, runAt, type Sizes } from './valley.ts';

export interface StrengthRegime extends Sizes {
  /** Effective learning rate of the arm with momentum. */
  readonly eta: number;
  readonly beta: number;
  /** Whether the arm without momentum has the same effective learning rate η or the same h. */
  readonly equal: 'η' | 'h';
  /** Which coordinates are perturbed in the arm with momentum. */
  readonly noise: Run['noise'];
  /** The factor that momentum is said to bring. */
  readonly factor: number;
}

/** κη without (a) and with (b) momentum: the strength of the force −∂_u(κησ²‖∇²E‖_F²). */
export interface Strengths extends Pair {
  /** κ(β)/κ(0) over the claimed factor. */
  readonly ratio: number;
}

export function strengths(regime: StrengthRegime, trials: readonly number[], lab: Lab): Strengths[] {
  const { eta, beta, equal, noise, factor } = regime;
  const plainEta = equal === 'η' ? eta : (1 - beta) * eta;
  return trials.map((trial) => {
    const kappa = (purpose: string, run: Run) => fitFlow(run, meanOfU(run, random(lab.seed(purpose, trial)))).kappa;
    const plain = kappa('plain', runAt(plainEta, regime, { beta: 0, slope: 1, noise: 'all' }));
    const momentum = kappa('momentum', runAt(eta, regime, { beta, slope: 1, noise }));
    return { a: plain * plainEta, b: momentum * eta, ratio: momentum / plain / factor };
  });
}

export function strengthFigure(observations: readonly Strengths[]): Figure {
  return {
    kind: 'histogram',
    title: 'Strength of the Hessian-norm force in every trial',
    x: { label: 'fitted κη' },
    samples: [
      { name: 'without momentum', values: observations.map(({ a }) => a) },
      { name: 'with momentum', values: observations.map(({ b }) => b) },
    ],
  };
}
