import { type Lab, norm, random } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { deviation, drawStart, type Examples, type Method, NetRun, nearKink, sphereExamples } from './net-run.ts';

/** How far one run leaves the kernel regime, each over the power of ‖ξ_0‖ that it is proportional to. */
export interface Departures {
  /** max_t of the fraction of gates that differ from t = 0, over ‖ξ_0‖. */
  readonly patterns: number;
  /** max_t ‖H_t − H_0‖_F/‖ξ_0‖ */
  readonly kernel: number;
  /** max_i |S_i^⊥|/(m‖ξ_0‖) with R the largest drift of the run. */
  readonly reachable: number;
  /** max_t ‖φ_t‖/‖ξ_0‖²; φ is a number of gates times a residual. */
  readonly deviation: number;
}

/** Neurons drawn at a width, over all of its draws. */
const neuronsPerWidth = 2048;

export interface SweepRegime {
  readonly widths: readonly number[];
  readonly scaling: 'lazy' | 'mean-field';
}

/** Runs t ≤ steps on one draw of W_0. */
function departures(seed: string, examples: Examples, width: number, method: Method, steps: number): Departures {
  const start = drawStart(random(seed), examples, width);
  const run = new NetRun(start, method);
  const first = norm(run.residual);
  const initial = run.gram();
  let [patterns, kernel, largest, drift] = [0, 0, 0, 0];
  let gram = initial;
  for (let t = 0; t < steps; t++) {
    const { before, residual: now } = run;
    run.step();
    largest = Math.max(largest, norm(deviation(method, gram, [before, now, run.residual])));
    gram = run.gram();
    patterns = Math.max(patterns, run.flips().changed);
    kernel = Math.max(kernel, norm(gram.flatMap((row, i) => row.map((entry, j) => entry - initial[i][j]))));
    drift = Math.max(drift, run.drift());
  }
  return {
    patterns: patterns / first,
    kernel: kernel / first,
    reachable: Math.max(...nearKink(start, drift)) / width / first,
    deviation: largest / first ** 2,
  };
}

/**
 * The default data of a trial at Theorem 2's parameters, t ≤ T = n/√(ηλ): by width, the mean over draws of W_0, of which
 * narrow nets get more, since few of their gates change.
 */
export function sweepWidths(
  lab: Lab,
  trial: number,
  { widths, scaling }: SweepRegime,
  momentum: 'tuned' | 'zero',
): Departures[] {
  const samples = 5;
  const examples = sphereExamples(lab, trial, samples, 10);
  const { eta, beta, lambda } = tuning(limitingGram(examples.inputs), 1);
  const method: Method = { eta, beta: momentum === 'tuned' ? beta : 0, scaling };
  const steps = Math.max(1, Math.floor(samples / Math.sqrt(eta * lambda)));
  return widths.map((width) => {
    const draws = Array.from({ length: Math.max(1, Math.round(neuronsPerWidth / width)) }, (_, draw) =>
      departures(lab.seed(`start ${width} ${draw}`, trial), examples, width, method, steps),
    );
    const mean = (of: (one: Departures) => number) => draws.reduce((sum, one) => sum + of(one), 0) / draws.length;
    return {
      patterns: mean(({ patterns }) => patterns),
      kernel: mean(({ kernel }) => kernel),
      reachable: mean(({ reachable }) => reachable),
      deviation: mean(({ deviation: size }) => size),
    };
  });
}
