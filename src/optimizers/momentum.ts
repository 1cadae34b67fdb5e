import { z } from 'zod';
import type { Optimizer } from './optimizer.ts';

const schema = z.strictObject({
  optimizer: z.literal('momentum'),
  /** η */
  rate: z.number().positive(),
  /** γ */
  memory: z.number().min(0).lt(1),
});

/**
 * Momentum as an exponential moving average (GD+M of momentum-generalization, Sec. 2), g⁰ = 0:
 * g ← γg + (1−γ)∇L;  W ← W − ηg.
 */
export const momentum: Optimizer<typeof schema> = {
  schema,
  buffers: 1,
  step({ rate, memory }, _t, weights, gradient, [average]) {
    for (let k = 0; k < weights.length; k++) {
      average[k] = memory * average[k] + (1 - memory) * gradient[k];
      weights[k] -= rate * average[k];
    }
  },
  tensorStep(tf, { rate, memory }, _t, weights, gradient, [average]) {
    const next = tf.add(tf.mul(average, memory), tf.mul(gradient, 1 - memory));
    return { weights: tf.sub(weights, tf.mul(next, rate)), buffers: [next] };
  },
};
