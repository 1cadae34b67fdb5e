import { setImmediate } from 'node:timers/promises';
import { drawImages, type ImageSplit } from '../../data/images/image-data.ts';
import type { ImageSet } from '../../data/images/image-set.ts';
import { shuffled } from '../../data/images/small-margin.ts';
import { NotMeasured } from '../../errors.ts';
import { deriveSeed, random } from '../../random/random.ts';
import { type BackendName, backends } from '../backends.ts';
import { address, trainOnce } from '../train.ts';
import type { Series, Trajectory } from '../trajectory.ts';
import { FusedRun, isFused } from './fused.ts';
import { onTensors } from './image-run.ts';
import { type CheckedImageJob, checkImageJob, type ImageJob, rateFactor } from './job.ts';
import type { Score } from './network-run.ts';
import { type ImageTraining, startThreads } from './threads.ts';

/** The kernels of this folder, or a backend of TensorFlow.js: the name in records, and what runs there. */
interface Place {
  readonly name: string;
  readonly device: string;
  readonly backend: BackendName | null;
}

/**
 * Pictures that pass through networks, from which on it pays to start threads, or to look for a backend that is faster than
 * WebAssembly.
 */
const manyPasses = 1e6;
const nativePays = 2e7;
/** Milliseconds between two checkpoints. */
const pause = 60_000;
const checkpointOf = (key: string) => `${key}-checkpoint`;

/**
 * One trajectory per job and trial, [job][trial], with the series `train-loss`, `train`, `test` (accuracies), `test-small`
 * and `test-large` where there are small margins, and `validation` where pictures are set apart. A run that diverges ends
 * with a loss that is not finite. Runs are cached, and resume from the last checkpoint of an interrupted process. Long jobs
 * in WebAssembly, of more than `threadsPay` passes of a picture, are spread over `training.threads`, trial by trial.
 * @throws BadInput for a malformed job; NoData without the user's files; NotMeasured when the backend fails.
 */
export async function trainImages(
  raw: readonly ImageJob[],
  trials: readonly number[],
  training: ImageTraining,
  threadsPay = manyPasses,
): Promise<Trajectory[][]> {
  const jobs = raw.map(checkImageJob);
  const passes = jobs.reduce((sum, { batch, data, steps }) => sum + trials.length * steps * (batch ?? data.train), 0);
  const place = await placeFor(jobs, passes, training.engine.name);
  training.used?.set(place.name, place.device);
  const all = trials.length * jobs.reduce((sum, { steps }) => sum + steps, 0);
  const startedAt = Date.now();
  let [before, trained] = [0, 0];
  const found: Trajectory[][] = jobs.map(() => []);
  const pictures = new Pictures(training);
  const stop = place.name === 'wasm' && passes > threadsPay ? startThreads(raw, trials, training) : async () => {};
  try {
    for (const trial of trials) {
      for (const [k, job] of jobs.entries()) {
        const key = address(training, place, { job, trial });
        let here = 0;
        const progress = (from: number, t: number) => {
          here = t - from;
          training.progress?.({
            job: job.name,
            trials: trials.length * jobs.length,
            steps: job.steps,
            fraction: (before + t) / all,
            trained: (trained + here) / all,
            startedAt,
          });
        };
        const train = async () => [await run(job, trial, place, pictures.of(job, trial), training, key, progress)];
        found[k].push(...(await trainOnce([key], training, train)));
        training.cache.remove(checkpointOf(key));
        before += job.steps;
        trained += here;
      }
    }
  } finally {
    await stop();
  }
  return found;
}

/** Draws the pictures of a trial once for all jobs that share them, and forgets them with the next. */
class Pictures {
  readonly #training: ImageTraining;
  #key = '';
  #split: ImageSplit | null = null;

  constructor(training: ImageTraining) {
    this.#training = training;
  }

  of({ name, data }: CheckedImageJob, trial: number): ImageSplit {
    const key = JSON.stringify([name, data, trial]);
    if (this.#split === null || key !== this.#key) {
      const { rootSeed, files } = this.#training;
      const seed = (purpose: string) => deriveSeed(rootSeed, name, purpose, trial);
      this.#split = drawImages(data, { data: seed('data'), test: seed('test') }, files);
      this.#key = key;
    }
    return this.#split;
  }
}

/**
 * Where the jobs run: on the backend of TensorFlow.js that is asked for; in the kernels of this folder, if they know the
 * networks; else on the fastest backend here where that pays, or WebAssembly.
 */
async function placeFor(jobs: readonly CheckedImageJob[], passes: number, engine: string): Promise<Place> {
  const asked = engine.match(/^reference:(\w+)$/)?.[1] as BackendName | undefined;
  if (!engine.startsWith('reference') && jobs.every(isFused)) {
    return { name: 'wasm', device: 'CPU, WebAssembly SIMD', backend: null };
  }
  const on = (backend: BackendName, device: string) => ({ name: `reference:${backend}`, device, backend });
  const candidates: BackendName[] = asked ? [asked] : passes < nativePays ? [] : ['tensorflow', 'webgpu'];
  for (const name of candidates) {
    const found = await backends[name].probe();
    // A software GPU is slower than WebAssembly; native TensorFlow is not, on any device.
    if (found.available && (asked || found.gpu || name === 'tensorflow')) return on(name, found.device);
  }
  return on('wasm', 'CPU, WebAssembly');
}

async function run(
  job: CheckedImageJob,
  trial: number,
  { name, backend }: Place,
  split: ImageSplit,
  { rootSeed, cache, signal }: ImageTraining,
  key: string,
  progress: (from: number, t: number) => void,
): Promise<Trajectory> {
  const seed = (...purpose: (string | number)[]) => deriveSeed(rootSeed, job.name, ...purpose, trial);
  const start = seed('init');
  const network = backend ? await onTensors(backend, job, split, start) : await FusedRun.of(job, split, start);
  const batches = batchesOf(job, seed);
  const log = new Log();
  const plateau = { best: Number.POSITIVE_INFINITY, since: 0, factor: 1 };
  let from = 0;
  const saved = cache.read(checkpointOf(key));
  if (saved) {
    const { state, plateau: at, ...series } = saved.series;
    network.restore(state.values);
    [plateau.best, plateau.since, plateau.factor] = at.values;
    log.restore(series);
    from = saved.steps;
  }
  const save = async (t: number) => {
    const numbers = (values: Float64Array): Series => ({ steps: Float64Array.of(t), values, width: values.length });
    const state = numbers(await network.state());
    const series = { ...log.series(), state, plateau: numbers(Float64Array.from(Object.values(plateau))) };
    cache.write(checkpointOf(key), { trial, steps: t, stopped: false, series });
  };
  try {
    let savedAt = Date.now();
    for (let t = from; ; t++) {
      // An abort is heard only while the event loop turns.
      await setImmediate();
      if (signal.aborted) await save(t);
      signal.throwIfAborted();
      if (t > from) progress(from, t);
      if (Date.now() - savedAt > pause) {
        await save(t);
        savedAt = Date.now();
      }
      const last = t === job.steps;
      if ((last || t % job.every === 0) && !log.has(t)) {
        const scores = await network.scores();
        log.record(t, scores, split.test);
        const [{ loss, right }] = scores;
        const stopped = !Number.isFinite(loss) || (job.stopAtZeroError && right.every(Boolean));
        if (last || stopped) return { trial, steps: t, stopped, series: log.series() };
      }
      const factor = job.schedule.kind === 'plateau' ? plateau.factor : rateFactor(job.schedule, t, job.steps);
      const wanted = job.schedule.kind === 'plateau';
      const value = await network.update(t, batches(t), job.optimizer.rate * factor, wanted);
      if (wanted && value !== undefined && job.schedule.kind === 'plateau') {
        plateau.since = value < plateau.best ? 0 : plateau.since + 1;
        plateau.best = Math.min(plateau.best, value);
        if (plateau.since > job.schedule.patience) {
          plateau.factor *= job.schedule.factor;
          plateau.since = 0;
        }
      }
    }
  } catch (error) {
    if (error instanceof NotMeasured || signal.aborted) throw error;
    throw new NotMeasured(`engine ${name} failed while training "${job.name}": ${(error as Error).message}`);
  } finally {
    network.dispose();
  }
}

/** The pictures of update t: null for all; else a slice of the order of its epoch, whose remainder waits for no other. */
function batchesOf({ batch, data }: CheckedImageJob, seed: (...purpose: (string | number)[]) => string) {
  if (batch === undefined || batch >= data.train) return () => null;
  const each = Math.floor(data.train / batch);
  let [epoch, order]: [number, number[]] = [-1, []];
  return (t: number): number[] => {
    if (Math.floor(t / each) !== epoch) {
      epoch = Math.floor(t / each);
      order = shuffled(data.train, random(seed('batches', epoch)));
    }
    return order.slice((t % each) * batch, ((t % each) + 1) * batch);
  };
}

/** Losses and accuracies by step. */
class Log {
  readonly #steps: number[] = [];
  readonly #values: Record<string, number[]> = {};

  has(t: number): boolean {
    return this.#steps.at(-1) === t;
  }

  record(t: number, [train, test, validation]: readonly Score[], set: ImageSet): void {
    const share = (right: readonly boolean[]) => right.filter(Boolean).length / right.length;
    const group = (which: number) => share(test.right.filter((_, i) => set.groups[i] === which));
    this.#steps.push(t);
    const found: Record<string, number> = {
      'train-loss': train.loss,
      train: share(train.right),
      test: share(test.right),
    };
    if (set.groups.includes(1)) Object.assign(found, { 'test-large': group(0), 'test-small': group(1) });
    if (validation) found.validation = share(validation.right);
    for (const [name, value] of Object.entries(found)) {
      this.#values[name] ??= [];
      this.#values[name].push(value);
    }
  }

  series(): Record<string, Series> {
    const steps = Float64Array.from(this.#steps);
    return Object.fromEntries(
      Object.entries(this.#values).map(([name, values]) => [
        name,
        { steps, values: Float64Array.from(values), width: 1 },
      ]),
    );
  }

  restore(series: Readonly<Record<string, Series>>): void {
    for (const [name, { values }] of Object.entries(series)) this.#values[name] = [...values];
    this.#steps.push(...(Object.values(series)[0]?.steps ?? []));
  }
}
