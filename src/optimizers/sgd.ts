import { z } from 'zod';
import { momentum } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';

const schema = z.strictObject({
  optimizer: z.literal('sgd'),
  /** η */
  rate: z.number().positive(),
  /** γ */
  memory: z.number().min(0).lt(1).default(0),
  /** |B| */
  batch: z.int().min(1),
});

/**
 * Stochastic gradient descent with momentum as an exponential moving average (memory γ = 0: none), on mini-batches
 * drawn without replacement at each step: g ← γg + (1−γ)∇L_B;  W ← W − ηg.
 */
export const sgd: Optimizer<typeof schema> = {
  schema,
  buffers: 1,
  step: (spec, t, weights, gradient, buffers) =>
    momentum.step({ ...spec, optimizer: 'momentum' }, t, weights, gradient, buffers),
  tensorStep: (tf, spec, t, weights, gradient, buffers) =>
    momentum.tensorStep(tf, { ...spec, optimizer: 'momentum' }, t, weights, gradient, buffers),
};
