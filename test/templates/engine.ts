import type { Engine } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';

// Copy to src/engines/<name>.ts, then add it to src/engines/select.ts. The contract battery compares its trajectories
// with the other engines' over the table of jobs.

/** An engine turns a checked job and its prepared trials into trajectories; it draws nothing and caches nothing. */
export const echo: Engine = {
  name: 'echo',
  device: 'wherever plain runs',
  precisions: plain.precisions,
  train: (job, trials, signal) => plain.train(job, trials, signal),
};
