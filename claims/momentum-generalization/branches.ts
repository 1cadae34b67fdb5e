import { type Lab, NotMeasured, norm } from 'lemmata';
import { neurons } from './proof-runs.ts';
import { proofRegime, type SameStep } from './same-step.ts';
import { type Fork, forks as forksOf } from './stage-1.ts';
import { type TestErrors, testErrors } from './test-errors.ts';

export const branches = ['continue', 'signal part', 'coast', 'noise part', 'reset', 'reset, then GD'] as const;
export type Branch = (typeof branches)[number];

/** At the end of stage 1, or so many times 1/(1 − γ) later. */
export const forks = (regime: SameStep, later: number, trials: readonly number[], lab: Lab): Promise<Fork[]> =>
  forksOf(proofRegime(regime), regime.dimension, later, trials, lab);

/** Which part of the momentum lies along −w*: the signal parts of neurons that it drives towards w*. */
export function alongSignal({ momentum, run: { d } }: Fork): number {
  const driven = Array.from({ length: neurons }, (_, r) => Math.min(0, momentum[r * d]));
  return norm(driven) / norm(momentum);
}

/** Test errors of a branch once every sample is memorised; of coasting, with the gradient off, after 20/(1 − γ) steps. */
export async function finish(
  fork: Fork,
  branch: Branch,
  regime: SameStep,
  lab: Lab,
): Promise<Pick<TestErrors, 'small' | 'large'>> {
  const { run, trial } = fork;
  const weights = branch === 'coast' ? coasted(fork, regime) : await trained(fork, branch, regime, lab);
  const { small, large } = testErrors({ ...run, weights }, regime.fresh, lab.seed('test', trial));
  return { small, large };
}

/** W − η Σ_{k=1}^n γ^k g */
function coasted({ weights, momentum }: Fork, { rate, damping }: SameStep): Float64Array {
  const memory = 1 - damping;
  const length = (rate * memory * (1 - memory ** Math.ceil(20 / damping))) / damping;
  return weights.map((weight, k) => weight - length * momentum[k]);
}

async function trained({ job, trial, run, ...fork }: Fork, branch: Branch, { rate }: SameStep, lab: Lab) {
  const keeps: Partial<Record<Branch, (k: number) => boolean>> = {
    continue: () => true,
    'signal part': (k) => k % run.d === 0,
    'noise part': (k) => k % run.d !== 0,
  };
  const kept = keeps[branch];
  const [{ stopped, steps, series }] = await lab.train(
    {
      ...job,
      optimizer: branch === 'reset, then GD' ? { optimizer: 'gd', rate } : job.optimizer,
      init: {
        weights: [...fork.weights],
        ...(kept && { state: Array.from(fork.momentum, (entry, k) => (kept(k) ? entry : 0)) }),
      },
      probes: [{ name: 'weights', quantity: 'weights', schedule: 'end' }],
    },
    [trial],
  );
  if (!stopped) throw new NotMeasured(`max ℓ_i was not below 0.05 after ${steps} steps of branch "${branch}"`);
  return series.weights.values;
}
