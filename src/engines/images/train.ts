import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import type * as tfjs from '@tensorflow/tfjs-core';
import { drawImages } from '../../data/images/image-data.ts';
import { shuffled } from '../../data/images/small-margin.ts';
import { NotMeasured } from '../../errors.ts';
import { deriveSeed, random } from '../../random/random.ts';
import { type BackendName, backends } from '../backends.ts';
import { address, type Training, trainOnce } from '../train.ts';
import type { Series, Trajectory } from '../trajectory.ts';
import { type CheckedImageJob, checkImageJob, type ImageJob, rateFactor } from './job.ts';
import { type DeviceSet, NetworkRun, type Score, toDevice } from './network-run.ts';

const require = createRequire(import.meta.url);

/** Pictures that pass through networks, from which on it pays to look for a backend that is faster than WebAssembly. */
const nativePays = 2e7;
/** Milliseconds between two checkpoints. */
const pause = 60_000;
const checkpointOf = (key: string) => `${key}-checkpoint`;

/**
 * One trajectory per job and trial, [job][trial], with the series `train-loss`, `train`, `test` (accuracies), `test-small`
 * and `test-large` where there are small margins, and `validation` where pictures are set apart. A run that diverges ends
 * with a loss that is not finite. Runs are cached, and resume from the last checkpoint of an interrupted process.
 * @throws BadInput for a malformed job; NoData without the user's files; NotMeasured when the backend fails.
 */
export async function trainImages(
  raw: readonly ImageJob[],
  trials: readonly number[],
  training: Training,
): Promise<Trajectory[][]> {
  const jobs = raw.map(checkImageJob);
  const backend = await backendFor(jobs, trials.length, training.engine.name);
  training.used?.set(`reference:${backend.name}`, backend.device);
  const all = trials.length * jobs.reduce((sum, { steps }) => sum + steps, 0);
  const startedAt = Date.now();
  let [before, trained] = [0, 0];
  const found: Trajectory[][] = jobs.map(() => []);
  for (const [k, job] of jobs.entries()) {
    for (const trial of trials) {
      const key = address(training, backend, { job, trial });
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
      const train = async () => [await run(job, trial, backend.name, training, key, progress)];
      found[k].push(...(await trainOnce([key], training, train)));
      training.cache.remove(checkpointOf(key));
      before += job.steps;
      trained += here;
    }
  }
  return found;
}

/** The backend that takes the jobs: the one asked for, or the fastest here where that pays, or WebAssembly. */
async function backendFor(
  jobs: readonly CheckedImageJob[],
  trials: number,
  engine: string,
): Promise<{ name: BackendName; device: string }> {
  const asked = engine.match(/^reference:(\w+)$/)?.[1] as BackendName | undefined;
  const pictures = jobs.reduce((sum, { batch, data, steps }) => sum + trials * steps * (batch ?? data.train), 0);
  const candidates: BackendName[] = asked ? [asked] : pictures < nativePays ? [] : ['tensorflow', 'webgpu'];
  for (const name of candidates) {
    const found = await backends[name].probe();
    // A software GPU is slower than WebAssembly; native TensorFlow is not, on any device.
    if (found.available && (asked || found.gpu || name === 'tensorflow')) return { name, device: found.device };
  }
  return { name: 'wasm', device: 'CPU, WebAssembly' };
}

async function run(
  job: CheckedImageJob,
  trial: number,
  backend: BackendName,
  { rootSeed, cache, signal, files }: Training,
  key: string,
  progress: (from: number, t: number) => void,
): Promise<Trajectory> {
  const tf = require('@tensorflow/tfjs') as typeof tfjs;
  const seed = (...purpose: (string | number)[]) => deriveSeed(rootSeed, job.name, ...purpose, trial);
  const split = drawImages(job.data, { data: seed('data'), test: seed('test') }, files);
  if (tf.getBackend() !== backend) await backends[backend].start(tf);
  const train = toDevice(tf, split.train);
  const test = toDevice(tf, split.test);
  const validation = split.validation && toDevice(tf, split.validation);
  const network = new NetworkRun(tf, job, train, seed('init'));
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
    await cache.write(checkpointOf(key), { trial, steps: t, stopped: false, series });
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
        const scores = await network.scores(train, validation ? [train, test, validation] : [train, test]);
        log.record(t, scores, test);
        const [{ loss, right }] = scores;
        const stopped = !Number.isFinite(loss) || (job.stopAtZeroError && right.every(Boolean));
        if (last || stopped) return { trial, steps: t, stopped, series: log.series() };
      }
      const factor = job.schedule.kind === 'plateau' ? plateau.factor : rateFactor(job.schedule, t, job.steps);
      const loss = network.update(t, train, batchOf(job, t, seed), job.optimizer.rate * factor);
      if (job.schedule.kind === 'plateau') {
        const value = (await loss.data())[0];
        plateau.since = value < plateau.best ? 0 : plateau.since + 1;
        plateau.best = Math.min(plateau.best, value);
        if (plateau.since > job.schedule.patience) {
          plateau.factor *= job.schedule.factor;
          plateau.since = 0;
        }
      }
      loss.dispose();
    }
  } catch (error) {
    if (error instanceof NotMeasured || signal.aborted) throw error;
    throw new NotMeasured(`backend ${backend} failed while training "${job.name}": ${(error as Error).message}`);
  } finally {
    network.dispose();
    tf.dispose([train, test, validation].flatMap((set) => (set ? [set.x, set.y] : [])));
  }
}

/** The pictures of update t: null for all; else a slice of the order of its epoch, whose remainder waits for no other. */
function batchOf(
  { batch, data }: CheckedImageJob,
  t: number,
  seed: (...purpose: (string | number)[]) => string,
): number[] | null {
  if (batch === undefined || batch >= data.train) return null;
  const each = Math.floor(data.train / batch);
  const order = shuffled(data.train, random(seed('batches', Math.floor(t / each))));
  return order.slice((t % each) * batch, ((t % each) + 1) * batch);
}

/** Losses and accuracies by step. */
class Log {
  readonly #steps: number[] = [];
  readonly #values: Record<string, number[]> = {};

  has(t: number): boolean {
    return this.#steps.at(-1) === t;
  }

  record(t: number, [train, test, validation]: readonly Score[], { set }: DeviceSet): void {
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
