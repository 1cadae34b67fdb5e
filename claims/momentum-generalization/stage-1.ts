import { type Job, type Lab, NotMeasured } from 'lemmata';
import {
  fadeOf,
  type ProofRegime,
  type ProofRun,
  proofJob,
  proofProbes,
  proofRun,
  proofRuns,
  type State,
} from './proof-runs.ts';

/** Stage 1 is over when every margin of Z₁ is at least 8. */
export const isFitted = ({ large }: ProofRun, { margins }: State): boolean => large.every((i) => margins[i] >= 8);

/** The first recorded state with Z₁ fitted. @throws NotMeasured if there is none. */
export function endOfStage1(run: ProofRun): State {
  const end = run.states.find((state) => isFitted(run, state));
  if (!end) throw new NotMeasured(`Z₁ was not fitted by step ${run.states.at(-1)?.t}`);
  return end;
}

/** GD+M where it branches. */
export interface Fork {
  readonly trial: number;
  readonly run: ProofRun;
  readonly job: Job;
  readonly step: number;
  /** W and g, [m, d]. */
  readonly weights: Float64Array;
  readonly momentum: Float64Array;
  /** ‖∇L‖ */
  readonly gradient: number;
}

/** At the end of stage 1, or so many times 1/(1 − γ) later. */
export async function forks(
  regime: ProofRegime,
  d: number,
  later: number,
  trials: readonly number[],
  lab: Lab,
): Promise<Fork[]> {
  const runs = await proofRuns(regime, d, trials, lab);
  const job = proofJob(regime, d);
  const made: Fork[] = [];
  for (const [k, trial] of trials.entries()) {
    const run = runs[k];
    const step = endOfStage1(run).t + Math.ceil(later / fadeOf(regime, d));
    const probe = (quantity: 'weights' | 'state' | 'gradient-norm') =>
      ({ name: quantity, quantity, schedule: 'end' }) as const;
    const probes = [probe('weights'), probe('state'), probe('gradient-norm')];
    const [{ series }] = await lab.train({ ...job, stopBelowSlope: undefined, steps: step, probes }, [trial]);
    made.push({
      trial,
      run,
      job,
      step,
      weights: series.weights.values,
      momentum: series.state.values,
      gradient: series['gradient-norm'].values[0],
    });
  }
  return made;
}

/** Runs of GD+M from the end of stage 1 on, where the momentum is set to zero. */
export const restartedRuns: typeof proofRuns = async (regime, d, trials, lab) => {
  const restarted: ProofRun[] = [];
  for (const { trial, job, step, weights } of await forks(regime, d, 0, trials, lab)) {
    const steps = job.steps - step;
    const init = { weights: [...weights] };
    const [rest] = await lab.train({ ...job, init, steps, probes: proofProbes(steps) }, [trial]);
    const run = proofRun(rest, job, regime, d, trial, lab);
    restarted.push({ ...run, states: run.states.map((state) => ({ ...state, t: state.t + step })) });
  }
  return restarted;
};
