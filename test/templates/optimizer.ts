import { z } from 'zod';
import type { Optimizer } from '../../src/optimizers/optimizer.ts';

// Copy to src/optimizers/<name>.ts, then add it to `optimizers` and `optimizerSchema` in src/optimizers/optimizers.ts.
// The contract battery enrols it: arrays = tensors, batched = looped.

const schema = z.strictObject({
  optimizer: z.literal('clipped-gd'),
  /** η */
  rate: z.number().positive(),
  /** c */
  clip: z.number().positive(),
});

/** Entrywise clipped gradient descent: W ← W − η min(max(∇L, −c), c). */
export const clippedGd: Optimizer<typeof schema> = {
  schema,
  buffers: 0,
  step({ rate, clip }, _t, weights, gradient) {
    for (let k = 0; k < weights.length; k++) weights[k] -= rate * Math.min(Math.max(gradient[k], -clip), clip);
  },
  tensorStep: (tf, { rate, clip }, _t, weights, gradient) => ({
    weights: tf.sub(weights, tf.mul(tf.clipByValue(gradient, -clip, clip), rate)),
    buffers: [],
  }),
};
