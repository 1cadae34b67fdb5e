import type * as tfjs from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../data/images/image-set.ts';
import { logits } from '../../networks/images/architectures.ts';
import type { Pass } from '../../networks/images/layers.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import { optimizers } from '../../optimizers/optimizers.ts';
import { random } from '../../random/random.ts';
import type { CheckedImageJob } from './job.ts';

type Tf = typeof tfjs;
type Tensor = tfjs.Tensor;

/** Pictures and one-hot labels on the device. */
export interface DeviceSet {
  readonly x: tfjs.Tensor4D;
  readonly y: tfjs.Tensor2D;
  readonly set: ImageSet;
}

/** Mean cross-entropy, and whether each picture was classified rightly. */
export interface Score {
  readonly loss: number;
  readonly right: readonly boolean[];
}

export function toDevice(tf: Tf, set: ImageSet): DeviceSet {
  const { samples, height, width, channels, classes, pixels, labels } = set;
  return {
    set,
    x: tf.tensor4d(pixels, [samples, height, width, channels]),
    // The WebAssembly backend fills a one-hot tensor of type float32 with zeros.
    y: tf.tidy(
      () => tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), classes), 'float32') as tfjs.Tensor2D,
    ),
  };
}

/** The parameters of one network on the device with the state of its optimizer. */
export class NetworkRun {
  readonly #tf: Tf;
  readonly #job: CheckedImageJob;
  readonly #classes: number;
  #parameters: Tensor[];
  #buffers: Tensor[][];

  /** Draws the parameters by a first pass over one picture. */
  constructor(tf: Tf, job: CheckedImageJob, train: DeviceSet, seed: string) {
    this.#tf = tf;
    this.#job = job;
    this.#classes = train.set.classes;
    const stream = random(seed);
    const drawn: Tensor[] = [];
    const input = tf.slice(train.x, 0, 1);
    const first: Pass = {
      tf,
      input,
      parameter(shape, start) {
        const size = shape.reduce((product, side) => product * side, 1);
        const values = Float32Array.from({ length: size }, () =>
          'constant' in start ? start.constant : start.deviation * stream.normal(),
        );
        drawn.push(tf.keep(tf.tensor(values, [...shape])));
        return drawn[drawn.length - 1];
      },
      statistics: (ofBatch) => ofBatch(),
    };
    tf.tidy(() => logits(job.network, first, train.set.classes));
    input.dispose();
    this.#parameters = drawn;
    this.#buffers = drawn.map(({ shape }) =>
      Array.from({ length: optimizers[job.optimizer.optimizer].buffers }, () => tf.zeros(shape)),
    );
  }

  get size(): number {
    return this.#parameters.reduce((sum, { size }) => sum + size, 0);
  }

  dispose(): void {
    this.#tf.dispose([...this.#parameters, ...this.#buffers.flat()]);
  }

  /** Everything that the next update depends on, as numbers. */
  async state(): Promise<Float64Array> {
    const parts = await Promise.all([...this.#parameters, ...this.#buffers.flat()].map((tensor) => tensor.data()));
    const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  restore(state: Float64Array): void {
    let at = 0;
    const next = ({ shape, size }: Tensor) => {
      at += size;
      return this.#tf.tensor(Float32Array.from(state.subarray(at - size, at)), shape);
    };
    const old = [...this.#parameters, ...this.#buffers.flat()];
    this.#parameters = this.#parameters.map(next);
    this.#buffers = this.#buffers.map((buffers) => buffers.map(next));
    this.#tf.dispose(old);
  }

  /** One update on these pictures of the training set (all of them: null) at this rate. @returns their loss before it. */
  update(t: number, train: DeviceSet, indices: readonly number[] | null, rate: number): tfjs.Scalar {
    const tf = this.#tf;
    const { optimizer, weightDecay, chunk } = this.#job;
    const count = indices?.length ?? train.set.samples;
    const spec = { ...optimizer, rate };
    const method = optimizers[optimizer.optimizer] as Optimizer;
    const old = [...this.#parameters, ...this.#buffers.flat()];
    const { loss, next } = tf.tidy(() => {
      let sums: Tensor[] = [];
      for (let from = 0; from < count; from += chunk) {
        const size = Math.min(chunk, count - from);
        const found = tf.tidy(() => {
          const { x, y } = this.#part(train, indices, from, size);
          const { value, grads } = tf.valueAndGrads((...parameters: Tensor[]) => this.#loss(parameters, x, y))(
            this.#parameters,
          );
          const part = [value, ...grads].map((tensor) => tf.mul(tensor, size / count));
          return sums.length === 0 ? part : part.map((tensor, k) => tf.add(tensor, sums[k]));
        });
        tf.dispose(sums);
        sums = found;
      }
      const [loss, ...gradients] = sums;
      const next = this.#parameters.map((parameter, k) => {
        const decayed = weightDecay > 0 ? tf.add(gradients[k], tf.mul(parameter, weightDecay)) : gradients[k];
        return method.tensorStep(tf, spec, t, parameter, decayed, this.#buffers[k]);
      });
      return { loss: loss as tfjs.Scalar, next: next as unknown as tfjs.TensorContainerArray };
    }) as unknown as { loss: tfjs.Scalar; next: { weights: Tensor; buffers: Tensor[] }[] };
    this.#parameters = next.map(({ weights }) => weights);
    this.#buffers = next.map(({ buffers }) => buffers);
    tf.dispose(old);
    return loss;
  }

  /** The network on sets, each normalisation with the statistics that the training pictures have at these parameters. */
  async scores(train: DeviceSet, sets: readonly DeviceSet[]): Promise<Score[]> {
    const tf = this.#tf;
    const kept: [Tensor, Tensor][] = [];
    if (this.#job.network.batchNorm) {
      tf.tidy(() => {
        const { x } = this.#part(train, null, 0, Math.min(this.#job.chunk, train.set.samples));
        this.#logits(this.#parameters, x, (ofBatch) => {
          const [mean, variance] = ofBatch();
          kept.push([tf.keep(mean), tf.keep(variance)]);
          return [mean, variance];
        });
      });
    }
    const scores: Score[] = [];
    for (const set of sets) scores.push(await this.#score(set, kept));
    tf.dispose(kept.flat());
    return scores;
  }

  async #score(on: DeviceSet, kept: readonly [Tensor, Tensor][]): Promise<Score> {
    const tf = this.#tf;
    const { samples, labels } = on.set;
    let loss = 0;
    const right: boolean[] = [];
    for (let from = 0; from < samples; from += this.#job.chunk) {
      const size = Math.min(this.#job.chunk, samples - from);
      const [sum, chosen] = tf.tidy(() => {
        const { x, y } = this.#part(on, null, from, size);
        let next = 0;
        const outputs = this.#logits(this.#parameters, x, () => kept[next++]);
        return [tf.mul(tf.losses.softmaxCrossEntropy(y, outputs), size), tf.argMax(outputs, 1)];
      });
      loss += (await sum.data())[0];
      for (const [k, label] of (await chosen.data()).entries()) right.push(label === labels[from + k]);
      tf.dispose([sum, chosen]);
    }
    return { loss: loss / samples, right };
  }

  #part({ x, y, set }: DeviceSet, indices: readonly number[] | null, from: number, size: number) {
    const tf = this.#tf;
    if (!indices) {
      if (size === set.samples) return { x, y };
      return { x: tf.slice(x, from, size), y: tf.slice(y, from, size) };
    }
    const chosen = tf.tensor1d(Int32Array.from(indices.slice(from, from + size)), 'int32');
    return { x: tf.gather(x, chosen), y: tf.gather(y, chosen) };
  }

  #loss(parameters: readonly Tensor[], x: tfjs.Tensor4D, y: tfjs.Tensor2D): tfjs.Scalar {
    return this.#tf.losses.softmaxCrossEntropy(
      y,
      this.#logits(parameters, x, (ofBatch) => ofBatch()),
    ) as tfjs.Scalar;
  }

  #logits(parameters: readonly Tensor[], input: tfjs.Tensor4D, statistics: Pass['statistics']): tfjs.Tensor2D {
    let next = 0;
    const pass: Pass = { tf: this.#tf, input, parameter: () => parameters[next++], statistics };
    return logits(this.#job.network, pass, this.#classes);
  }
}
