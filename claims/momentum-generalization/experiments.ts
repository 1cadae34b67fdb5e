import type { Job, OptimizerSpec, Trajectory } from 'lemmata';

/** How the step size goes with d: a constant, or 1/α². */
export type Rate = number | '1/α²';
/** Memory γ of GD+M: none (GD), a constant, or 1 − log(d)/d. */
export type Memory = null | number | '1 - log(d)/d';

/** Sizes of R0, the reference regime of the catalogue: P = 5, m = 5, σ = 1/√d, β = α/(log d √d), κ₀ = 0.3. */
export interface Sizes {
  readonly samples: number;
  readonly smallMargin: number;
  readonly dimensions: readonly number[];
  /** α where it is not that of the dimension; β stays. */
  readonly alpha?: number;
  /** κ₀, σ₀ = κ₀/√d */
  readonly initScale: number;
  readonly rate: Rate;
  readonly memory: Memory;
}

/** N = 1/μ̂ with the μ̂ of R0: memorising costs a sixteenth of the arithmetic. */
export const r0Quick = { samples: 10, smallMargin: 1, initScale: 0.3 } as const;
export const r0 = { samples: 40, smallMargin: 4, initScale: 0.3 } as const;
export const r0Full = { samples: 200, smallMargin: 10, initScale: 0.3 } as const;
/** R-small: near gradient flow. */
export const nearFlow = { rate: '1/α²', memory: null } as const;
/** The GD+M of R-window. */
export const windowMomentum = { rate: 0.1, memory: 0.99 } as const;

/** α = d^0.49 */
export const alphaOf = (d: number): number => d ** 0.49;
/** β = α/(log d √d) */
export const betaOf = (d: number): number => alphaOf(d) / (Math.log(d) * Math.sqrt(d));

/**
 * One run of GD or GD+M on distribution (D) at dimension d, until all samples are memorised (max_i ℓ_i < 0.05); given
 * `exactly`, for that many steps whatever happens.
 */
export function signalJob(sizes: Sizes, d: number, exactly?: number): Job {
  const { samples, smallMargin, initScale, memory } = sizes;
  const alpha = sizes.alpha ?? alphaOf(d);
  const rate = sizes.rate === '1/α²' ? 1 / alpha ** 2 : sizes.rate;
  const optimizer: OptimizerSpec =
    memory === null
      ? { optimizer: 'gd', rate }
      : { optimizer: 'momentum', rate, memory: memory === '1 - log(d)/d' ? 1 - Math.log(d) / d : memory };
  const steps = exactly ?? Math.ceil((12 * samples * Math.sqrt(d)) / (rate * initScale));
  return {
    // The name leaves the optimizer out: GD and GD+M start from one draw.
    name: `momentum-generalization/signal-d${d}`,
    network: { neurons: 5, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
    data: {
      sampler: 'signal-noise',
      samples,
      smallMargin,
      patches: 5,
      dimension: d,
      alpha,
      beta: betaOf(d),
      noise: 1 / Math.sqrt(d),
    },
    init: { scale: initScale / Math.sqrt(d), redrawUntilPositive: 'signal' },
    optimizer,
    steps,
    ...(exactly === undefined && { stopBelowSlope: 0.05 }),
    precision: 'float64',
    precisionReason: 'increments far below the weights are summed up, and judged one by one',
    probes: [
      {
        name: 'signal',
        quantity: 'projection',
        direction: 'signal',
        schedule: { every: Math.max(1, Math.ceil(steps / 4000)) },
      },
    ],
  };
}

/**
 * A job whose ends and largest values are judged, by thresholds: in float32, where the mean of its increments, a share of
 * 1/steps of the weights, is a hundred times the rounding.
 */
export function judgedCoarsely(job: Job): Job {
  if (job.steps > 2 ** 17) return job;
  const precisionReason = 'errors are counted and the signal is judged by thresholds, far above rounding';
  return { ...job, precision: 'float32', precisionReason };
}

/** c^{(t)} = max_r c_r^{(t)} at every recorded step; with `absolute`, max_r |c_r^{(t)}|. */
export function signalCurve({ series }: Trajectory, absolute = false): number[] {
  const { values, width, steps } = series.signal;
  return Array.from(steps, (_, k) => {
    const row = values.subarray(k * width, (k + 1) * width);
    return Math.max(...(absolute ? row.map(Math.abs) : row));
  });
}
