import { beforeEach, expect, test } from 'vitest';
import { laboratory } from '../../src/claim/laboratory.ts';
import type { Job } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { toyJob, training } from '../engines/toys.ts';
import { folder } from '../folder.ts';

/** The trials of each call of the engine. */
let calls: number[][];
let settings: ReturnType<typeof training>;
beforeEach(() => {
  calls = [];
  const engine: typeof plain = {
    ...plain,
    async train(job, trials, signal) {
      calls.push(trials.map(({ trial }) => trial));
      return await plain.train(job, trials, signal);
    },
  };
  settings = training(folder(), { engine });
});

test('each looks at every run with its data, and trains the trials of a job together', async () => {
  const lab = laboratory('toys/toy', settings);
  const jobs: Job[] = [toyJob, { ...toyJob, optimizer: { optimizer: 'sign-gd', rate: 0.1 } }];
  const seen = await lab.each(jobs, [4, 2], (run, data, job) => ({ run, data, job }));
  expect(calls).toEqual([
    [4, 2],
    [4, 2],
  ]);
  for (const [k, trial] of [4, 2].entries()) {
    for (const [which, job] of jobs.entries()) {
      const [run] = await lab.train(job, [trial]);
      expect(seen[k][which]).toEqual({ run, data: lab.data(job, trial), job: which });
    }
  }
  expect(calls).toHaveLength(2);
});

test('each holds only so many runs at once as there is room for what they may record', async () => {
  // 10⁷ records of 16 weights and a step number are 1.36 GB; the stop comes at once.
  const probes: Job['probes'] = [{ name: 'weights', quantity: 'weights', schedule: { every: 1 } }];
  const job: Job = { ...toyJob, steps: 1e7, stopBelowSlope: 1, probes };
  const lab = laboratory('toys/toy', settings);
  await lab.each([job], [0, 1], () => null);
  expect(calls).toEqual([[0], [1]]);
  calls.length = 0;
  await lab.each([{ ...job, steps: 1.5e6 }], [0, 1, 2, 3, 4], () => null);
  expect(calls).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
});

test('each of no trials is nothing', async () => {
  expect(await laboratory('toys/toy', settings).each([toyJob], [], () => 1)).toEqual([]);
  expect(calls).toEqual([]);
});
