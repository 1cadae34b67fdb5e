import { type Figure, type Lab, type Pair, random, symmetricEigenvalues } from 'lemmata';
import { drawStart, gramOf, NetRun, patternsOf, sphereExamples } from './net-run.ts';

/** The experiment of Appendix D: η = 1/(10 λ_max(H_0)), the same for both methods. */
export interface AppendixRegime {
  readonly dimension: number;
  readonly width: number;
  /** β = (1 − √(η λ_min(H_0)))², the same with λ_min/2 (the factor is not legible in the text), or 0.95. */
  readonly momentum: 'printed' | 'half' | 'large';
}

/** One method along its 50 steps, t = 0 … 50. */
export interface Curve {
  /** L(W_t) */
  readonly loss: readonly number[];
  /** Percentage of the mn gates that differ from t = 0, and that are open but were not. */
  readonly changed: readonly number[];
  readonly opened: readonly number[];
}

export interface Comparison {
  readonly heavyBall: Curve;
  readonly gradientDescent: Curve;
}

/** n = 5 points on the sphere of R^10, y = ±1, m = 1000. */
export const printedSize = { dimension: 10, width: 1000, momentum: 'printed' } as const;
export const iterations = 50;
export const samples = 5;

/** Runs both methods from one start per trial. */
export function compare(regime: AppendixRegime, trials: readonly number[], lab: Lab): Comparison[] {
  return trials.map((trial) => {
    const examples = sphereExamples(lab, trial, samples, regime.dimension);
    const start = drawStart(random(lab.seed('start', trial)), examples, regime.width);
    const eigenvalues = symmetricEigenvalues(gramOf(start.inner, patternsOf(start.active, samples)));
    const eta = 1 / (10 * eigenvalues[samples - 1]);
    const lambda = eigenvalues[0] / (regime.momentum === 'half' ? 2 : 1);
    const beta = regime.momentum === 'large' ? 0.95 : (1 - Math.sqrt(eta * Math.max(0, lambda))) ** 2;
    const follow = (momentum: number): Curve => {
      const run = new NetRun(start, { eta, beta: momentum });
      const [loss, changed, opened] = [[lossOf(run)], [0], [0]];
      while (loss.length <= iterations) {
        run.step();
        loss.push(lossOf(run));
        const flips = run.flips();
        changed.push(100 * flips.changed);
        opened.push(100 * flips.opened);
      }
      return { loss, changed, opened };
    };
    return { heavyBall: follow(beta), gradientDescent: follow(0) };
  });
}

function lossOf({ residual }: NetRun): number {
  return residual.reduce((sum, value) => sum + value * value, 0) / 2;
}

/** The value that a share p of the values stays below. */
export function quantile(values: readonly number[], p: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(p * values.length))];
}

/** The first step from which heavy ball has the smaller loss for good; 51 if it has not at the end. */
function leadFrom({ heavyBall, gradientDescent }: Comparison): number {
  const behind = heavyBall.loss.map((loss, t) => loss >= gradientDescent.loss[t]);
  return behind.lastIndexOf(true) + 1;
}

/** Figure 2 with bands, and what the trials show beyond it. */
export function lossFigures(observations: readonly Comparison[]): Figure[] {
  const banded = (name: string, of: (observed: Comparison) => Curve) => {
    const quantiles = Array.from({ length: iterations + 1 }, (_, t) => {
      const losses = observations.map((observed) => of(observed).loss[t]);
      return [0.05, 0.5, 0.95].map((p) => quantile(losses, p));
    });
    return {
      name,
      points: quantiles.map(([, median], t) => [t, median] as const),
      band: quantiles.map(([lower, , upper], t) => [t, lower, upper] as const),
    };
  };
  const heavyBall = (observed: Comparison) => observed.heavyBall;
  const gradientDescent = (observed: Comparison) => observed.gradientDescent;
  const gains = observations.map(({ heavyBall: a, gradientDescent: b }) =>
    Math.log10(b.loss[iterations] / a.loss[iterations]),
  );
  const rising = (t: number) =>
    observations.filter(({ heavyBall: { loss } }) => loss.some((value, s) => s > 0 && s <= t && value > loss[s - 1]));
  return [
    {
      title: 'Figure 2: empirical risk, median and 5–95 % bands',
      x: { label: 'iteration' },
      y: { label: 'L(W_t)', log: true },
      series: [
        banded('heavy ball, median and 5–95 %', heavyBall),
        banded('gradient descent, median and 5–95 %', gradientDescent),
      ],
    },
    {
      kind: 'histogram',
      title: 'Ratio of the losses after 50 iterations',
      x: { label: 'log₁₀ of gradient descent over heavy ball' },
      samples: [{ name: 'trials', values: gains }],
      marks: [{ name: 'equal', at: 0 }],
    },
    {
      title: 'By iteration t',
      x: { label: 't' },
      y: { label: 'share of the trials' },
      series: [
        {
          name: 'heavy ball ahead for good from t on',
          points: Array.from(
            { length: iterations + 1 },
            (_, t) =>
              [t, observations.filter((observed) => leadFrom(observed) <= t).length / observations.length] as const,
          ),
        },
        {
          name: 'the loss of heavy ball has risen by t',
          points: Array.from(
            { length: iterations + 1 },
            (_, t) => [t, rising(t).length / observations.length] as const,
          ),
        },
      ],
    },
  ];
}

/** Both methods with their losses after 50 iterations, heavy ball's as a. */
export function compareLosses(regime: AppendixRegime, trials: readonly number[], lab: Lab): (Comparison & Pair)[] {
  return compare(regime, trials, lab).map((observed) => ({
    ...observed,
    a: observed.heavyBall.loss[iterations],
    b: observed.gradientDescent.loss[iterations],
  }));
}
