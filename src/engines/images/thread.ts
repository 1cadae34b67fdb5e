import { parentPort, workerData } from 'node:worker_threads';
import { TrajectoryCache } from '../cache.ts';
import type { Assignment } from './threads.ts';
import { trainImages } from './train.ts';

/** The body of a thread. What fails here fails in the main thread too, which says so. */
const { jobs, trials, engine, cache, rootSeed, files } = workerData as Assignment;
const stop = new AbortController();
parentPort!.once('message', () => stop.abort());
await trainImages(jobs, trials, {
  engine: { name: engine },
  rootSeed,
  cache: new TrajectoryCache(cache),
  files,
  signal: stop.signal,
}).catch(() => {});
parentPort!.close();
