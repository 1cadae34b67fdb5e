import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { Dataset } from '../data/dataset.ts';
import { NotMeasured } from '../errors.ts';
import { codeVersion, type TrajectoryCache } from './cache.ts';
import { type CheckedJob, checkJob, type Engine, type Job } from './job.ts';
import { drawData, prepare } from './prepare.ts';
import type { Trajectory } from './trajectory.ts';

export interface Training {
  readonly engine: Engine;
  readonly rootSeed: string;
  readonly cache: TrajectoryCache;
  readonly signal: AbortSignal;
  /** Folder of the image sets that the user supplies. */
  readonly files?: string;
  /** Device by name of every engine whose trajectories were used so far. */
  readonly used?: Map<string, string>;
  readonly progress?: (at: JobProgress) => void;
}

/** How far a job is that trains here. */
export interface JobProgress {
  readonly job: string;
  readonly trials: number;
  readonly steps: number;
  /** Of all steps of all trials, what is done. */
  readonly fraction: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * One trajectory per trial, in the order asked for. A trial is trained once per cache: what is there is read, what
 * another process trains is waited for, the rest is trained here.
 * @throws BadInput for a malformed job; NotMeasured when training diverges or the engine fails.
 */
export async function train(raw: Job, trials: readonly number[], training: Training): Promise<Trajectory[]> {
  const job = checkJob(raw);
  const { rootSeed, cache, signal, progress } = training;
  const data = () => drawnOnce(job, rootSeed, trials[0]);
  const engine = (await training.engine.pick?.(job, trials.length, data)) ?? training.engine;
  training.used?.set(engine.name, engine.device);
  if (!engine.precisions.includes(job.precision)) {
    throw new NotMeasured(`engine ${engine.name} has no ${job.precision}, which "${job.name}" needs`);
  }
  const keys = new Map(trials.map((trial) => [trial, address(job, trial, rootSeed, engine)]));
  const found = new Map<number, Trajectory>();
  for (;;) {
    const mine: { trial: number; release: () => void }[] = [];
    let elsewhere: number | undefined;
    try {
      for (const trial of trials) {
        if (found.has(trial)) continue;
        const key = keys.get(trial)!;
        const known = cache.read(key);
        const release = known ? null : cache.claim(key);
        // Read again after the claim: another process may have finished between the two.
        const stored = known ?? cache.read(key);
        if (stored) {
          found.set(trial, stored);
          release?.();
        } else if (release) mine.push({ trial, release });
        else elsewhere ??= trial;
      }
      const started = mine.map(({ trial }) => prepare(job, rootSeed, trial));
      const at = { job: job.name, trials: started.length, steps: job.steps, startedAt: Date.now() };
      for (const trajectory of started.length > 0
        ? await engine.train(job, started, signal, (fraction) => progress?.({ ...at, fraction }))
        : []) {
        await cache.write(keys.get(trajectory.trial)!, trajectory);
        found.set(trajectory.trial, trajectory);
      }
    } finally {
      for (const { release } of mine) release();
    }
    if (found.size === keys.size) return trials.map((trial) => found.get(trial)!);
    if (elsewhere !== undefined) await cache.waitFor(keys.get(elsewhere)!, signal);
  }
}

const drawn = new Map<string, Dataset>();

/** One data set for each description: engines are chosen by its size, which the seed does not move. */
function drawnOnce(job: CheckedJob, rootSeed: string, trial: number): Dataset {
  const key = stringify(job.data) ?? '';
  const data = drawn.get(key) ?? drawData(job, rootSeed, trial).train;
  drawn.set(key, data);
  return data;
}

/** Content address of one trial: everything that determines its trajectory. */
function address(job: CheckedJob, trial: number, rootSeed: string, engine: Engine): string {
  const content = { job, trial, rootSeed, engine: engine.name, device: engine.device, codeVersion };
  return createHash('sha256')
    .update(stringify(content) ?? '')
    .digest('hex');
}
