import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Training } from '../train.ts';
import type { ImageJob } from './job.ts';

/** What image classifiers need of a `Training`. */
export type ImageTraining = Omit<Training, 'engine'> & { readonly engine: Pick<Training['engine'], 'name'> };

/** All trials of some jobs, beginning with the thread's own; what others have trained by then it finds in the cache. */
export interface Assignment {
  readonly jobs: readonly ImageJob[];
  readonly trials: readonly number[];
  readonly engine: string;
  readonly cache: string;
  readonly rootSeed: string;
  readonly files: string | undefined;
}

/**
 * Starts threads that train the same trials from other ones on, into the cache, where a trial is trained once: the caller
 * goes through all of them and finds done what a thread has done. Returns what stops them, which saves checkpoints.
 */
export function startThreads(
  jobs: readonly ImageJob[],
  trials: readonly number[],
  { engine, cache, rootSeed, files, threads = 1 }: ImageTraining,
): () => Promise<unknown> {
  const count = Math.min(threads, trials.length);
  const workers = Array.from({ length: count - 1 }, (_, k) => {
    const from = Math.floor(((k + 1) * trials.length) / count);
    const own = [...trials.slice(from), ...trials.slice(0, from)];
    const assignment: Assignment = { jobs, trials: own, engine: engine.name, cache: cache.folder, rootSeed, files };
    return new Worker(new URL('thread.mjs', import.meta.url), { workerData: assignment, execArgv: [] });
  });
  const ended = workers.map((worker) => once(worker, 'exit').catch(() => {}));
  return () => {
    for (const worker of workers) worker.postMessage('stop');
    return Promise.all(ended);
  };
}
