import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { NotMeasured } from '../errors.ts';
import { codeVersion, type TrajectoryCache } from './cache.ts';
import { checkJob, type Engine, type Job } from './job.ts';
import { drawData, prepare } from './prepare.ts';
import type { Trajectory } from './trajectory.ts';

export interface Training {
  readonly engine: Engine;
  readonly rootSeed: string;
  readonly cache: TrajectoryCache;
  readonly signal: AbortSignal;
  /** Folder of the image sets that the user supplies. */
  readonly files?: string;
  /** Threads that image classifiers may keep busy, default 1; an engine has its own. */
  readonly threads?: number;
  /** Device by name of every engine whose trajectories were used so far. */
  readonly used?: Map<string, string>;
  /** Precisions of the jobs so far, each with its reason. */
  readonly precisions?: Set<string>;
  readonly progress?: (at: JobProgress) => void;
}

/** How far a job is that trains here. */
export interface JobProgress {
  readonly job: string;
  readonly trials: number;
  readonly steps: number;
  /** Of all steps of all trials, what is done. */
  readonly fraction: number;
  /** Of all steps of all trials, what was trained since `startedAt`; the rest of what is done was in the cache. */
  readonly trained: number;
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
  const { precisionReason, ...content } = job;
  const { rootSeed, signal, progress } = training;
  const data = () => drawData(job, rootSeed, trials[0]).train;
  const engine = (await training.engine.pick?.(job, trials.length, data)) ?? training.engine;
  training.used?.set(engine.name, engine.device);
  if (precisionReason) training.precisions?.add(`${job.precision}: ${precisionReason}`);
  if (!engine.precisions.includes(job.precision)) {
    throw new NotMeasured(`engine ${engine.name} has no ${job.precision}, which "${job.name}" needs`);
  }
  const keys = trials.map((trial) => address(training, engine, { job: content, trial }));
  return trainOnce(keys, training, (mine) => {
    const started = mine.map((k) => prepare(job, rootSeed, trials[k]));
    const at = { job: job.name, trials: started.length, steps: job.steps, startedAt: Date.now() };
    return engine.train(job, started, signal, (fraction) => progress?.({ ...at, fraction, trained: fraction }));
  });
}

/**
 * The trajectories of these keys. What the cache holds is read, what another process trains is waited for; `train` gets
 * the indices of the others, whose trajectories it gives in that order.
 */
export async function trainOnce(
  keys: readonly string[],
  { cache, signal }: Pick<Training, 'cache' | 'signal'>,
  train: (mine: readonly number[]) => Promise<readonly Trajectory[]>,
): Promise<Trajectory[]> {
  const found = new Map<string, Trajectory>();
  for (;;) {
    const mine: { k: number; release: () => void }[] = [];
    let elsewhere: string | undefined;
    try {
      for (const [k, key] of keys.entries()) {
        if (found.has(key)) continue;
        const known = cache.read(key);
        const release = known ? null : cache.claim(key);
        // Read again after the claim: another process may have finished between the two.
        const stored = known ?? cache.read(key);
        if (stored) {
          found.set(key, stored);
          release?.();
        } else if (release) mine.push({ k, release });
        else elsewhere ??= key;
      }
      const trained = mine.length > 0 ? await train(mine.map(({ k }) => k)) : [];
      for (const [at, { k }] of mine.entries()) {
        cache.write(keys[k], trained[at]);
        found.set(keys[k], trained[at]);
      }
    } finally {
      for (const { release } of mine) release();
    }
    if (elsewhere === undefined) return keys.map((key) => found.get(key)!);
    await cache.waitFor(elsewhere, signal);
  }
}

/** Content address of one trial: everything that determines its trajectory. */
export function address(
  { rootSeed }: Pick<Training, 'rootSeed'>,
  { name, device }: Pick<Engine, 'name' | 'device'>,
  what: { readonly job: object; readonly trial: number },
): string {
  const content = { ...what, rootSeed, engine: name, device, codeVersion };
  return createHash('sha256')
    .update(stringify(content) ?? '')
    .digest('hex');
}
