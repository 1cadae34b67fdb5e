import {
  type Dataset,
  dot,
  type Job,
  type Lab,
  norm,
  type OptimizerSpec,
  patch,
  sampleLoss,
  solve,
  type Trajectory,
} from 'lemmata';

/** Logistic regression on x₁ + x₂ with weight decay: n = 20, d = 200, s = 10. */
export interface Convex {
  /** σ_p */
  readonly noise: number;
  readonly alpha: number;
  /** The λ that are looked at. */
  readonly weightDecays: readonly number[];
  readonly steps: number;
}

export const easy: Convex = { noise: 0.6, alpha: 0.5, weightDecays: [1e-2, 1e-3], steps: 20_000 };
export const samples = 20;
/** Steps from one record to the next. */
export const every = 100;

/** A linear model on x₁ + x₂ is the patch network with σ(z) = z, m = 1 and a = 1. */
export function convexJob({ noise, alpha, steps }: Convex, weightDecay: number, optimizer: OptimizerSpec): Job {
  return {
    name: 'adam-generalization/convex',
    network: { neurons: 1, activation: { kind: 'power', degree: 1 }, output: 'ones', loss: 'logistic', weightDecay },
    data: {
      sampler: 'sparse-feature',
      samples,
      sparsity: 10,
      dimension: 200,
      noise,
      alpha,
      supports: 'uniform',
      test: 4000,
    },
    init: { scale: 0.1 },
    optimizer,
    steps,
    precision: 'float64',
    precisionReason: 'distances to the minimiser and gradients are followed as they vanish',
    probes: [
      { name: 'weights', quantity: 'weights', schedule: { every } },
      { name: 'gradient', quantity: 'gradient', schedule: { every } },
      { name: 'test', quantity: 'margins', on: 'test', schedule: 'end' },
    ],
  };
}

/** What `look` makes of the runs at each λ, per trial. */
export async function convexRuns<Seen>(
  regime: Convex,
  optimizer: OptimizerSpec,
  trials: readonly number[],
  lab: Lab,
  look: (run: Trajectory, data: Dataset, weightDecay: number) => Seen,
): Promise<Seen[][]> {
  const seen: Seen[][] = trials.map(() => []);
  for (const weightDecay of regime.weightDecays) {
    const job = convexJob(regime, weightDecay, optimizer);
    const runs = await lab.train(job, trials);
    runs.forEach((run, k) => {
      seen[k].push(look(run, lab.data(job, trials[k]), weightDecay));
    });
  }
  return seen;
}

/** The gradient at each record. */
export function gradients({ series }: Trajectory): Float64Array[] {
  const { values, width, steps } = series.gradient;
  return Array.from(steps, (_, k) => values.subarray(k * width, (k + 1) * width));
}

/**
 * The c of the minimiser w = Σ c_i z_i of (1/n) Σ log(1 + e^{−⟨w,z_i⟩}) + (λ/2)‖w‖², by damped Newton: nλ c_i =
 * sigmoid(−(Kc)_i), K the Gram matrix of z_i = y_i x_i.
 */
export function logisticMinimiser(gram: readonly (readonly number[])[], weightDecay: number): number[] {
  const n = gram.length;
  const margins = (c: readonly number[]) => gram.map((row) => dot(row, c));
  const objective = (c: readonly number[]) => {
    const m = margins(c);
    const losses = m.reduce((sum, margin) => sum + sampleLoss('logistic', margin, 1), 0);
    return losses / n + (weightDecay / 2) * dot(c, m);
  };
  let c = new Array<number>(n).fill(0);
  for (let iteration = 0; iteration < 200; iteration++) {
    const slope = margins(c).map((margin) => 1 / (1 + Math.exp(margin)));
    const residual = c.map((value, i) => n * weightDecay * value - slope[i]);
    const jacobian = gram.map((row, i) =>
      row.map((entry, k) => (i === k ? n * weightDecay : 0) + slope[i] * (1 - slope[i]) * entry),
    );
    const step = solve(jacobian, residual);
    if (norm(step) < 1e-13 * norm(c)) break;
    const before = objective(c);
    let length = 1;
    const moved = () => c.map((value, i) => value - length * step[i]);
    while (objective(moved()) > before + 1e-15 && length > 1e-6) length /= 2;
    c = moved();
  }
  return c;
}

/** The minimiser on the data of a run. */
export function newtonPoint(data: Dataset, weightDecay: number): Float64Array {
  const z = Array.from({ length: data.samples }, (_, i) => {
    const [first, second] = [patch(data, i, 0), patch(data, i, 1)];
    return first.map((entry, k) => data.labels[i] * (entry + second[k]));
  });
  const c = logisticMinimiser(
    z.map((a) => z.map((b) => dot(a, b))),
    weightDecay,
  );
  return z[0].map((_, k) => z.reduce((sum, row, i) => sum + c[i] * row[k], 0));
}
