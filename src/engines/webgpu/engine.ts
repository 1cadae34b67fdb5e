import { NotMeasured } from '../../errors.ts';
import { optimizerOf } from '../../optimizers/optimizers.ts';
import { batchesOf } from '../batches.ts';
import type { CheckedJob, Engine, Prepared } from '../job.ts';
import { Recorder } from '../recorder.ts';
import type { Trajectory } from '../trajectory.ts';
import { Gpu } from './device.ts';
import { asideOf, shapeOf } from './patches.ts';
import { Session, type Source, type Status, type StepConstants } from './session.ts';
import { partialsOf, productsOf, workgroupsOf } from './shape.ts';
import { type Snapshot, submit } from './submission.ts';
import { observed, sourcesOf } from './values.ts';

/** Most steps of one submission, and most bytes that it may record. */
const mostSteps = 512;
const mostBytes = 2 ** 26;
/** Milliseconds that a submission should take, so that an abort is heard soon. */
const patience = 100;

/**
 * The patch network in WGSL through Dawn, float32: all trials in one dispatch, hundreds of steps in one submission, probes
 * recorded on the device and read back once a submission.
 * @throws NotMeasured without an adapter.
 */
export async function webgpuEngine(): Promise<Engine> {
  const gpu = await Gpu.open();
  return {
    name: 'webgpu',
    device: `${gpu.name}, WebGPU`,
    precisions: ['float32'],
    async train(job, trials, signal, progress) {
      const together = trialsTogether(gpu, job, trials[0]);
      const trajectories: Trajectory[] = [];
      for (let k = 0; k < trials.length; k += together) {
        const some = trials.slice(k, k + together);
        const report = (step: number) => progress?.((k + (some.length * step) / job.steps) / trials.length);
        trajectories.push(...(await trainTogether(gpu, job, some, signal, report)));
      }
      return trajectories;
    },
  };
}

/** How many trials fit the device's limits. @throws NotMeasured if not even one does. */
function trialsTogether({ device, name }: Gpu, job: CheckedJob, { trial, train, test }: Prepared): number {
  const { neurons } = job.network;
  const products = job.probes.some(({ quantity }) => quantity === 'activations');
  const shapes = [train, ...(test ? [test] : [])].map((data) =>
    shapeOf(neurons, [data], asideOf(neurons, [data]), products),
  );
  const words = shapes.map((shape) =>
    Math.max(
      neurons * shape.dimension * Math.max(1, optimizerOf(job.optimizer).buffers),
      productsOf(shape),
      partialsOf(shape),
      // Other trials may have more entries than the first.
      1.25 * Math.max(shape.rowWords, shape.columnWords),
      2 * mostSteps,
      job.optimizer.optimizer === 'sgd' ? shape.samples * mostSteps : 0,
    ),
  );
  const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupsPerDimension: side } = device.limits;
  const fit = Math.floor(Math.min(maxStorageBufferBindingSize, maxBufferSize) / (4 * Math.max(...words)));
  const widest = shapes.flatMap((shape) => [...workgroupsOf('forward', shape, 1), ...workgroupsOf('update', shape, 1)]);
  if (fit < 1 || Math.max(...widest) > side) {
    throw new NotMeasured(`trial ${trial} of "${job.name}" exceeds the limits of ${name}; use --engine wasm`);
  }
  return Math.min(fit, side);
}

async function trainTogether(
  gpu: Gpu,
  job: CheckedJob,
  trials: readonly Prepared[],
  signal: AbortSignal,
  progress: (step: number) => void,
): Promise<Trajectory[]> {
  const session = new Session(gpu.device, job, trials, mostSteps);
  try {
    for (const { name, quantity, on, direction } of job.probes) {
      if (quantity === 'projection') session.addProjection(`projection:${name}`, on, direction!);
    }
    const runs = new Runs(job, trials, session);
    let chunk = 16;
    let t = 0;
    while (t < job.steps && runs.running) {
      signal.throwIfAborted();
      const started = performance.now();
      const sources: ReadonlySet<Source>[] = [];
      for (let bytes = 0; sources.length < Math.min(chunk, job.steps - t) && bytes < mostBytes; ) {
        const wanted = runs.sources(t + sources.length, false);
        for (const source of wanted) bytes += session.buffer(source).bytes;
        sources.push(wanted);
      }
      const steps = sources.map((_, k) => ({ t: t + k, weights: runs.drawWeights() }));
      const { snapshots, statuses } = await submit(gpu, session, steps, sources, true);
      runs.record(t, snapshots, statuses);
      t += steps.length;
      progress(t);
      // What only a last step records is read once a trial has stopped: from then on it stays as it is.
      if (runs.someStopped(statuses)) await observeLast(gpu, session, runs, t);
      const spent = performance.now() - started;
      if (spent < patience / 2) chunk = Math.min(mostSteps, 2 * chunk);
      if (spent > patience) chunk = Math.max(1, chunk >> 1);
    }
    if (runs.running) await observeLast(gpu, session, runs, job.steps);
    return runs.finished();
  } finally {
    session.destroy();
  }
}

async function observeLast(gpu: Gpu, session: Session, runs: Runs, t: number): Promise<void> {
  const steps: StepConstants[] = [{ t, weights: null }];
  const { snapshots, statuses } = await submit(gpu, session, steps, [runs.sources(t, true)], false);
  runs.finish(t, snapshots[0], statuses);
}

/** The trials of a session as they are recorded: each until it stops or the steps are done. */
class Runs {
  readonly #job: CheckedJob;
  readonly #trials: readonly Prepared[];
  readonly #session: Session;
  readonly #recorders: readonly Recorder[];
  readonly #drawn: readonly ((() => number[]) | null)[];
  readonly #finished = new Map<number, Trajectory>();

  constructor(job: CheckedJob, trials: readonly Prepared[], session: Session) {
    this.#job = job;
    this.#trials = trials;
    this.#session = session;
    this.#recorders = trials.map(() => new Recorder(job.probes));
    this.#drawn = trials.map((trial) => batchesOf(job, trial));
  }

  get running(): boolean {
    return this.#finished.size < this.#trials.length;
  }

  sources(t: number, last: boolean): ReadonlySet<Source> {
    return new Set(this.#recorders[0].dueProbes(t, last).flatMap((probe) => sourcesOf(probe, this.#job)));
  }

  /** The scale of each sample in the next mini-batch, [trials, n]; null for full-batch methods. */
  drawWeights(): Float32Array | null {
    const { samples } = this.#trials[0].train;
    if (!this.#drawn[0]) return null;
    const weights = new Float32Array(this.#trials.length * samples);
    this.#drawn.forEach((draw, k) => {
      const batch = draw!();
      const scale = this.#job.network.loss === 'logistic' ? 1 / batch.length : samples / batch.length;
      for (const i of batch) weights[k * samples + i] = scale;
    });
    return weights;
  }

  /** Records the steps from t on. @throws NotMeasured if a trial has diverged. */
  record(t: number, snapshots: readonly Snapshot[], statuses: readonly Status[]): void {
    this.#failIfDiverged(statuses);
    snapshots.forEach((snapshot, step) => {
      if (snapshot.size === 0) return;
      statuses.forEach(({ state, step: stop }, k) => {
        if (this.#finished.has(k) || (state !== 0 && t + step >= stop)) return;
        this.#record(k, t + step, false, snapshot);
      });
    });
  }

  someStopped(statuses: readonly Status[]): boolean {
    return statuses.some(({ state }, k) => state === 1 && !this.#finished.has(k));
  }

  /** Ends the trials that have stopped and, at the job's last step, all others. @throws NotMeasured after divergence. */
  finish(t: number, snapshot: Snapshot, statuses: readonly Status[]): void {
    this.#failIfDiverged(statuses);
    statuses.forEach(({ state, step }, k) => {
      if (this.#finished.has(k) || (state === 0 && t < this.#job.steps)) return;
      const at = state === 1 ? step : t;
      this.#record(k, at, true, snapshot);
      this.#finished.set(k, this.#recorders[k].finish(this.#trials[k].trial, at, state === 1));
    });
  }

  finished(): Trajectory[] {
    return this.#trials.map((_, k) => this.#finished.get(k)!);
  }

  #record(k: number, t: number, last: boolean, snapshot: Snapshot): void {
    this.#recorders[k].record(t, last, (probe) => {
      const aside = this.#session.aside(probe.on, k);
      return observed(probe, this.#job, this.#trials[k], snapshot, k, aside);
    });
  }

  #failIfDiverged(statuses: readonly Status[]): void {
    const k = statuses.findIndex(({ state }) => state === 2);
    if (k < 0) return;
    const { step, sample } = statuses[k];
    throw new NotMeasured(
      `training diverged: f(X_${sample}) is not finite at step ${step} of trial ${this.#trials[k].trial} of "${this.#job.name}"`,
    );
  }
}
