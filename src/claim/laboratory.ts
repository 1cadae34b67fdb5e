import { drawRawImages, imageDataSchema } from '../data/images/image-data.ts';
import { samplerSchema } from '../data/samplers.ts';
import { trainImages } from '../engines/images/train.ts';
import { checkJob } from '../engines/job.ts';
import { drawData } from '../engines/prepare.ts';
import { recordedBytes } from '../engines/recorder.ts';
import { type JobProgress, type Training, train } from '../engines/train.ts';
import { deriveSeed } from '../random/random.ts';
import type { Lab } from './claim.ts';

/** Bytes that the runs which are kept at once may record. */
const room = 2 ** 29;

/** The lab of a claim; `tell` hears which trial and job it is at. */
export function laboratory(
  name: string,
  training: Training,
  tell?: (step: { trial?: number; job?: JobProgress }) => void,
): Lab {
  const heard = { ...training, progress: (job: JobProgress) => tell?.({ job }) };
  const lab: Lab = {
    seed(purpose, trial) {
      tell?.({ trial });
      return deriveSeed(training.rootSeed, name, purpose, trial);
    },
    train: (job, trials) => train(job, trials, heard),
    async each(jobs, trials, look) {
      const rows: ReturnType<typeof look>[][] = trials.map(() => []);
      if (trials.length === 0) return rows;
      for (const [which, job] of jobs.entries()) {
        const bytes = recordedBytes(checkJob(job), lab.data(job, trials[0]));
        const parts = Math.ceil((trials.length * bytes) / room);
        const size = Math.ceil(trials.length / parts);
        for (let from = 0; from < trials.length; from += size) {
          const runs = await lab.train(job, trials.slice(from, from + size));
          for (const [k, run] of runs.entries()) rows[from + k].push(look(run, lab.data(job, run.trial), which));
        }
      }
      return rows;
    },
    trainImages: (jobs, trials) => trainImages(jobs, trials, heard),
    images({ name: job, data }, trial) {
      const seed = (purpose: string) => deriveSeed(training.rootSeed, job, purpose, trial);
      return drawRawImages(imageDataSchema.parse(data), { data: seed('data'), test: seed('test') }, training.files);
    },
    data: ({ name: job, data }, trial) =>
      drawData({ name: job, data: samplerSchema.parse(data) }, training.rootSeed, trial).train,
    signal: training.signal,
  };
  return lab;
}
