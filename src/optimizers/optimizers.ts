import { z } from 'zod';
import { adam } from './adam.ts';
import { gd } from './gd.ts';
import { heavyBall } from './heavy-ball.ts';
import { momentum } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';
import { signGd } from './sign-gd.ts';

/** Every optimizer by name; adding one here enrols it in the contract battery. */
export const optimizers = { gd, momentum, 'heavy-ball': heavyBall, adam, 'sign-gd': signGd, sgd };

export const optimizerSchema = z.discriminatedUnion('optimizer', [
  gd.schema,
  momentum.schema,
  heavyBall.schema,
  adam.schema,
  signGd.schema,
  sgd.schema,
]);
/** What a job says of its optimizer. */
export type OptimizerSpec = z.input<typeof optimizerSchema>;

/** The optimizer of a checked spec. */
export function optimizerOf(spec: z.output<typeof optimizerSchema>): Optimizer {
  return optimizers[spec.optimizer] as Optimizer;
}
