import { type Dataset, type Job, type Lab, type OptimizerSpec, random, type Trajectory, type Worst } from 'lemmata';
import { disjointFamily, familyJob } from './experiments.ts';

/** A run on which printed update formulas are compared with the iterates, in float64. */
export interface Problem {
  readonly data: Dataset;
  /** n */
  readonly samples: number;
  /** m, neurons per class. */
  readonly neurons: number;
  /** q */
  readonly degree: number;
  readonly alpha: number;
  /** λ */
  readonly weightDecay: number;
  /** η */
  readonly rate: number;
  readonly run: Trajectory;
  /** The steps t whose update is looked at. */
  readonly steps: readonly number[];
}

const precisionReason = 'a printed formula is held to the engine’s own numbers, to a multiple of their rounding';

export interface Sizes {
  readonly optimizer: OptimizerSpec;
  readonly steps: number;
  /** Uniform supports overlap. */
  readonly supports: 'disjoint' | 'uniform';
  readonly precision: Job['precision'];
}

/** Random small problems: n ∈ [2, 8], s ∈ [1, 6], m ∈ [1, 4], q ∈ {3, 4, 5}, weights of size 0.6, every step on record. */
export async function smallProblem(name: string, sizes: Sizes, trial: number, lab: Lab): Promise<Problem> {
  const stream = random(lab.seed('sizes', trial));
  const samples = 2 + stream.integer(7);
  const sparsity = 1 + stream.integer(6);
  const neurons = 1 + stream.integer(4);
  const degree = 3 + stream.integer(3);
  const alpha = 0.05 + 0.8 * stream.uniform();
  const weightDecay = 0.2 * stream.uniform();
  const every = { every: 1 };
  const free = 3;
  const job: Job = {
    name,
    network: {
      neurons: 2 * neurons,
      activation: { kind: 'relu-power', degree },
      output: 'classes',
      loss: 'logistic',
      weightDecay,
    },
    data: {
      sampler: 'sparse-feature',
      samples,
      sparsity,
      dimension: 1 + samples * sparsity + free,
      noise: 0.3 + 0.7 * stream.uniform(),
      alpha,
      supports: sizes.supports,
    },
    init: { scale: 0.6 },
    optimizer: sizes.optimizer,
    steps: sizes.steps,
    precision: sizes.precision,
    precisionReason,
    probes: [
      { name: 'weights', quantity: 'weights', schedule: every },
      { name: 'gradient', quantity: 'gradient', schedule: every },
      { name: 'activations', quantity: 'activations', schedule: every },
      { name: 'margins', quantity: 'margins', schedule: every },
    ],
  };
  const [run] = await lab.train(job, [trial]);
  const steps = Array.from({ length: sizes.steps }, (_, t) => t);
  const { rate } = sizes.optimizer;
  return { data: lab.data(job, trial), samples, neurons, degree, alpha, weightDecay, rate, run, steps };
}

/** Looks at a run of family Q. */
const looks = 20;

/** A run of family Q for each trial; looked at are 20 of its updates, evenly spread. */
export async function familyQ(
  optimizer: OptimizerSpec,
  steps: number,
  trials: readonly number[],
  lab: Lab,
): Promise<Problem[]> {
  const family = disjointFamily(8, 100, 8, 2);
  const at = Array.from({ length: looks }, (_, k) => Math.floor((k * steps) / looks));
  const both = { at: [...at.flatMap((t) => [t, t + 1]), steps] };
  const job = familyJob('adam-generalization/updates-q', family, {
    optimizer,
    steps,
    precisionReason,
    probes: [
      { name: 'weights', quantity: 'weights', schedule: both },
      { name: 'activations', quantity: 'activations', schedule: both },
      { name: 'margins', quantity: 'margins', schedule: both },
    ],
  });
  const { samples, neurons, alpha, weightDecay } = family;
  const sizes = { samples, neurons, degree: 3, alpha, weightDecay, rate: optimizer.rate };
  return (await lab.each([job], trials, (run, data) => ({ ...sizes, data, run, steps: at }))).flat();
}

/** What the formulas are made of, at step t. */
export function moment(problem: Problem, t: number) {
  const { data, samples, neurons, degree, alpha, run } = problem;
  const row = (name: string) => {
    const { steps, values, width } = run.series[name];
    const k = steps.indexOf(t);
    return values.subarray(k * width, (k + 1) * width);
  };
  const [weights, activations, margins] = [row('weights'), row('activations'), row('margins')];
  const slope = (z: number) => degree * Math.max(0, z) ** (degree - 1);
  /** j */
  const classOf = (r: number) => (r < neurons ? 1 : -1);
  /** ℓ_{j,i} */
  const pull = (r: number, i: number) => (classOf(r) * data.labels[i]) / (1 + Math.exp(margins[i]));
  /** ⟨w_{j,r}, ξ_i⟩ */
  const onNoise = (r: number, i: number) => activations[(2 * i + 1) * 2 * neurons + r];
  /** ⟨w_{j,r}, y_i v⟩ */
  const onFeature = (r: number, i: number) => activations[2 * i * 2 * neurons + r];
  const weight = (r: number, k: number) => weights[r * data.dimension + k];
  const sum = (term: (i: number) => number) => {
    let total = 0;
    for (let i = 0; i < samples; i++) total += term(i);
    return total;
  };
  /** Σ_i y_i ℓ_{j,i} σ'(⟨w, y_i v⟩), and Σ_i y_i ℓ_{j,i} α σ'(⟨w, ξ_i⟩). */
  const featurePull = (r: number) => sum((i) => data.labels[i] * pull(r, i) * slope(onFeature(r, i)));
  const noisePull = (r: number) => sum((i) => data.labels[i] * pull(r, i) * alpha * slope(onNoise(r, i)));
  return { weights, row, slope, classOf, pull, onNoise, onFeature, weight, sum, featurePull, noisePull };
}
export type Moment = ReturnType<typeof moment>;

/** Columns and values of ξ_i without the feature coordinate. */
export function support({ data }: Pick<Problem, 'data'>, i: number) {
  const [from, to] = [data.start[2 * i + 1] + 1, data.start[2 * i + 2]];
  return { columns: data.column.subarray(from, to), values: data.value.subarray(from, to) };
}

export const nothing: Worst = { excess: 0, step: 0 };

/** The larger of two, with the step where it happened. */
export function worse(known: Worst, excess: number, step: number): Worst {
  return excess > known.excess || Number.isNaN(excess) ? { excess, step } : known;
}
