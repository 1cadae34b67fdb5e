import type { Job, Lab, OptimizerSpec, Trajectory } from 'lemmata';
import { type Correlations, correlationProbes, correlations } from './correlations.ts';
import { disjointFamily, type Family, familyJob, paperAdam, withPool } from './experiments.ts';

export interface StageTwo extends Family {
  /** η */
  readonly rate: number;
  /** Of signGD and of Adam with β₂ = 0.99; twice as many for β₂ = 0.999, whose memory is longer. */
  readonly steps: number;
  /** A control: GD in the place of every optimizer. */
  readonly gd: { readonly rate: number; readonly steps: number } | null;
}

/** Family Q. */
export const quickRun: StageTwo = { ...withPool(disjointFamily(8, 100, 8, 2)), rate: 2e-4, steps: 2000, gd: null };
export const fullRun: StageTwo = { ...withPool(disjointFamily(16, 256, 16, 2)), rate: 2e-5, steps: 30_000, gd: null };

export const arms = {
  signGD: { optimizer: (rate: number): OptimizerSpec => ({ optimizer: 'sign-gd', rate }), longer: 1 },
  'Adam, β₂ = 0.999': { optimizer: (rate: number) => paperAdam(rate, 0.999), longer: 2 },
  'Adam, β₂ = 0.99': { optimizer: (rate: number) => paperAdam(rate, 0.99), longer: 1 },
} as const;
export type Arm = keyof typeof arms;
/** GD learns the feature and leaves the noises alone. */
export const gdControl = { ...quickRun, gd: { rate: 2, steps: 200 } };
export const armNames = Object.keys(arms) as Arm[];

/** A run as a claim looks at it. */
export interface Seen {
  readonly seen: Correlations;
  readonly run: Trajectory;
  /** Records from T₀ on, the first step with min_i max_r own ≥ 1/2; the last one alone where it never comes. */
  readonly after: readonly number[];
  readonly trial: number;
}

/** What `look` makes of the run of each optimizer, per trial. All claims that use one regime share its runs. */
export async function stageTwo<Observed>(
  regime: StageTwo,
  trials: readonly number[],
  lab: Lab,
  look: (seen: Seen) => Observed,
): Promise<Record<Arm, Observed>[]> {
  const jobs = (regime.gd ? armNames.slice(0, 1) : armNames).map((name) => armJob(regime, name));
  const rows = await lab.each(jobs, trials, (run, data) => {
    const seen = correlations(run, data);
    const memorised = seen.records.findIndex((record) => seen.samples.every((i) => seen.own(record, i) >= 0.5));
    const after = seen.records.slice(memorised < 0 ? -1 : memorised);
    return look({ seen, run, after, trial: run.trial });
  });
  // GD stands for all.
  return rows.map((row) => {
    const entries = armNames.map((name, k) => [name, row[k] ?? row[0]]);
    return Object.fromEntries(entries) as Record<Arm, Observed>;
  });
}

function armJob(regime: StageTwo, name: Arm): Job {
  const { optimizer, longer } = arms[name];
  const steps = regime.gd?.steps ?? longer * regime.steps;
  const schedule = { every: Math.ceil(steps / 100) };
  return familyJob('adam-generalization/stage-two', regime, {
    optimizer: regime.gd ? { optimizer: 'gd', rate: regime.gd.rate } : optimizer(regime.rate),
    steps,
    precision: 'float32',
    precisionReason: 'errors are counted, correlations judged by thresholds and factors, far above rounding',
    probes: [
      ...correlationProbes(schedule),
      { name: 'margins', quantity: 'margins', schedule },
      { name: 'weights', quantity: 'weights', schedule: 'end' },
    ],
  });
}
