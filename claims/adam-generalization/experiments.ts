import type { Job, OptimizerSpec } from 'lemmata';

/** Adam as the paper writes it (3.1)-(3.3): no bias correction, no ε. */
export function paperAdam(rate: number, beta2: number): OptimizerSpec {
  return { optimizer: 'adam', rate, beta1: 0.9, beta2, biasCorrection: false, epsilon: 0, epsilonPlacement: 'outside' };
}

/** Adam with the defaults of PyTorch, which the experiments of Section 6 use. */
export function pytorchAdam(rate: number): OptimizerSpec {
  return {
    optimizer: 'adam',
    rate,
    beta1: 0.9,
    beta2: 0.999,
    biasCorrection: true,
    epsilon: 1e-8,
    epsilonPlacement: 'outside',
  };
}

/** A family of the catalogue: data, network and regularisation (Setting; Definition 3.1). */
export interface Family {
  /** n */
  readonly samples: number;
  /** s */
  readonly sparsity: number;
  /** Stored columns. */
  readonly dimension: number;
  readonly supports: 'uniform' | 'disjoint';
  /** σ_p */
  readonly noise: number;
  readonly alpha: number;
  /** σ₀ */
  readonly initScale: number;
  readonly weightDecay: number;
  /** m, neurons per class. */
  readonly neurons: number;
}

/** The experiment of Section 6. */
export const paperFamily: Family = {
  samples: 200,
  sparsity: 100,
  dimension: 1000,
  supports: 'uniform',
  noise: 0.1,
  alpha: 0.2,
  initScale: 0.01,
  weightDecay: 1e-5,
  neurons: 20,
};

/**
 * Families Q (n = 8, s = 100, m = 8, α = 2σ_p), M (16, 100, 10, σ_p) and B (16, 256, 16, 2σ_p): nominal d = 4n⁴s²,
 * σ₀ = d^{−1/4}, σ_p = s^{−1/2}, λ = σ₀^{q−1}/n, q = 3, disjoint supports. Columns that no noise touches only decay:
 * they are left out.
 */
export function disjointFamily(n: number, s: number, neurons: number, alphaOverNoise: number): Family {
  const nominal = 4 * n ** 4 * s ** 2;
  const initScale = nominal ** -0.25;
  const noise = s ** -0.5;
  return {
    samples: n,
    sparsity: s,
    dimension: 1 + n * s,
    supports: 'disjoint',
    noise,
    alpha: alphaOverNoise * noise,
    initScale,
    weightDecay: initScale ** 2 / n,
    neurons,
  };
}

/** With so many columns more, which no training noise touches; those of a test point’s noise lie there. */
export function withPool(family: Family, columns = family.sparsity): Family {
  return { ...family, dimension: family.dimension + columns };
}

/** A run of a family; jobs with one name start from one draw of data and weights. */
export function familyJob(
  name: string,
  family: Family,
  run: Pick<Job, 'optimizer' | 'steps' | 'probes' | 'precisionReason'> & {
    readonly test?: number;
    /** Default float64. */
    readonly precision?: Job['precision'];
    /** q, default 3. */
    readonly degree?: number;
  },
): Job {
  const { samples, sparsity, dimension, supports, noise, alpha, initScale, weightDecay, neurons } = family;
  const { optimizer, steps, probes, test, precision = 'float64', precisionReason, degree = 3 } = run;
  return {
    name,
    network: {
      neurons: 2 * neurons,
      activation: { kind: 'relu-power', degree },
      output: 'classes',
      loss: 'logistic',
      weightDecay,
    },
    data: { sampler: 'sparse-feature', samples, sparsity, dimension, noise, alpha, supports, ...(test && { test }) },
    init: { scale: initScale },
    optimizer,
    steps,
    precision,
    precisionReason,
    probes,
  };
}
