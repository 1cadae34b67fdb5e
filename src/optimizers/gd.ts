import { z } from 'zod';
import type { Optimizer } from './optimizer.ts';

const schema = z.strictObject({
  optimizer: z.literal('gd'),
  /** η */
  rate: z.number().positive(),
});

/** Gradient descent: W ← W − η∇L. */
export const gd: Optimizer<typeof schema> = {
  schema,
  buffers: 0,
  step({ rate }, _t, weights, gradient) {
    for (let k = 0; k < weights.length; k++) weights[k] -= rate * gradient[k];
  },
  tensorStep: (tf, { rate }, _t, weights, gradient) => ({
    weights: tf.sub(weights, tf.mul(gradient, rate)),
    buffers: [],
  }),
};
