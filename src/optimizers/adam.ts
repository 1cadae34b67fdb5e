import { z } from 'zod';
import type { Optimizer } from './optimizer.ts';

const schema = z.strictObject({
  optimizer: z.literal('adam'),
  /** η */
  rate: z.number().positive(),
  beta1: z.number().min(0).lt(1),
  beta2: z.number().min(0).lt(1),
  biasCorrection: z.boolean(),
  epsilon: z.number().min(0),
  epsilonPlacement: z.enum(['outside', 'inside']),
});

/**
 * Adam (adam-generalization, eqs. 3.1–3.3): M ← β₁M + (1−β₁)∇L;  V ← β₂V + (1−β₂)(∇L)²;  W ← W − η M̂ / D, where
 * M̂ = M/(1−β₁^{t+1}) and V̂ = V/(1−β₂^{t+1}) with bias correction, else M and V (the paper), and
 * D = √V̂ + ε (`outside`, as PyTorch) or √(V̂ + ε) (`inside`). Where D = 0 the entry has never had a gradient: no move.
 */
export const adam: Optimizer<typeof schema> = {
  schema,
  buffers: 2,
  step(spec, t, weights, gradient, [first, second]) {
    const { rate, beta1, beta2, epsilon } = spec;
    const { correct1, correct2 } = corrections(spec, t);
    const outside = spec.epsilonPlacement === 'outside' ? epsilon : 0;
    const inside = epsilon - outside;
    for (let k = 0; k < weights.length; k++) {
      const slope = gradient[k];
      first[k] = beta1 * first[k] + (1 - beta1) * slope;
      second[k] = beta2 * second[k] + (1 - beta2) * slope * slope;
      const scale = Math.sqrt(second[k] / correct2 + inside) + outside;
      if (scale > 0) weights[k] -= (rate * first[k]) / (correct1 * scale);
    }
  },
  tensorStep(tf, spec, t, weights, gradient, [first, second]) {
    const { rate, beta1, beta2, epsilon } = spec;
    const { correct1, correct2 } = corrections(spec, t);
    const outside = spec.epsilonPlacement === 'outside' ? epsilon : 0;
    const nextFirst = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
    const nextSecond = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
    const scale = tf.add(tf.sqrt(tf.add(tf.div(nextSecond, correct2), epsilon - outside)), outside);
    return {
      weights: tf.sub(weights, tf.divNoNan(tf.mul(nextFirst, rate / correct1), scale)),
      buffers: [nextFirst, nextSecond],
    };
  },
};

function corrections({ beta1, beta2, biasCorrection }: z.output<typeof schema>, t: number) {
  return biasCorrection
    ? { correct1: 1 - beta1 ** (t + 1), correct2: 1 - beta2 ** (t + 1) }
    : { correct1: 1, correct2: 1 };
}
