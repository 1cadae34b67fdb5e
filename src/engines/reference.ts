import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import type * as tfjs from '@tensorflow/tfjs-core';
import { patch } from '../data/dataset.ts';
import { NotMeasured } from '../errors.ts';
import { sampleLossSlope } from '../networks/patch-network.ts';
import { optimizerOf } from '../optimizers/optimizers.ts';
import { type BackendName, backends } from './backends.ts';
import { batchesOf } from './batches.ts';
import type { CheckedJob, Engine, Prepared } from './job.ts';
import { Recorder } from './recorder.ts';
import type { Trajectory } from './trajectory.ts';

const require = createRequire(import.meta.url);

/** Milliseconds of work between two looks at the event loop. */
const patience = 50;

type Tensor = tfjs.Tensor;
type Tf = typeof tfjs;
type Probe = CheckedJob['probes'][number];

/** Data of all trials, dense: X [T, nP, d], y [T, n], and the output weights a, [T, 1, m]. */
interface Batch {
  readonly x: tfjs.Tensor3D;
  readonly y: Tensor;
  readonly a: Tensor;
  readonly samples: number;
}

/**
 * TensorFlow.js with autodiff, all trials on the leading axis: the objective as it is written down, the oracle of the
 * other engines. float32 only.
 * @throws NotMeasured if the backend does not start.
 */
export async function referenceEngine(backend: BackendName, device: string): Promise<Engine> {
  // The whole package, since tfjs-core alone registers no gradients; its CommonJS build, so that all share one core.
  const tf = require('@tensorflow/tfjs') as Tf;
  tf.enableProdMode();
  try {
    await backends[backend].start(tf);
  } catch (error) {
    throw new NotMeasured(`backend ${backend} did not start: ${(error as Error).message}`);
  }
  return {
    name: `reference:${backend}`,
    device,
    precisions: ['float32'],
    async train(job, trials, signal) {
      let run: Run | undefined;
      try {
        // TensorFlow.js has one backend at a time, and an engine made later may have taken another.
        if (tf.getBackend() !== backend) await backends[backend].start(tf);
        run = new Run(tf, job, trials);
        return await run.toEnd(signal);
      } catch (error) {
        if (error instanceof NotMeasured || signal.aborted) throw error;
        throw new NotMeasured(`backend ${backend} failed while training "${job.name}": ${(error as Error).message}`);
      } finally {
        run?.dispose();
      }
    },
  };
}

class Run {
  readonly #tf: Tf;
  readonly #job: CheckedJob;
  readonly #trials: readonly Prepared[];
  readonly #train: Batch;
  readonly #test: Batch | null;
  readonly #recorders: Recorder[];
  #weights: Tensor;
  #buffers: Tensor[];

  constructor(tf: Tf, job: CheckedJob, trials: readonly Prepared[]) {
    this.#tf = tf;
    this.#job = job;
    this.#trials = trials;
    this.#train = toBatch(tf, trials, 'train');
    this.#test = trials[0].test ? toBatch(tf, trials, 'test') : null;
    this.#recorders = trials.map(() => new Recorder(job.probes));
    const shape: [number, number, number] = [trials.length, job.network.neurons, trials[0].train.dimension];
    const stack = (rows: readonly Float64Array[]) =>
      tf.tensor3d(Float32Array.from(rows.flatMap((row) => [...row])), shape);
    this.#weights = stack(trials.map(({ weights }) => weights));
    this.#buffers = Array.from({ length: optimizerOf(job.optimizer).buffers }, (_, k) =>
      k === 0 ? stack(trials.map(({ state, weights }) => state ?? new Float64Array(weights.length))) : tf.zeros(shape),
    );
  }

  dispose(): void {
    this.#tf.dispose([this.#train, this.#test ?? [], this.#weights, this.#buffers] as tfjs.TensorContainer);
  }

  async toEnd(signal: AbortSignal): Promise<Trajectory[]> {
    const { steps, stopBelowSlope } = this.#job;
    const draws = this.#trials.map((trial) => batchesOf(this.#job, trial));
    const done: (Trajectory | null)[] = this.#trials.map(() => null);
    let breath = performance.now();
    for (let t = 0; ; t++) {
      // An abort is heard only while the event loop turns, which no step of a CPU backend lets it do.
      if (performance.now() - breath > patience) {
        await setImmediate();
        breath = performance.now();
      }
      signal.throwIfAborted();
      const last = t === steps;
      if (stopBelowSlope !== undefined || last || this.#recorders[0].due(t, false)) {
        await this.#look(t, last, done);
        if (done.every((trajectory) => trajectory !== null)) return done.map((trajectory) => trajectory!);
      }
      this.#step(
        t,
        draws.map((draw) => draw?.() ?? null),
      );
    }
  }

  /** Reads back what is due at step t and finishes the trials that stop here. */
  async #look(t: number, last: boolean, done: (Trajectory | null)[]): Promise<void> {
    const { stopBelowSlope, network, name } = this.#job;
    const outputs = rows(await this.#read(() => this.#outputs(this.#train)), this.#trials.length);
    const endings = this.#trials.map(({ trial, train }, k) => {
      if (done[k]) return { stopped: false, last: false };
      const bad = outputs[k].find((output) => !Number.isFinite(output));
      if (bad !== undefined) {
        throw new NotMeasured(`training diverged: f = ${bad}, noticed at step ${t} of trial ${trial} of "${name}"`);
      }
      const slopes = outputs[k].map((output, i) => Math.abs(sampleLossSlope(network.loss, output, train.labels[i])));
      const stopped = stopBelowSlope !== undefined && Math.max(...slopes) < stopBelowSlope;
      return { stopped, last: last || stopped };
    });
    const due = this.#recorders.map((recorder, k) => (done[k] ? [] : recorder.dueProbes(t, endings[k].last)));
    const values = new Map<Probe, Float64Array[]>();
    for (const probe of new Set(due.flat())) values.set(probe, await this.#measure(probe));
    this.#recorders.forEach((recorder, k) => {
      if (!done[k]) recorder.record(t, endings[k].last, (probe) => values.get(probe)![k]);
    });
    endings.forEach((ending, k) => {
      if (ending.last) done[k] = this.#recorders[k].finish(this.#trials[k].trial, t, ending.stopped);
    });
  }

  /** A probe's value in every trial. */
  async #measure(probe: Probe): Promise<Float64Array[]> {
    const tf = this.#tf;
    const on = probe.on === 'test' ? this.#test! : this.#train;
    const tensor = (): Tensor => {
      switch (probe.quantity) {
        case 'projection':
          return tf.matMul(this.#weights as tfjs.Tensor3D, this.#direction(probe.direction!));
        case 'loss':
          return this.#losses(this.#weights, on, null);
        case 'margins':
          return tf.mul(this.#outputs(on), on.y);
        case 'error':
          return tf.mean(tf.cast(tf.lessEqual(tf.mul(this.#outputs(on), on.y), 0), 'float32'), 1);
        case 'activations':
          return tf.matMul(on.x, this.#weights as tfjs.Tensor3D, false, true);
        case 'gradient':
          return this.#gradient(null);
        case 'gradient-norm':
          return tf.sqrt(tf.sum(tf.square(this.#gradient(null)), [1, 2]));
        case 'weights':
          return tf.clone(this.#weights);
        case 'state':
          return this.#buffers.length > 0 ? tf.clone(this.#buffers[0]) : tf.zeros([this.#trials.length, 0]);
      }
    };
    return rows(await this.#read(tensor), this.#trials.length);
  }

  #step(t: number, batches: readonly (number[] | null)[]): void {
    const tf = this.#tf;
    const old = [this.#weights, ...this.#buffers];
    const { weights, buffers } = tf.tidy(() => {
      const next = optimizerOf(this.#job.optimizer).tensorStep(
        tf,
        this.#job.optimizer,
        t,
        this.#weights,
        this.#gradient(batches),
        this.#buffers,
      );
      return next as typeof next & tfjs.NamedTensorMap;
    }) as { weights: Tensor; buffers: Tensor[] };
    this.#weights = weights;
    this.#buffers = buffers;
    tf.dispose(old);
  }

  #gradient(batches: readonly (number[] | null)[] | null): Tensor {
    return this.#tf.grad((weights) => this.#tf.sum(this.#losses(weights, this.#train, batches)))(this.#weights);
  }

  /** L(W) of each trial, [T], over its mini-batch where there is one. */
  #losses(weights: Tensor, on: Batch, batches: readonly (number[] | null)[] | null): Tensor {
    const tf = this.#tf;
    const { loss, weightDecay } = this.#job.network;
    const outputs = this.#outputs(on, weights);
    const each =
      loss === 'logistic' ? tf.softplus(tf.neg(tf.mul(outputs, on.y))) : tf.mul(tf.square(tf.sub(outputs, on.y)), 0.5);
    const share = tf.tensor2d(
      this.#trials.map((_, k) => sampleWeights(on.samples, batches?.[k] ?? null, loss === 'logistic')),
    );
    const decay = tf.mul(tf.sum(tf.square(weights), [1, 2]), weightDecay / 2);
    return tf.add(tf.sum(tf.mul(each, share), 1), decay);
  }

  /** f_W(X_i) = Σ_r a_r Σ_p σ(⟨w_r, X_i[p]⟩), [T, n]. */
  #outputs({ x, a, samples }: Batch, weights: Tensor = this.#weights): Tensor {
    const tf = this.#tf;
    const { kind, degree } = this.#job.network.activation;
    const z = tf.matMul(x, weights as tfjs.Tensor3D, false, true);
    // A mask, not tf.relu: the papers' derivative at 0 is 1.
    const base = kind === 'power' ? z : tf.mul(z, tf.cast(tf.greaterEqual(z, 0), 'float32'));
    let power: Tensor = base;
    for (let k = 1; k < degree; k++) power = tf.mul(power, base);
    return tf.sum(tf.reshape(tf.mul(power, a), [this.#trials.length, samples, -1]), 2);
  }

  #direction(name: string): tfjs.Tensor3D {
    const directions = this.#trials.map(({ train }) => train.directions[name]);
    const flat = Float32Array.from(directions.flatMap((direction) => [...direction]));
    return this.#tf.tensor3d(flat, [directions.length, directions[0].length, 1]);
  }

  async #read(compute: () => Tensor): Promise<Float64Array> {
    const tensor = this.#tf.tidy(compute);
    try {
      return Float64Array.from(await tensor.data());
    } finally {
      tensor.dispose();
    }
  }
}

function toBatch(tf: Tf, trials: readonly Prepared[], which: 'train' | 'test'): Batch {
  const sets = trials.map((trial) => trial[which]!);
  const { samples, patches, dimension } = sets[0];
  const x = new Float32Array(sets.length * samples * patches * dimension);
  sets.forEach((set, k) => {
    for (let row = 0; row < samples * patches; row++) {
      const dense = patch(set, Math.floor(row / patches), row % patches);
      x.set(dense, (k * samples * patches + row) * dimension);
    }
  });
  const output = trials.map(({ output }) => [...output]);
  return {
    x: tf.tensor3d(x, [sets.length, samples * patches, dimension]),
    y: tf.tensor2d(sets.map(({ labels }) => [...labels])),
    a: tf.tensor3d(output.map((weights) => [weights])),
    samples,
  };
}

/** What each sample's loss counts for: all or the mini-batch, as a mean or (squared loss) as an unbiased sum. */
function sampleWeights(samples: number, batch: readonly number[] | null, mean: boolean): number[] {
  const size = batch?.length ?? samples;
  const weight = mean ? 1 / size : samples / size;
  if (!batch) return new Array(samples).fill(weight);
  const weights = new Array(samples).fill(0);
  for (const i of batch) weights[i] = weight;
  return weights;
}

function rows(flat: Float64Array, count: number): Float64Array[] {
  const width = flat.length / count;
  return Array.from({ length: count }, (_, k) => flat.slice(k * width, (k + 1) * width));
}
