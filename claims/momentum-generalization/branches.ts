import { type Dataset, type Lab, NotMeasured, norm, patch } from 'lemmata';
import { neurons, type ProofRun, proofJob } from './proof-runs.ts';
import { endOfStage1 } from './restart.ts';
import { proofRegime, type SameStep, sameStepRuns } from './same-step.ts';
import { type TestErrors, testErrors } from './test-errors.ts';

export const branches = ['continue', 'signal part', 'coast', 'noise part', 'reset', 'reset, then GD'] as const;
export type Branch = (typeof branches)[number];

/** W and g of GD+M where it branches. */
export interface Fork {
  readonly trial: number;
  readonly run: ProofRun;
  readonly data: Dataset;
  readonly weights: Float64Array;
  readonly momentum: Float64Array;
  /** ‖∇L‖ */
  readonly gradient: number;
}

/** At the end of stage 1, or so many times 1/(1 − γ) later. */
export async function forks(regime: SameStep, later: number, trials: readonly number[], lab: Lab): Promise<Fork[]> {
  const runs = await sameStepRuns(regime, trials, lab);
  const { stopBelowSlope: _, ...job } = proofJob(proofRegime(regime), regime.dimension);
  const made: Fork[] = [];
  for (const [k, trial] of trials.entries()) {
    const steps = endOfStage1(runs[k]) + Math.ceil(later / regime.damping);
    const probe = (quantity: 'weights' | 'state' | 'gradient-norm') =>
      ({ name: quantity, quantity, schedule: 'end' }) as const;
    const [{ series }] = await lab.train(
      { ...job, steps, probes: [probe('weights'), probe('state'), probe('gradient-norm')] },
      [trial],
    );
    made.push({
      ...{ trial, run: runs[k], data: lab.data(job, trial) },
      weights: series.weights.values,
      momentum: series.state.values,
      gradient: series['gradient-norm'].values[0],
    });
  }
  return made;
}

/** Which part of the momentum lies along −w*: the signal parts of neurons that it drives towards w*. */
export function alongSignal({ momentum, run: { d } }: Fork): number {
  const driven = Array.from({ length: neurons }, (_, r) => Math.min(0, momentum[r * d]));
  return norm(driven) / norm(momentum);
}

/** Test errors of a branch once every sample is memorised. No engine starts from a given state: a plain loop does. */
export function finish(fork: Fork, branch: Branch, regime: SameStep, lab: Lab): Pick<TestErrors, 'small' | 'large'> {
  const { run, trial } = fork;
  const kept = fork.momentum.map((entry, k) => {
    const signal = k % run.d === 0;
    if (branch === 'signal part') return signal ? entry : 0;
    if (branch === 'noise part') return signal ? 0 : entry;
    return branch.startsWith('reset') ? 0 : entry;
  });
  const weights = Float64Array.from(fork.weights);
  descend(fork.data, weights, kept, {
    rate: regime.rate,
    damping: branch === 'reset, then GD' ? 1 : regime.damping,
    coast: branch === 'coast',
    steps: Math.ceil((12 * regime.samples * Math.sqrt(run.d)) / (regime.rate * regime.initScale)),
  });
  const { small, large } = testErrors({ ...run, weights }, regime.fresh, lab.seed('test', trial));
  return { small, large };
}

/** GD+M in place, until max ℓ_i < 0.05; coasting, with the gradient switched off, for 20/(1 − γ) steps. */
function descend(
  { labels, patches, dimension: d, ...data }: Dataset,
  weights: Float64Array,
  momentum: Float64Array,
  { rate, damping, coast, steps }: { rate: number; damping: number; coast: boolean; steps: number },
): void {
  const whole = { labels, patches, dimension: d, ...data };
  const inputs = Array.from(labels, (_, i) => Array.from({ length: patches }, (_, j) => patch(whole, i, j)));
  const gradient = new Float64Array(weights.length);
  const z = new Float64Array(patches * neurons);
  const move = () => {
    for (let k = 0; k < weights.length; k++) {
      momentum[k] += damping * (gradient[k] - momentum[k]);
      weights[k] -= rate * momentum[k];
    }
  };
  if (coast) {
    for (let t = 0; t < 20 / damping; t++) move();
    return;
  }
  for (let t = 0; t < steps; t++) {
    gradient.fill(0);
    let most = 0;
    for (let i = 0; i < labels.length; i++) {
      let output = 0;
      for (let j = 0; j < patches; j++) {
        const x = inputs[i][j];
        for (let r = 0; r < neurons; r++) {
          let sum = 0;
          for (let k = 0; k < d; k++) sum += weights[r * d + k] * x[k];
          z[j * neurons + r] = sum;
          output += sum ** 3;
        }
      }
      const slope = 1 / (1 + Math.exp(labels[i] * output));
      most = Math.max(most, slope);
      const factor = (-3 * labels[i] * slope) / labels.length;
      for (let j = 0; j < patches; j++) {
        const x = inputs[i][j];
        for (let r = 0; r < neurons; r++) {
          const pull = factor * z[j * neurons + r] ** 2;
          for (let k = 0; k < d; k++) gradient[r * d + k] += pull * x[k];
        }
      }
    }
    if (most < 0.05) return;
    move();
  }
  throw new NotMeasured(`max ℓ_i was not below 0.05 after ${steps} steps`);
}
