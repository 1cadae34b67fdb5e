import {
  cholesky,
  type Dataset,
  dot,
  type Job,
  type Lab,
  type OptimizerSpec,
  patch,
  symmetricEigenvalues,
  type Trajectory,
} from 'lemmata';

/** The limiting Gram matrix H_ij = x_iᵀx_j (π − θ_ij)/(2π) (eq. 3 in closed form), of inputs [n][d]. */
export function limitingGram(inputs: readonly (readonly number[])[]): number[][] {
  return inputs.map((a) =>
    inputs.map((b) => {
      const inner = dot(a, b);
      const cosine = inner / Math.sqrt(dot(a, a) * dot(b, b));
      return (inner * (Math.PI - Math.acos(Math.min(1, Math.max(-1, cosine))))) / (2 * Math.PI);
    }),
  );
}

/** Theorem 2's parameters for a Gram matrix and η = fraction/(2λ_max). */
export interface Tuning {
  readonly lambda: number;
  readonly lambdaMax: number;
  readonly eta: number;
  /** δ_* = √(ηλ/2) */
  readonly delta: number;
  /** β = (1 − δ_*)² */
  readonly beta: number;
}

export function tuning(gram: readonly (readonly number[])[], fraction: number): Tuning {
  const eigenvalues = symmetricEigenvalues(gram);
  const lambda = eigenvalues[0];
  const lambdaMax = eigenvalues[eigenvalues.length - 1];
  const eta = fraction / (2 * lambdaMax);
  const delta = Math.sqrt((eta * lambda) / 2);
  return { lambda, lambdaMax, eta, delta, beta: (1 - delta) ** 2 };
}

/**
 * One step from rest on ORTHO(n) in the limit m → ∞, at η = 1/(2λ_max): H = ½I, so every residual is in the slowest
 * mode, ηλ = ½. ‖Ξ_0‖ and ‖Ξ_1‖ over ‖ξ_0‖, and β_*.
 */
export function orthoStep() {
  const { eta, lambda, delta } = tuning([[0.5]], 1);
  const [atStart, afterOne] = stacked([1, 1 - eta * lambda]);
  return { atStart, afterOne, rate: 1 - delta };
}

/** The inputs of a one-patch data set, [n][d]. */
export function inputsOf(data: Dataset): number[][] {
  return Array.from({ length: data.samples }, (_, i) => [...patch(data, i, 0)]);
}

/** A wide ReLU network of width m, first layer trained by heavy ball (β = 0: gradient descent), loss at every step. */
export function wideNetJob(params: {
  readonly name: string;
  readonly inputs: readonly (readonly number[])[];
  readonly labels?: readonly number[];
  readonly width: number;
  readonly eta: number;
  readonly beta: number;
  readonly steps: number;
}): Job {
  const { name, inputs, labels, width, eta, beta, steps } = params;
  const optimizer: OptimizerSpec = { optimizer: 'heavy-ball', rate: eta, momentum: beta };
  return {
    name,
    network: {
      neurons: width,
      activation: { kind: 'relu-power', degree: 1 },
      output: 'signs',
      loss: 'squared',
    },
    data: { sampler: 'given', inputs: inputs.map((x) => [[...x]]), ...(labels && { labels: [...labels] }) },
    init: { scale: 1 },
    optimizer,
    steps,
    precision: 'float64',
    precisionReason: 'residuals are followed below what float32 can tell',
    probes: [{ name: 'loss', quantity: 'loss', schedule: { every: 1 } }],
  };
}

/** ‖ξ_t‖ = √(2L(W_t)) at every step. */
export function residuals({ series }: Trajectory): Float64Array {
  return series.loss.values.map((loss) => Math.sqrt(2 * loss));
}

/** ‖Ξ_t‖ = √(‖ξ_t‖² + ‖ξ_{t−1}‖²), with ξ_{−1} = ξ_0. */
export function stacked(norms: ArrayLike<number>): number[] {
  return Array.from(norms, (norm, t) => Math.hypot(norm, t === 0 ? norm : norms[t - 1]));
}

/**
 * The same data in coordinates of their span, [n][n]: rows of the Cholesky factor of XXᵀ. Gaussian weights are isotropic
 * and the net sees inner products only, so its law does not change; a step costs n/d as much.
 */
export function inSpan(inputs: readonly (readonly number[])[]): number[][] {
  return cholesky(inputs.map((a) => inputs.map((b) => dot(a, b))));
}

/** Trains a default random data set (x uniform on the sphere, y = ±1) of one trial at its own η and β. */
export async function trainOnSphere(
  lab: Lab,
  trial: number,
  params: {
    readonly name: string;
    readonly samples: number;
    readonly dimension: number;
    readonly width: number;
    readonly fraction: number;
    readonly momentum: 'tuned' | 'zero';
    steps(tuned: Tuning): number;
  },
): Promise<{ norms: Float64Array; tuned: Tuning }> {
  const { name, samples, dimension, width, fraction, momentum } = params;
  const data = lab.data({ name, data: { sampler: 'unit-sphere', samples, dimension } }, trial);
  const inputs = samples < dimension ? inSpan(inputsOf(data)) : inputsOf(data);
  const tuned = tuning(limitingGram(inputs), fraction);
  const job = wideNetJob({
    name,
    inputs,
    labels: [...data.labels],
    width,
    eta: tuned.eta,
    beta: momentum === 'tuned' ? tuned.beta : 0,
    steps: params.steps(tuned),
  });
  const [trajectory] = await lab.train(job, [trial]);
  return { norms: residuals(trajectory), tuned };
}
