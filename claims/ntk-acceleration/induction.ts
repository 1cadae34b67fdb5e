import { type Lab, norm, random, type Worst } from 'lemmata';
import { limitingGram, type Tuning, tuning } from './experiments.ts';
import { deviation, drawStart, NetRun, orthoExamples } from './net-run.ts';
import { largestSum } from './proof-constants.ts';

/** Samples of ORTHO(n), and the ν of the induction. */
export const size = { samples: 2, nu: 1 } as const;

/** The proof's R, C/‖ξ_0‖ and T = 2n^ν/√(ηλ) for its parameters at η = fraction/(2λ_max). */
export function inductionConstants({ lambda, eta, delta }: Tuning) {
  const { samples, nu } = size;
  const steps = Math.floor((2 * samples ** nu) / Math.sqrt(eta * lambda));
  const R = lambda / (64 * samples ** (1 + nu));
  const C = 16 * Math.SQRT2 * largestSum(1 - delta, steps) * eta * samples * R;
  return { steps, R, C };
}

/** One net on ORTHO(2), W_0 to W_T; `visit` sees it after every step with ‖φ_t‖/‖ξ_0‖ of (15). */
export function runInduction(
  lab: Lab,
  trial: number,
  { width, fraction, momentum }: { width: number; fraction: number; momentum: 'tuned' | 'zero' },
  visit?: (run: NetRun, phi: number) => void,
): { readonly tuned: Tuning; readonly residuals: readonly Float64Array[] } {
  const stream = random(lab.seed(`start ${width}`, trial));
  const examples = orthoExamples(stream, size.samples);
  const tuned = tuning(limitingGram(examples.inputs), fraction);
  const method = { eta: tuned.eta, beta: momentum === 'tuned' ? tuned.beta : 0 };
  const run = new NetRun(drawStart(stream, examples, width), method);
  const residuals = [run.residual];
  for (let t = 0; t < inductionConstants(tuned).steps; t++) {
    const gram = visit && run.gram();
    const { before, residual: now } = run;
    run.step();
    residuals.push(run.residual);
    if (visit && gram) visit(run, norm(deviation(method, gram, [before, now, run.residual])) / norm(residuals[0]));
  }
  return { tuned, residuals };
}

/**
 * The size of (ξ_t, ξ_{t−1}): the stacked norm, or the norm in which the block matrix contracts by exactly √β:
 * |ξ_t|² − ξ_tᵀ((1 + β)I − ηH)ξ_{t−1} + β|ξ_{t−1}|², here with H = ½I.
 */
export function sizeOf(
  kind: 'stacked' | 'adapted',
  { beta, eta, lambda }: Tuning,
  now: ArrayLike<number>,
  before: ArrayLike<number>,
): number {
  const cross = Array.from(now, (value, i) => value * before[i]).reduce((sum, value) => sum + value, 0);
  const square =
    kind === 'stacked'
      ? norm(now) ** 2 + norm(before) ** 2
      : norm(now) ** 2 - (1 + beta - eta * lambda) * cross + beta * norm(before) ** 2;
  return Math.sqrt(Math.max(0, square));
}

/** What (17) and (19) bound at each step, against what: largest excesses over ‖ξ_0‖. */
export function inductionExcess(
  sizes: readonly number[],
  rate: number,
  C: number,
): { oneStep: Worst; cumulated: Worst } {
  const worst = (gap: (t: number) => number): Worst => {
    const gaps = sizes.slice(1).map((_, k) => gap(k + 1));
    const excess = Math.max(...gaps);
    return { excess, step: gaps.indexOf(excess) + 1 };
  };
  return {
    oneStep: worst((t) => sizes[t] - rate * sizes[t - 1] - C),
    cumulated: worst((t) => sizes[t] - rate ** t * sizes[0] - C / (1 - rate)),
  };
}
