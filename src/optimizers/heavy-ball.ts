import { z } from 'zod';
import type { Optimizer } from './optimizer.ts';

const schema = z.strictObject({
  optimizer: z.literal('heavy-ball'),
  /** η */
  rate: z.number().positive(),
  /** β */
  momentum: z.number().min(0).lt(1),
  form: z.enum(['velocity', 'displacement']).default('displacement'),
});

/**
 * Polyak's heavy ball from rest, W₋₁ = W₀ (ntk-acceleration, Sec. 2.1; igr-momentum, eq. 8). Two printed forms:
 * `velocity` (Algorithm 1): m ← βm + ∇L;  W ← W − ηm.
 * `displacement` (Algorithm 2): W⁺ = W − η∇L + β(W − W⁻); the buffer holds W − W⁻.
 */
export const heavyBall: Optimizer<typeof schema> = {
  schema,
  buffers: 1,
  step({ rate, momentum, form }, _t, weights, gradient, [buffer]) {
    for (let k = 0; k < weights.length; k++) {
      if (form === 'velocity') {
        buffer[k] = momentum * buffer[k] + gradient[k];
        weights[k] -= rate * buffer[k];
      } else {
        const next = weights[k] - rate * gradient[k] + momentum * buffer[k];
        buffer[k] = next - weights[k];
        weights[k] = next;
      }
    }
  },
  tensorStep(tf, { rate, momentum, form }, _t, weights, gradient, [buffer]) {
    if (form === 'velocity') {
      const velocity = tf.add(tf.mul(buffer, momentum), gradient);
      return { weights: tf.sub(weights, tf.mul(velocity, rate)), buffers: [velocity] };
    }
    const next = tf.add(tf.sub(weights, tf.mul(gradient, rate)), tf.mul(buffer, momentum));
    return { weights: next, buffers: [tf.sub(next, weights)] };
  },
};
