import type * as tfjs from '@tensorflow/tfjs-core';
import type { z } from 'zod';

export type Buffer = Float64Array | Float32Array;
type Tensor = tfjs.Tensor;

/**
 * A first-order method in two forms of one equation: in place on arrays, and as a pure function of tensors.
 * W, ∇L and every buffer have one shape ([m, d], or [trials, m, d]); buffers start at zero. Step t counts from 0.
 */
export interface Optimizer<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** Number of state buffers of the shape of W. */
  readonly buffers: number;
  /** W ← W⁺ and the buffers, in place. */
  step(spec: z.output<Schema>, t: number, weights: Buffer, gradient: Buffer, buffers: readonly Buffer[]): void;
  /** The same update on tensors; runs inside `tf.tidy`. */
  tensorStep(
    tf: typeof tfjs,
    spec: z.output<Schema>,
    t: number,
    weights: Tensor,
    gradient: Tensor,
    buffers: readonly Tensor[],
  ): { weights: Tensor; buffers: Tensor[] };
}
