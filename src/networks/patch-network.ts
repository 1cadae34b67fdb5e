import { z } from 'zod';
import type { Random } from '../random/random.ts';

/**
 * The two-layer patch network with a fixed second layer, W: [m, d], X: [P, d], a: [m]:
 *
 *     f_W(X) = Σ_r a_r Σ_p σ(⟨w_r, X[p]⟩)
 *     L(W)   = Σ_i ℓ(f_W(X_i), y_i) + λ/2 ‖W‖²
 *
 * with ℓ = log(1 + e^{−y f})/n (`logistic`) or ½(f − y)² (`squared`, summed as in ntk-acceleration, Sec. 2).
 */
export const networkSchema = z.strictObject({
  /** m */
  neurons: z.int().min(1),
  activation: z.discriminatedUnion('kind', [
    /** σ(z) = z^degree */
    z.strictObject({ kind: z.literal('power'), degree: z.int().min(1) }),
    /** σ(z) = max(0, z)^degree, with σ'(0) = 1 for degree 1 (the papers' 1{z ≥ 0}) */
    z.strictObject({ kind: z.literal('relu-power'), degree: z.int().min(1) }),
  ]),
  /** a: all 1; +1 on the first half and −1 on the second (two classes); random ±1/√m. */
  output: z.enum(['ones', 'classes', 'signs']),
  loss: z.enum(['logistic', 'squared']),
  /** λ */
  weightDecay: z.number().min(0).default(0),
});
export type Network = z.input<typeof networkSchema>;

/** The fixed output weights a, [m]. */
export function outputWeights(network: Network, stream: Random): Float64Array {
  const m = network.neurons;
  return Float64Array.from({ length: m }, (_, r) => {
    if (network.output === 'ones') return 1;
    if (network.output === 'classes') return r < m / 2 ? 1 : -1;
    return stream.sign() / Math.sqrt(m);
  });
}

/** σ(z) */
export function activate(z: number, { kind, degree }: Network['activation']): number {
  return kind === 'relu-power' && z < 0 ? 0 : power(z, degree);
}

/** σ'(z) */
export function activateSlope(z: number, { kind, degree }: Network['activation']): number {
  return kind === 'relu-power' && z < 0 ? 0 : degree * power(z, degree - 1);
}

function power(z: number, degree: number): number {
  switch (degree) {
    case 0:
      return 1;
    case 1:
      return z;
    case 2:
      return z * z;
    case 3:
      return z * z * z;
    default:
      return z ** degree;
  }
}

/** ℓ(f, y) of one sample, without the 1/n. */
export function sampleLoss(loss: Network['loss'], output: number, label: number): number {
  if (loss === 'squared') return 0.5 * (output - label) ** 2;
  const margin = label * output;
  return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
}

/** ∂ℓ/∂f of one sample, without the 1/n. */
export function sampleLossSlope(loss: Network['loss'], output: number, label: number): number {
  return loss === 'squared' ? output - label : -label / (1 + Math.exp(label * output));
}
