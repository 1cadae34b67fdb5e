import { type Dataset, dot, type Job, type Lab, patch, random, type Trajectory, type Worst } from 'lemmata';

/** Random small problems on which the printed update formulas are compared with the iterates, in float64. */
export interface UpdateRegime {
  /** Optimizer of the iterates; GD+M draws γ from (0.1, 0.98). */
  readonly optimizer: 'gd' | 'momentum';
  readonly rate: number;
  readonly steps: number;
  /** False breaks the law of the data: noise not orthogonal to w*. */
  readonly orthogonal: boolean;
}

/** One random problem with its run; activations ⟨w_r, X_i[j]⟩ at each step as [n, P, m]. */
export interface Problem {
  readonly data: Dataset;
  /** X_i[j], [n][P] */
  readonly patches: readonly (readonly Float64Array[])[];
  readonly alpha: number;
  readonly beta: number;
  readonly memory: number;
  readonly neurons: number;
  readonly run: Trajectory;
  /** Patch index of the signal, by sample. */
  readonly signalAt: readonly number[];
  /** Noise patches of all samples with their index (i, j), j ≠ P(X_i). */
  readonly noise: readonly { readonly i: number; readonly j: number; readonly x: Float64Array }[];
}

/** What departs from the paper's network, λ = 0 and float64. */
export interface Departure {
  readonly degree?: number;
  readonly weightDecay?: number;
  readonly precision?: Job['precision'];
}

/** Draws the sizes of one trial's problem and trains it with every step on record. */
export async function problem(
  name: string,
  regime: UpdateRegime,
  trial: number,
  lab: Lab,
  { degree = 3, weightDecay = 0, precision = 'float64' }: Departure = {},
): Promise<Problem> {
  const stream = random(lab.seed('sizes', trial));
  const samples = 4 + stream.integer(9);
  const neurons = 1 + stream.integer(5);
  const alpha = 1 + 2 * stream.uniform();
  const beta = alpha * (0.1 + 0.6 * stream.uniform());
  const memory = 0.1 + 0.88 * stream.uniform();
  const job: Job = {
    name,
    network: { neurons, activation: { kind: 'power', degree }, output: 'ones', loss: 'logistic', weightDecay },
    data: {
      sampler: 'signal-noise',
      samples,
      smallMargin: 1 + stream.integer(samples - 2),
      patches: 2 + stream.integer(4),
      dimension: 4 + stream.integer(12),
      alpha,
      beta,
      noise: 0.3 + 0.4 * stream.uniform(),
      signal: 'random',
      orthogonal: regime.orthogonal,
    },
    init: { scale: 0.2 },
    optimizer:
      regime.optimizer === 'gd'
        ? { optimizer: 'gd', rate: regime.rate }
        : { optimizer: 'momentum', rate: regime.rate, memory },
    steps: regime.steps,
    precision,
    precisionReason: 'a printed formula is held to the engine’s own numbers, to a multiple of their rounding',
    probes: [
      { name: 'signal', quantity: 'projection', direction: 'signal', schedule: { every: 1 } },
      { name: 'margins', quantity: 'margins', schedule: { every: 1 } },
      { name: 'activations', quantity: 'activations', schedule: { every: 1 } },
      { name: 'gradient', quantity: 'gradient', schedule: { every: 1 } },
      { name: 'state', quantity: 'state', schedule: { every: 1 } },
      { name: 'weights', quantity: 'weights', schedule: { every: 1 } },
    ],
  };
  const data = lab.data(job, trial);
  const [run] = await lab.train(job, [trial]);
  const { signal } = data.directions;
  const patches = Array.from({ length: samples }, (_, i) =>
    Array.from({ length: data.patches }, (_, j) => patch(data, i, j)),
  );
  const signalAt = patches.map((own) => {
    const aligned = own.map((x) => Math.abs(dot(x, signal)) / Math.sqrt(dot(x, x)));
    return aligned.indexOf(Math.max(...aligned));
  });
  const noise = patches.flatMap((own, i) => own.flatMap((x, j) => (j === signalAt[i] ? [] : [{ i, j, x }])));
  return { data, patches, alpha, beta, memory, neurons, run, signalAt, noise };
}

/** Row t of a series. */
export function at({ run }: Problem, name: string, t: number): Float64Array {
  const { values, width } = run.series[name];
  return values.subarray(t * width, (t + 1) * width);
}

/** ⟨v_r, x⟩ for v = [m, d] flat. */
export function project(v: Float64Array, x: Float64Array, neurons: number): number[] {
  const d = x.length;
  return Array.from({ length: neurons }, (_, r) => dot(v.subarray(r * d, (r + 1) * d), x));
}

/** ℓ_i = sigmoid(−y_i f(X_i)) at step t. */
export function derivatives(problem: Problem, t: number): number[] {
  return Array.from(at(problem, 'margins', t), (margin) => 1 / (1 + Math.exp(margin)));
}

/** Index of Ξ_{i,j,r} in a row of activations. */
export function index({ data, neurons }: Problem, i: number, j: number, r: number): number {
  return (i * data.patches + j) * neurons + r;
}

/** The larger of two, with the step where it happened. */
export function worse(known: Worst, excess: number, step: number): Worst {
  return excess > known.excess || Number.isNaN(excess) ? { excess, step } : known;
}

export const nothing: Worst = { excess: 0, step: 0 };
