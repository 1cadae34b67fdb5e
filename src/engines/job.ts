import type { Dataset, Sampler } from '../data/dataset.ts';
import type { Network } from '../networks/patch-network.ts';
import type { OptimizerSpec } from '../optimizers/optimizer.ts';

/** When a probe records: every so many steps (step 0 included), at given steps, or at the last step only. */
export type Schedule = { readonly every: number } | { readonly at: readonly number[] } | 'end';

/**
 * What a probe records at one step, W being [m, d] and the data [n, P, d]:
 * - `projection`: ⟨w_r, direction⟩ for each neuron, [m]; `direction` names one of the data set's directions
 * - `loss`: the objective, [1]
 * - `margins`: y_i f(X_i), [n]; `on: 'test'` for the test set
 * - `error`: fraction of samples with y_i f(X_i) ≤ 0, [1]
 * - `activations`: ⟨w_r, X_i[p]⟩, [n, P, m]
 * - `gradient-norm`: Frobenius norm of ∇L(W), [1]
 * - `gradient`, `weights`: [m, d]; `state`: the optimizer's first buffer, [m, d]
 */
export type Quantity =
  | 'projection'
  | 'loss'
  | 'margins'
  | 'error'
  | 'activations'
  | 'gradient-norm'
  | 'gradient'
  | 'weights'
  | 'state';

export interface Probe {
  readonly name: string;
  readonly quantity: Quantity;
  readonly schedule: Schedule;
  readonly direction?: string;
  readonly on?: 'train' | 'test';
}

/** Everything that determines a training run except the trial index and the root seed. Plain JSON data. */
export interface Job {
  /** Name of the experiment. Seeds derive from it, so jobs with one name are paired: same data, same start. */
  readonly name: string;
  readonly network: Network;
  readonly data: Sampler;
  readonly init: {
    /** Standard deviation of the i.i.d. normal entries of W₀. */
    readonly scale: number;
    /** Redraw W₀ until ⟨w_r, direction⟩ > 0 for some neuron. */
    readonly redrawUntilPositive?: string;
  };
  readonly optimizer: OptimizerSpec;
  readonly steps: number;
  /** Stop before `steps` once max_i sigmoid(−y_i f(X_i)) falls below this. */
  readonly stopBelowDerivative?: number;
  readonly precision: 'float32' | 'float64';
  readonly probes: readonly Probe[];
}

/** A job's data and start for one trial, drawn before an engine sees it. */
export interface Prepared {
  readonly trial: number;
  readonly train: Dataset;
  readonly test: Dataset | null;
  /** W₀, row-major [m, d]. */
  readonly weights: Float64Array;
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
  /** @throws NotMeasured on NaN, divergence or a lost device, naming the trial. */
  train(job: Job, trials: readonly Prepared[], signal: AbortSignal): Promise<import('./trajectory.ts').Trajectory[]>;
  dispose?(): void;
}
