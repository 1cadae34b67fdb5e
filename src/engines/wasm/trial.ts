import type { Dataset } from '../../data/dataset.ts';
import type { Floats } from '../../networks/objective.ts';
import type { CheckedJob, Prepared } from '../job.ts';
import { activationsOf, type SideBySide, sideBySide } from '../side-by-side.ts';
import { Arena } from './arena.ts';
import { Blocks } from './blocks.ts';
import type { Address, Kernel } from './module.ts';
import { groupSize, type Operations, operations } from './operations.ts';

type Spec = CheckedJob['optimizer'];

/** The optimizers that assembly/update.ts has, with the constants that follow η and λ there. */
const codes: { [K in Spec['optimizer']]: (spec: Extract<Spec, { optimizer: K }>) => [code: number, ...number[]] } = {
  gd: () => [0],
  momentum: ({ memory }) => [1, memory],
  sgd: ({ memory }) => [1, memory],
  'heavy-ball': ({ form, momentum }) => [form === 'velocity' ? 2 : 3, momentum],
  adam: ({ beta1, beta2, epsilon, epsilonPlacement, biasCorrection }) => {
    const [outside, inside] = epsilonPlacement === 'outside' ? [epsilon, 0] : [0, epsilon];
    return [4, beta1, beta2, outside, inside, biasCorrection ? 1 : 0];
  },
  'sign-gd': () => [5],
};

/** Beyond this many neurons, side by side, their sums would not stay in the first cache. */
const mostSideBySide = 8;

/** A data set in memory. */
interface Rows {
  readonly address: Address;
  readonly data: Dataset;
  readonly aside: SideBySide | null;
  readonly outputs: Address;
  readonly z: Address;
}

/** One trial in WebAssembly memory: the records of assembly/layout.ts and all that they point to. */
export class Trial {
  readonly #kernel: Kernel;
  readonly #arena: Arena;
  readonly #blocks: Blocks;
  /** Samples that go side by side, where they do: numbers in two vectors. */
  readonly #lanes: number;
  readonly #network: CheckedJob['network'];
  readonly #plan: Address;
  readonly #weights: Address;
  readonly #gradient: Address;
  readonly #first: Address;
  readonly #train: Rows;
  readonly #test: Rows | null;
  readonly #projected: Address;
  readonly #directions = new Map<Float64Array, { columns: Address; values: Address; entries: number }>();
  #batches = { address: 0, length: 0 };

  /** @throws RangeError if the trial does not fit into 4 GiB. */
  constructor(kernel: Kernel, job: CheckedJob, { train, test, weights, state, output }: Prepared) {
    const arena = new Arena(kernel.memory, kernel.heapBase(), job.precision);
    const lanes = job.precision === 'float32' ? 4 : 2;
    const blocks = new Blocks(job.network.neurons, train.dimension, lanes);
    const { activation, loss, weightDecay } = job.network;
    const [code, ...constants] = codes[job.optimizer.optimizer](job.optimizer as never);
    // Mini-batches are lists of groups.
    const alone = job.optimizer.optimizer === 'sgd';
    const keeps = (on: 'train' | 'test') =>
      job.probes.some((probe) => probe.quantity === 'activations' && probe.on === on);

    this.#kernel = kernel;
    this.#arena = arena;
    this.#blocks = blocks;
    this.#lanes = 2 * lanes;
    this.#network = job.network;
    this.#weights = arena.takeFloats(blocks.length);
    this.#gradient = arena.takeFloats(blocks.blockLength);
    this.#first = arena.takeFloats(blocks.length);
    this.#train = this.#place(train, alone, blocks.count > 1 || keeps('train'));
    this.#test = test && this.#place(test, false, keeps('test'));
    this.#projected = arena.take(8 * blocks.paddedNeurons);
    const padded = new Float64Array(blocks.paddedNeurons);
    padded.set(output);
    this.#plan = arena.words([
      ...[train.dimension, blocks.width, blocks.count],
      ...[activation.kind === 'relu-power' ? 1 : 0, activation.degree, loss === 'squared' ? 1 : 0, code],
      ...[this.#weights, this.#gradient, this.#first],
      job.optimizer.optimizer === 'adam' ? arena.takeFloats(blocks.length) : 0,
      arena.floats(padded),
      arena.takeFloats(groupSize(train, alone) * train.patches * blocks.width),
      arena.doubles([job.optimizer.rate, weightDecay, ...constants]),
      blocks.neurons,
      this.#train.aside ? arena.take(16 * train.dimension * blocks.neurons) : 0,
    ]);
    blocks.write(weights, arena.viewFloats(this.#weights, blocks.length));
    if (state) blocks.write(state, arena.viewFloats(this.#first, blocks.length));
    kernel.start();
  }

  /** Up to `steps` updates from step t on, on mini-batches where they are given; returns those that were made. */
  advance(t: number, steps: number, batches: readonly (readonly number[])[] | null, stopBelow: number): number {
    const size = batches?.[0].length ?? 0;
    const address = batches ? this.#writeBatches(batches, size) : 0;
    return this.#kernel.advance(this.#plan, this.#train.address, t, steps, address, size, stopBelow);
  }

  /** Evaluates the full batch at the current weights; max_i |∂ℓ/∂f|. */
  observe(): number {
    return this.#kernel.observe(this.#plan, this.#train.address);
  }

  /** f(X_i) of the test set at the current weights, [n]. */
  testOutputs(): Float64Array {
    this.#kernel.forward(this.#plan, this.#test!.address);
    return this.#outputs(this.#test!);
  }

  /** f(X_i) of the training set after `observe`, [n]. */
  trainOutputs(): Float64Array {
    return this.#outputs(this.#train);
  }

  /** Index and output of a sample that is not finite, if there is one. */
  broken(): { sample: number; output: number } | null {
    const sample = this.#kernel.brokenSample();
    return sample < 0 ? null : { sample, output: this.trainOutputs()[sample] };
  }

  /** W, [m, d]. */
  weights(): Float64Array {
    return this.#blocks.read(this.#all(this.#weights));
  }

  /** The optimizer's first buffer, [m, d]. */
  state(): Float64Array {
    return this.#blocks.read(this.#all(this.#first));
  }

  /** ‖W‖² */
  squaredNorm(): number {
    const weights = this.#all(this.#weights);
    let square = 0;
    for (let k = 0; k < weights.length; k++) square += weights[k] * weights[k];
    return square;
  }

  /** ∇L(W), [m, d], after `observe`. */
  gradient(): Float64Array {
    const { count, length, blockLength } = this.#blocks;
    const { weightDecay } = this.#network;
    const gradient = new Float64Array(length);
    for (let block = 0, at = 0; block < count; block++) {
      this.#kernel.gradient(this.#plan, this.#train.address, block);
      const slopes = this.#arena.viewFloats(this.#gradient, blockLength);
      const weights = this.#all(this.#weights);
      for (let k = 0; k < blockLength; k++, at++) gradient[at] = weightDecay * weights[at] + slopes[k];
      this.#kernel.clearGradient(this.#plan);
    }
    return this.#blocks.read(gradient);
  }

  /** ⟨w_r, X_i[p]⟩, [n, P, m], after `observe` or `testOutputs`. */
  activations(on: 'train' | 'test'): Float64Array {
    const { data, aside, z } = on === 'test' ? this.#test! : this.#train;
    const { neurons, width, count } = this.#blocks;
    if (aside) {
      const kept = this.#arena.viewFloats(z, (aside.groupOp.length - 1) * aside.slots * neurons * aside.lanes);
      return activationsOf(aside, kept, data.patches, neurons);
    }
    const rows = data.samples * data.patches;
    const activations = new Float64Array(rows * neurons);
    const kept = this.#arena.viewFloats(z, count * rows * width);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let r = 0; r < neurons; r++, at++) {
        const block = Math.floor(r / width);
        activations[at] = kept[(block * rows + row) * width + (r - block * width)];
      }
    }
    return activations;
  }

  /** ⟨w_r, u⟩, [m]. */
  projection(direction: Float64Array): Float64Array {
    let placed = this.#directions.get(direction);
    if (!placed) {
      const columns = [...direction.keys()].filter((k) => direction[k] !== 0);
      const values = columns.map((k) => direction[k]);
      placed = {
        columns: this.#arena.words(columns),
        values: this.#arena.doubles(values),
        entries: columns.length,
      };
      this.#directions.set(direction, placed);
    }
    this.#kernel.project(this.#plan, placed.columns, placed.values, placed.entries, this.#projected);
    return this.#arena.viewDoubles(this.#projected, this.#blocks.neurons).slice();
  }

  #place(data: Dataset, alone: boolean, keep: boolean): Rows {
    const samplesPerGroup = groupSize(data, alone);
    const { neurons, width, count } = this.#blocks;
    // Where that takes fewer multiply-adds than neurons padded to whole vectors.
    const aside =
      !alone && neurons <= mostSideBySide
        ? sideBySide(data, {
            lanes: this.#lanes,
            spread: true,
            mostEntries: (data.value.length * width - 1) / neurons,
          })
        : null;
    const { groupSample, groupOp, ops, columns, values } = aside
      ? laid(aside, data.samples)
      : operations(data, samplesPerGroup);
    const z = aside
      ? this.#arena.takeFloats((keep ? groupOp.length - 1 : 1) * aside.slots * neurons * aside.lanes)
      : this.#arena.takeFloats((keep ? count * data.samples : samplesPerGroup) * data.patches * width);
    const outputs = this.#arena.take(8 * data.samples);
    const address = this.#arena.words([
      ...[data.samples, data.patches, groupOp.length - 1, keep ? 1 : 0, aside?.slots ?? 0],
      ...[groupSample, groupOp, ops, columns].map((words) => this.#arena.words(words)),
      this.#arena.floats(values),
      this.#arena.doubles(data.labels),
      outputs,
      this.#arena.take(8 * data.samples),
      z,
    ]);
    return { address, data, aside, outputs, z };
  }

  #writeBatches(batches: readonly (readonly number[])[], size: number): Address {
    const length = batches.length * size;
    if (this.#batches.length < length) this.#batches = { address: this.#arena.take(4 * length), length };
    const words = this.#arena.viewWords(this.#batches.address, length);
    batches.forEach((samples, k) => {
      words.set(samples, k * size);
    });
    return this.#batches.address;
  }

  #outputs({ outputs, data }: Rows): Float64Array {
    return this.#arena.viewDoubles(outputs, data.samples);
  }

  #all(address: Address): Floats {
    return this.#arena.viewFloats(address, this.#blocks.length);
  }
}

/** Samples side by side, as records of assembly/layout.ts. */
function laid({ lanes, groupOp, operations, values }: SideBySide, samples: number): Operations {
  return {
    groupSample: [...groupOp.slice(1).map((_, group) => group * lanes), samples],
    groupOp,
    ops: operations.flatMap(({ column, length, value }) => [0, length, column, 0, 0, 0, 0, value, 0, 0, 0]),
    columns: new Int32Array(0),
    values,
  };
}
