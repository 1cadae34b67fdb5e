import { random } from '../random/random.ts';
import type { CheckedJob, Prepared } from './job.ts';

/** Draws the mini-batch of each step from the trial's own stream; null for full-batch methods. */
export function batchesOf(job: CheckedJob, { train, batchSeed }: Prepared): (() => number[]) | null {
  if (job.optimizer.optimizer !== 'sgd') return null;
  const size = Math.min(job.optimizer.batch, train.samples);
  const stream = random(batchSeed);
  return () => stream.subset(train.samples, size);
}
