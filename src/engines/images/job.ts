import { z } from 'zod';
import { imageDataSchema } from '../../data/images/image-data.ts';
import { BadInput } from '../../errors.ts';
import { imageNetworkSchema } from '../../networks/images/architectures.ts';
import { gd } from '../../optimizers/gd.ts';
import { heavyBall } from '../../optimizers/heavy-ball.ts';
import { momentum } from '../../optimizers/momentum.ts';

/** What the rate of the optimizer is multiplied by at each update. */
const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  /** By `factor` from each of these shares of the updates on. */
  z.strictObject({
    kind: z.literal('step'),
    at: z.array(z.number().min(0).max(1)).readonly(),
    factor: z.number().positive(),
  }),
  /** Half a cosine from 1 to 0 (Loshchilov & Hutter 2017). */
  z.strictObject({ kind: z.literal('cosine') }),
  /** By `factor` whenever the loss of the updates has not fallen below its minimum for `patience` of them. */
  z.strictObject({ kind: z.literal('plateau'), factor: z.number().positive(), patience: z.int().min(1) }),
]);

export const imageJobSchema = z
  .strictObject({
    /** Name of the experiment. Seeds derive from it, so jobs with one name are paired: same pictures, same start. */
    name: z.string().min(1),
    data: imageDataSchema,
    network: imageNetworkSchema,
    optimizer: z.discriminatedUnion('optimizer', [gd.schema, momentum.schema, heavyBall.schema]),
    /** Pictures per update, shuffled anew in each epoch; all of them unless given. */
    batch: z.int().min(1).optional(),
    /** λ: the gradient of λ/2 ‖θ‖² is added to that of the loss. */
    weightDecay: z.number().min(0).default(0),
    schedule: scheduleSchema.default({ kind: 'constant' }),
    /** Updates. */
    steps: z.int().min(1),
    /** Updates between two looks at losses and accuracies. */
    every: z.int().min(1),
    /** Stop at a look that finds no training error. */
    stopAtZeroError: z.boolean().default(false),
    /** Pictures held in memory at once; the gradients of a batch are accumulated over such chunks. */
    chunk: z.int().min(1).default(2000),
  })
  .check(({ value, issues }) => {
    const whole = Math.min(value.batch ?? value.data.train, value.data.train);
    if (value.network.batchNorm && value.chunk < whole) {
      const message = `must hold a whole batch of ${whole}: batch normalisation takes its statistics over all of it`;
      issues.push({ code: 'custom', path: ['chunk'], input: value.chunk, message });
    }
  });

/** A training run of an image classifier: everything that determines it except the trial, the root seed and the user's files. */
export type ImageJob = z.input<typeof imageJobSchema>;
export type CheckedImageJob = z.output<typeof imageJobSchema>;

/** @throws BadInput naming the first field of the job that breaks its rule. */
export function checkImageJob(job: ImageJob): CheckedImageJob {
  const result = imageJobSchema.safeParse(job);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BadInput({
    field: `image job "${job.name}", ${issue.path.join('.')}`,
    rule: issue.message,
    value: issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], job),
    remedy: 'See src/engines/images/job.ts for what each field may hold.',
  });
}

/** What the rate is multiplied by at update t of `steps`, by a schedule that looks at nothing else. */
export function rateFactor(
  schedule: Exclude<CheckedImageJob['schedule'], { kind: 'plateau' }>,
  t: number,
  steps: number,
): number {
  if (schedule.kind === 'constant') return 1;
  if (schedule.kind === 'cosine') return (1 + Math.cos((Math.PI * t) / steps)) / 2;
  return schedule.factor ** schedule.at.filter((share) => t >= share * steps).length;
}
