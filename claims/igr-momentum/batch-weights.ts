import type { Random } from 'lemmata';

/** How mini-batches are drawn: independently with replacement (Section 5), or reshuffled in every epoch. */
export type Sampling = 'independent' | 'shuffled';

/** All sequences of `length` batches out of `count` that the sampling makes equally likely. */
export function allSequences(count: number, length: number, sampling: Sampling): number[][] {
  const open = (sequence: readonly number[]) => {
    const epoch = sampling === 'shuffled' ? sequence.slice(sequence.length - (sequence.length % count)) : [];
    return Array.from({ length: count }, (_, j) => j).filter((j) => !epoch.includes(j));
  };
  let sequences: number[][] = [[]];
  for (let k = 0; k < length; k++) {
    sequences = sequences.flatMap((sequence) => open(sequence).map((j) => [...sequence, j]));
  }
  return sequences;
}

/** `length` independent batches out of `count`. */
export function* randomBatches(count: number, length: number, stream: Random): Generator<number> {
  for (let k = 0; k < length; k++) yield stream.integer(count);
}

/** The weights of ∇G_k = Σ_j w_j ∇E_(j) after each step of a batch sequence, w ← βw + e_j; always the same array. */
export function* forceWeights(batches: Iterable<number>, count: number, beta: number): Generator<Float64Array> {
  const w = new Float64Array(count);
  for (const j of batches) {
    for (let i = 0; i < count; i++) w[i] *= beta;
    w[j] += 1;
    yield w;
  }
}

/** Σ_ij w_i Γ_ij w_j */
export function quadratic(gamma: readonly Float64Array[], w: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < w.length; i++) for (let j = 0; j < w.length; j++) sum += w[i] * gamma[i][j] * w[j];
  return sum;
}

/**
 * Moments of flow (10) under independent batches: E∇G_k = c∇E, Cov ∇G_k = dC and
 * E[‖∇G_k‖² + 2 Σ_{r<k} β^{k−r}‖∇G_r‖²] = a‖∇E‖² + bF, F = tr C. At k = ∞ they are the fixed points of the recursions.
 */
export function moments(beta: number, k: number): { a: number; b: number; c: number; d: number } {
  let [c, d, pastC, pastD] = [1, 1, 0, 0];
  // β^k is below rounding long before k = 4000 for β ≤ 0.99.
  for (let r = 0; r < Math.min(k, 4000); r++) {
    pastC = beta * (pastC + c * c);
    pastD = beta * (pastD + d);
    c = 1 + beta * c;
    d = 1 + beta * beta * d;
  }
  return { a: c * c + 2 * pastC, b: d + 2 * pastD, c, d };
}
