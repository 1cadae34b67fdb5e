import { TrajectoryCache } from '../../src/engines/cache.ts';
import type { Engine, Job } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import type { Training } from '../../src/engines/train.ts';

/** A job of a few milliseconds. */
export const toyJob: Job = {
  name: 'toy',
  network: { neurons: 2, activation: { kind: 'relu-power', degree: 2 }, output: 'classes', loss: 'logistic' },
  data: {
    sampler: 'sparse-feature',
    samples: 4,
    sparsity: 2,
    dimension: 8,
    noise: 0.5,
    alpha: 0.1,
    supports: 'uniform',
  },
  init: { scale: 0.5 },
  optimizer: { optimizer: 'gd', rate: 0.1 },
  steps: 10,
  precision: 'float64',
  probes: [
    { name: 'loss', quantity: 'loss', schedule: { every: 2 } },
    { name: 'feature', quantity: 'projection', direction: 'feature', schedule: 'end' },
  ],
};

/** A job that does not end by itself. */
export const endlessJob: Job = {
  ...toyJob,
  name: 'endless',
  steps: 1e9,
  probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
};

/** Plain, taking note of the trials that it is asked to train. */
export function counting(trained: number[] = []): Engine & { readonly trained: number[] } {
  return {
    ...plain,
    trained,
    async train(job, trials, signal) {
      trained.push(...trials.map(({ trial }) => trial));
      return await plain.train(job, trials, signal);
    },
  };
}

export function training(path: string, changes: Partial<Training> = {}): Training {
  const signal = new AbortController().signal;
  return { engine: plain, rootSeed: '1', cache: new TrajectoryCache(path), signal, ...changes };
}
