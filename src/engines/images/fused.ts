import { fileURLToPath } from 'node:url';
import type { ImageSplit } from '../../data/images/image-data.ts';
import { type ImageSet, pick } from '../../data/images/image-set.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import { optimizers } from '../../optimizers/optimizers.ts';
import { random } from '../../random/random.ts';
import { Arena } from '../wasm/arena.ts';
import { type Address, compiled } from '../wasm/module.ts';
import type { Layer, Layers, Parameter, Pictures } from './fused-memory.ts';
import type { ImageRun } from './image-run.ts';
import type { CheckedImageJob } from './job.ts';
import type { Score } from './network-run.ts';

const sources = fileURLToPath(new URL('assembly', import.meta.url));

/** The layers, compiled once in a process. */
let layers: Promise<WebAssembly.Module> | undefined;

/** Keeps a division by a variance finite, as in src/networks/images/layers.ts. */
const epsilon = 1e-5;

/** Whether the kernels of this folder train this network. */
export const isFused = ({ network }: CheckedImageJob): boolean =>
  network.architecture === 'digit-cnn' && network.batchNorm;

/** digit-cnn with batch normalisation, in fused kernels on one thread: the same network, start and update as on tensors. */
export class FusedRun implements ImageRun {
  readonly #kernel: Layers;
  readonly #arena: Arena;
  readonly #job: CheckedImageJob;
  readonly #train: ImageSet;
  readonly #all: Pictures;
  readonly #others: readonly { readonly set: ImageSet; readonly held: Pictures }[];
  readonly #batch: Pictures;
  readonly #parameters: Parameter[] = [];
  readonly #layers: readonly [Layer, Layer];
  readonly #weights: Parameter;
  readonly #bias: Parameter;
  /** Classes, padded to whole vectors. */
  readonly #columns: number;
  readonly #outputs: Address;
  /** The second filter with its channels changed places. */
  readonly #turned: Address;

  static async of(job: CheckedImageJob, split: ImageSplit, seed: string): Promise<FusedRun> {
    layers ??= compiled(sources);
    return new FusedRun(await layers, job, split, seed);
  }

  private constructor(module: WebAssembly.Module, job: CheckedImageJob, split: ImageSplit, seed: string) {
    const { exports } = new WebAssembly.Instance(module, { env: { abort: () => {} } });
    this.#kernel = exports as unknown as Layers;
    this.#arena = new Arena(this.#kernel.memory, this.#kernel.heapBase(), 'float32');
    this.#job = job;
    const { train, test, validation } = split;
    const arena = this.#arena;
    const hold = (set: ImageSet) => ({
      pixels: arena.floats(set.pixels),
      labels: arena.words(set.labels),
      samples: set.samples,
    });
    this.#train = train;
    this.#all = hold(train);
    this.#others = (validation ? [test, validation] : [test]).map((set) => ({ set, held: hold(set) }));
    const most = Math.max(train.samples, test.samples, validation?.samples ?? 0);
    this.#batch = hold(
      pick(
        train,
        Array.from({ length: Math.min(job.batch ?? 1, train.samples) }, () => 0),
      ),
    );
    const stream = random(seed);
    const first = this.#layer(train.height, train.width, train.channels, 8, most, () => stream.normal());
    const [height, width] = [Math.ceil(train.height / 2), Math.ceil(train.width / 2)];
    const second = this.#layer(height, width, 8, 16, most, () => stream.normal());
    this.#layers = [first, second];
    const rows = second.places * second.channels;
    this.#columns = Math.ceil(train.classes / 4) * 4;
    const dense = new Float32Array(rows * this.#columns);
    for (let k = 0; k < rows; k++) {
      for (let c = 0; c < train.classes; c++) dense[k * this.#columns + c] = Math.sqrt(1 / rows) * stream.normal();
    }
    this.#weights = this.#parameter(dense);
    this.#bias = this.#parameter(new Float32Array(this.#columns));
    this.#outputs = arena.takeFloats(most * this.#columns);
    this.#turned = arena.takeFloats(second.filter.size);
  }

  #parameter(values: Float32Array): Parameter {
    const zeros = () => this.#arena.takeFloats(values.length);
    const { buffers } = optimizers[this.#job.optimizer.optimizer];
    const parameter = {
      size: values.length,
      weights: this.#arena.floats(values),
      gradient: zeros(),
      buffers: Array.from({ length: buffers }, zeros),
    };
    this.#parameters.push(parameter);
    return parameter;
  }

  #layer(height: number, width: number, inward: number, channels: number, most: number, normal: () => number): Layer {
    if (height % 2 !== width % 2) throw new RangeError('height and width must be both even or both odd');
    const places = Math.ceil(height / 2) * Math.ceil(width / 2);
    const deviation = Math.sqrt(2 / (9 * inward));
    const take = () => this.#arena.takeFloats(most * places * channels);
    const some = () => this.#arena.takeFloats(channels);
    return {
      height,
      width,
      inward,
      channels,
      before: height % 2,
      places,
      filter: this.#parameter(Float32Array.from({ length: 9 * inward * channels }, () => deviation * normal())),
      scale: this.#parameter(new Float32Array(channels).fill(1)),
      shift: this.#parameter(new Float32Array(channels)),
      mean: some(),
      variance: some(),
      inverse: some(),
      factor: some(),
      z: take(),
      active: take(),
      slopes: take(),
    };
  }

  /** Nothing: the memory goes with the run. */
  dispose(): void {}

  async state(): Promise<Float64Array> {
    return Float64Array.from(this.#held().flatMap((values) => [...values]));
  }

  restore(state: Float64Array): void {
    let at = 0;
    for (const values of this.#held()) {
      values.set(state.subarray(at, at + values.length));
      at += values.length;
    }
  }

  /** Everything that the next update depends on, in place. */
  #held(): Float32Array[] {
    return this.#parameters.flatMap(({ size, weights, buffers }) =>
      [weights, ...buffers].map((address) => this.#view(address, size)),
    );
  }

  #view(address: Address, length: number): Float32Array {
    return this.#arena.viewFloats(address, length) as Float32Array;
  }

  async update(t: number, indices: readonly number[] | null, rate: number): Promise<number> {
    const pictures = indices ? this.#gather(indices) : this.#all;
    const kernel = this.#kernel;
    this.#forward(pictures, true);
    const { samples } = pictures;
    const loss = kernel.crossEntropy(this.#outputs, pictures.labels, samples, this.#train.classes, this.#columns);
    for (const { gradient, size } of this.#parameters) this.#view(gradient, size).fill(0);
    const [first, second] = this.#layers;
    kernel.denseBack(
      second.active,
      this.#weights.weights,
      this.#outputs,
      samples,
      second.places * second.channels,
      this.#columns,
      this.#weights.gradient,
      this.#bias.gradient,
      second.slopes,
    );
    this.#backward(second, first.active, samples);
    this.#turn();
    this.#view(first.slopes, samples * first.places * first.channels).fill(0);
    const shape = (layer: Layer) => [samples, layer.height, layer.width, layer.inward, layer.channels, layer.before];
    kernel.inputGradient(second.slopes, this.#turned, first.slopes, ...shape(second));
    this.#backward(first, pictures.pixels, samples);
    const { optimizer, weightDecay } = this.#job;
    const spec = { ...optimizer, rate };
    const method = optimizers[optimizer.optimizer] as Optimizer;
    for (const { size, weights, gradient, buffers } of this.#parameters) {
      const [values, slopes] = [this.#view(weights, size), this.#view(gradient, size)];
      if (weightDecay > 0) for (let k = 0; k < size; k++) slopes[k] += weightDecay * values[k];
      const state = buffers.map((address) => this.#view(address, size));
      method.step(spec, t, values, slopes, state);
    }
    return loss;
  }

  async scores(): Promise<Score[]> {
    if (this.#train.samples > this.#job.chunk) {
      this.#forward({ ...this.#all, samples: this.#job.chunk }, true);
      this.#forward(this.#all, false);
    } else this.#forward(this.#all, true);
    const scores = [this.#score(this.#train, this.#all)];
    for (const { set, held } of this.#others) {
      this.#forward(held, false);
      scores.push(this.#score(set, held));
    }
    return scores;
  }

  #score({ samples, labels, classes }: ImageSet, held: Pictures): Score {
    const outputs = this.#view(this.#outputs, samples * this.#columns);
    const right = Array.from(labels, (label, i) => {
      const own = outputs.subarray(i * this.#columns, i * this.#columns + classes);
      return own.indexOf(Math.max(...own)) === label;
    });
    const loss = this.#kernel.crossEntropy(this.#outputs, held.labels, samples, classes, this.#columns);
    return { loss, right };
  }

  #gather(indices: readonly number[]): Pictures {
    const size = this.#train.pixels.length / this.#train.samples;
    const pixels = this.#view(this.#batch.pixels, indices.length * size);
    const labels = this.#arena.viewWords(this.#batch.labels, indices.length);
    indices.forEach((i, k) => {
      pixels.set(this.#train.pixels.subarray(i * size, (i + 1) * size), k * size);
      labels[k] = this.#train.labels[i];
    });
    return { ...this.#batch, samples: indices.length };
  }

  /** Outputs of the pictures, normalised by their own statistics (`anew`) or by the last ones. */
  #forward({ pixels, samples }: Pictures, anew: boolean): void {
    const kernel = this.#kernel;
    let x = pixels;
    for (const layer of this.#layers) {
      const { height, width, inward, channels, before, places, filter, shift, mean, factor, z, active } = layer;
      kernel.convolve(x, filter.weights, z, samples, height, width, inward, channels, before);
      if (anew) {
        kernel.moments(z, samples * places, channels, mean, layer.variance);
        const inverse = this.#view(layer.inverse, channels);
        const factors = this.#view(factor, channels);
        const scale = this.#view(layer.scale.weights, channels);
        this.#view(layer.variance, channels).forEach((variance, c) => {
          inverse[c] = 1 / Math.sqrt(variance + epsilon);
          factors[c] = scale[c] * inverse[c];
        });
      }
      kernel.normalise(z, active, samples * places, channels, mean, factor, shift.weights);
      x = active;
    }
    const rows = this.#layers[1].places * this.#layers[1].channels;
    kernel.dense(x, this.#weights.weights, this.#bias.weights, this.#outputs, samples, rows, this.#columns);
  }

  /** From ∂L/∂active of a layer to ∂L/∂z and the gradients of its parameters; x is what it saw. */
  #backward(layer: Layer, x: Address, samples: number): void {
    const { height, width, inward, channels, before, places, filter, scale, shift } = layer;
    const { z, active, slopes, mean, inverse, factor } = layer;
    const kernel = this.#kernel;
    const all = samples * places;
    kernel.normaliseBack(z, active, slopes, all, channels, mean, inverse, factor, scale.gradient, shift.gradient);
    kernel.filterGradient(x, slopes, filter.gradient, samples, height, width, inward, channels, before);
  }

  #turn(): void {
    const { filter, inward, channels } = this.#layers[1];
    const [from, to] = [this.#view(filter.weights, filter.size), this.#view(this.#turned, filter.size)];
    for (let tap = 0; tap < 9; tap++) {
      const at = tap * inward * channels;
      for (let c = 0; c < inward; c++) {
        for (let k = 0; k < channels; k++) to[at + k * inward + c] = from[at + c * channels + k];
      }
    }
  }
}
