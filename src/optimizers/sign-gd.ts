import { z } from 'zod';
import type { Optimizer } from './optimizer.ts';

const schema = z.strictObject({
  optimizer: z.literal('sign-gd'),
  /** η */
  rate: z.number().positive(),
});

/** Sign descent: W ← W − η sgn(∇L), sgn 0 = 0. */
export const signGd: Optimizer<typeof schema> = {
  schema,
  buffers: 0,
  step({ rate }, _t, weights, gradient) {
    for (let k = 0; k < weights.length; k++) weights[k] -= rate * Math.sign(gradient[k]);
  },
  tensorStep: (tf, { rate }, _t, weights, gradient) => ({
    weights: tf.sub(weights, tf.mul(tf.sign(gradient), rate)),
    buffers: [],
  }),
};
