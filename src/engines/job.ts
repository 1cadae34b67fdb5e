import { z } from 'zod';
import type { Dataset } from '../data/dataset.ts';
import { samplerSchema } from '../data/samplers.ts';
import { BadInput } from '../errors.ts';
import { networkSchema } from '../networks/patch-network.ts';
import { optimizerSchema } from '../optimizers/optimizers.ts';
import type { Trajectory } from './trajectory.ts';

const step = z.int().min(0);
const entries = z.array(z.number()).readonly();

/**
 * What a probe records at one step, W being [m, d] and the data [n, P, d]:
 * - `projection`: ⟨w_r, direction⟩ for each neuron, [m]; `direction` names one of the data set's directions
 * - `loss`: the objective, [1]
 * - `margins`: y_i f(X_i), [n]; `on: 'test'` for the test set
 * - `error`: fraction of samples with y_i f(X_i) ≤ 0, [1]
 * - `activations`: ⟨w_r, X_i[p]⟩, [n, P, m]
 * - `gradient-norm`: Frobenius norm of ∇L(W), [1]
 * - `gradient`, `weights`: [m, d]; `state`: the optimizer's first buffer before the step, [m, d]
 */
export const quantities = [
  'projection',
  'loss',
  'margins',
  'error',
  'activations',
  'gradient-norm',
  'gradient',
  'weights',
  'state',
] as const;
export type Quantity = (typeof quantities)[number];

const probeSchema = z.strictObject({
  name: z.string().min(1),
  quantity: z.enum(quantities),
  /** Every so many steps (step 0 and the last included), at given steps, or at the last step only. */
  schedule: z.union([
    z.strictObject({ every: z.int().min(1) }),
    z.strictObject({ at: z.array(step).min(1).readonly() }),
    z.literal('end'),
  ]),
  direction: z.string().optional(),
  on: z.enum(['train', 'test']).default('train'),
});

export const jobSchema = z.strictObject({
  /** Name of the experiment. Seeds derive from it, so jobs with one name are paired: same data, same start. */
  name: z.string().min(1),
  network: networkSchema,
  data: samplerSchema,
  init: z.union([
    z.strictObject({
      /** Standard deviation of the i.i.d. normal entries of W₀. */
      scale: z.number().min(0),
      /** Redraw W₀ until ⟨w_r, direction⟩ > 0 for some neuron. */
      redrawUntilPositive: z.string().optional(),
    }),
    /** Written out, to go on from where another run was: W₀, [m, d], and the optimizer's first buffer (zeros if absent). */
    z.strictObject({ weights: entries, state: entries.optional() }),
  ]),
  optimizer: optimizerSchema,
  steps: z.int().min(1),
  /** Stop before `steps` once max_i |∂ℓ/∂f| falls below this (for the logistic loss, max_i sigmoid(−y_i f(X_i))). */
  stopBelowSlope: z.number().positive().optional(),
  precision: z.enum(['float32', 'float64']),
  /** Why the measurement needs this precision, or gets by with it; for the record, moves no number. */
  precisionReason: z.string().min(1).optional(),
  probes: z.array(probeSchema).min(1).readonly(),
});

/** Everything that determines a training run except the trial index and the root seed. Plain JSON data. */
export type Job = z.input<typeof jobSchema>;
/** A job with its defaults filled in. */
export type CheckedJob = z.output<typeof jobSchema>;

/** A job's data and start for one trial, drawn before an engine sees it. */
export interface Prepared {
  readonly trial: number;
  readonly train: Dataset;
  readonly test: Dataset | null;
  /** W₀, row-major [m, d]. */
  readonly weights: Float64Array;
  /** The optimizer's first buffer at the start, [m, d], where it is not zero. */
  readonly state?: Float64Array;
  /** Output weights a, [m]. */
  readonly output: Float64Array;
  /** Seed of the mini-batches. */
  readonly batchSeed: string;
}

/** An engine turns a job and its prepared trials into trajectories. It knows nothing of claims, seeds or caches. */
export interface Engine {
  readonly name: string;
  /** Device and backend in words, for the record. */
  readonly device: string;
  readonly precisions: readonly CheckedJob['precision'][];
  /**
   * `progress` hears from time to time what fraction of the steps of all trials is done.
   * @throws NotMeasured on NaN, divergence or a lost device, naming the trial.
   */
  train(
    job: CheckedJob,
    trials: readonly Prepared[],
    signal: AbortSignal,
    progress?: (fraction: number) => void,
  ): Promise<Trajectory[]>;
  /** The engine that takes a job of so many trials, for one that stands for several; `data` draws those of one trial. */
  pick?(job: CheckedJob, trials: number, data: () => Dataset): Promise<Engine>;
}

/** @throws BadInput naming the first field of the job that breaks its rule. */
export function checkJob(job: Job): CheckedJob {
  const result = jobSchema.safeParse(job);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BadInput({
    field: `job "${job.name}", ${issue.path.join('.')}`,
    rule: issue.message,
    value: issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], job),
    remedy: 'See src/engines/job.ts for what each field may hold.',
  });
}
