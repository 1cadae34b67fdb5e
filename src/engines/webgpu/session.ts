import type { Dataset } from '../../data/dataset.ts';
import { optimizerOf } from '../../optimizers/optimizers.ts';
import type { CheckedJob, Prepared } from '../job.ts';
import { pack, shapeOf } from './patches.ts';
import { type KernelName, lanes, type Resource, type Shape, shaders, stepBytes, threads } from './shaders.ts';

type Buffers = Partial<Record<Resource, GPUBuffer>>;

interface Kernel {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly dynamic: boolean;
  readonly groups: readonly [number, number, number];
}

/** One data set of all trials on the device, with the kernels bound to it. */
interface OnDevice {
  readonly shape: Shape;
  readonly buffers: Buffers;
  readonly kernels: Partial<Record<KernelName, Kernel>>;
}

/** What is constant during one step; f64, rounded when it is written. */
export interface StepConstants {
  readonly t: number;
  /** Weight of each sample of each trial in the batch, [trials, n]; null for the full batch. */
  readonly weights: Float32Array | null;
}

/** Names of what can be read back: `outputs`, `z` of either set, `projection:<direction>` and so on. */
export type Source = string;

/** The trials of one job on a device: their buffers, and the commands that train and observe them. */
export class Session {
  readonly #device: GPUDevice;
  readonly #job: CheckedJob;
  readonly #trials: readonly Prepared[];
  readonly #made: GPUBuffer[] = [];
  readonly #sets: { readonly train: OnDevice; readonly test: OnDevice | null };
  readonly #projections = new Map<Source, { kernel: Kernel; buffer: GPUBuffer }>();
  readonly #step: GPUBuffer;
  readonly #batches: GPUBuffer;

  /** `capacity`: most steps in one submission. */
  constructor(device: GPUDevice, job: CheckedJob, trials: readonly Prepared[], capacity: number) {
    this.#device = device;
    this.#job = job;
    this.#trials = trials;
    const [{ train, test }] = trials;
    const size = trials.length * train.dimension * job.network.neurons;
    const stochastic = job.optimizer.optimizer === 'sgd';
    this.#step = this.#buffer(2 * stepBytes * capacity, GPUBufferUsage.UNIFORM);
    this.#batches = this.#buffer(stochastic ? 4 * trials.length * train.samples * capacity : 4);
    const shared = {
      weights: this.#buffer(4 * size),
      step: this.#step,
      batches: this.#batches,
    };
    const training = {
      ...shared,
      state: this.#buffer(4 * size * Math.max(1, optimizerOf(job.optimizer).buffers)),
      gradient: this.#buffer(4 * size),
      squares: this.#buffer(4 * trials.length),
    };
    const names = ['forward', 'slopes'] as const;
    this.#sets = {
      train: this.#place(
        trials.map((trial) => trial.train),
        training,
        [...names, 'update', 'gradient', 'squares'],
      ),
      test:
        test &&
        this.#place(
          trials.map((trial) => trial.test!),
          shared,
          names,
        ),
    };
    const own = size / trials.length;
    const write = (buffer: GPUBuffer, rows: Float64Array, k: number) =>
      device.queue.writeBuffer(buffer, 4 * own * k, columnsFirst(rows, job.network.neurons, train.dimension));
    trials.forEach(({ weights, state }, k) => {
      write(shared.weights, weights, k);
      if (state) write(training.state, state, k);
    });
  }

  /** Writes the constants of the steps of the next submission. */
  writeSteps(steps: readonly StepConstants[]): void {
    const { samples } = this.#trials[0].train;
    const { loss } = this.#job.network;
    const bytes = new ArrayBuffer(2 * stepBytes * steps.length);
    steps.forEach(({ t, weights }, slot) => {
      const { scale1, scale2 } = adamScales(this.#job, t);
      const fullBatch = loss === 'logistic' ? 1 / samples : 1;
      for (const [k, weighted] of [weights ? 1 : 0, 0].entries()) {
        const at = (2 * slot + k) * stepBytes;
        new Uint32Array(bytes, at, 4).set([t, weighted, slot, this.#trials.length]);
        new Float32Array(bytes, at + 16, 4).set([fullBatch, scale1, scale2, this.#job.stopBelowSlope ?? 0]);
      }
      if (weights) this.#device.queue.writeBuffer(this.#batches, 4 * slot * weights.length, weights);
    });
    this.#device.queue.writeBuffer(this.#step, 0, bytes);
  }

  /** Outputs, slopes of the full batch and all that `sources` name, at the current weights. */
  observe(pass: GPUComputePassEncoder, slot: number, sources: ReadonlySet<Source>): void {
    this.#run(pass, this.#sets.train, 'forward', slot);
    this.#run(pass, this.#sets.train, 'slopes', slot, true);
    if (sources.has('gradient')) this.#run(pass, this.#sets.train, 'gradient', slot);
    if (sources.has('squares')) this.#run(pass, this.#sets.train, 'squares', slot);
    if (sources.has('test outputs') || sources.has('test z')) {
      this.#run(pass, this.#sets.test!, 'forward', slot);
      this.#run(pass, this.#sets.test!, 'slopes', slot, true);
    }
    for (const [source, { kernel }] of this.#projections) {
      if (sources.has(source)) dispatch(pass, kernel, []);
    }
  }

  /** One update; after `observe` of the same slot the forward pass is there already. */
  update(pass: GPUComputePassEncoder, slot: number, observed: boolean): void {
    if (!observed) this.#run(pass, this.#sets.train, 'forward', slot);
    if (!observed || this.#job.optimizer.optimizer === 'sgd') this.#run(pass, this.#sets.train, 'slopes', slot);
    this.#run(pass, this.#sets.train, 'update', slot);
  }

  /** The buffer behind a source, [trials, …]. */
  buffer(source: Source): { buffer: GPUBuffer; bytes: number } {
    const { train, test } = this.#sets;
    const known: Record<Source, GPUBuffer | undefined> = {
      outputs: train.buffers.outputs,
      z: train.buffers.z,
      'test outputs': test?.buffers.outputs,
      'test z': test?.buffers.z,
      weights: train.buffers.weights,
      state: train.buffers.state,
      gradient: train.buffers.gradient,
      squares: train.buffers.squares,
      status: train.buffers.status,
    };
    const buffer = known[source] ?? this.#projections.get(source)?.buffer;
    if (!buffer) throw new Error(`no source "${source}"`);
    return { buffer, bytes: buffer.size };
  }

  /** Makes `projection:<on>:<direction>` a source. */
  addProjection(source: Source, on: 'train' | 'test', direction: string): void {
    if (this.#projections.has(source)) return;
    const { neurons } = this.#job.network;
    const { dimension } = this.#trials[0].train;
    const values = new Float32Array(this.#trials.length * dimension);
    this.#trials.forEach((trial, k) => {
      values.set((on === 'test' ? trial.test! : trial.train).directions[direction], k * dimension);
    });
    const buffers = {
      weights: this.#sets.train.buffers.weights,
      direction: this.#filled(values),
      projection: this.#buffer(4 * this.#trials.length * neurons),
    };
    const kernel = this.#kernel('project', this.#sets.train.shape, buffers);
    this.#projections.set(source, { kernel, buffer: buffers.projection });
  }

  destroy(): void {
    for (const buffer of this.#made) buffer.destroy();
  }

  #place(sets: readonly Dataset[], shared: Buffers, names: readonly KernelName[]): OnDevice {
    const { neurons } = this.#job.network;
    const shape = shapeOf(neurons, sets);
    const count = sets.length;
    const { rows, columns, constants } = pack(shape, sets, this.#trials);
    const buffers: Buffers = {
      ...shared,
      rows: this.#filled(rows),
      constants: this.#filled(constants),
      z: this.#buffer(4 * count * shape.samples * shape.patches * neurons),
      partial: this.#buffer(4 * count * shape.samples * lanes(shape).tiles),
      outputs: this.#buffer(4 * count * shape.samples),
      slopes: this.#buffer(4 * count * shape.samples),
      status: this.#buffer(16 * count),
      ...(names.includes('update') && { columns: this.#filled(columns) }),
    };
    const kernels = Object.fromEntries(names.map((name) => [name, this.#kernel(name, shape, buffers)]));
    return { shape, buffers, kernels };
  }

  #kernel(name: KernelName, shape: Shape, buffers: Buffers): Kernel {
    const { code, bindings } = shaders(this.#job, shape)[name];
    const layout = this.#device.createBindGroupLayout({
      entries: bindings.map(([resource, written], binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer:
          resource === 'step'
            ? { type: 'uniform', hasDynamicOffset: true, minBindingSize: 32 }
            : { type: written ? 'storage' : 'read-only-storage' },
      })),
    });
    const pipeline = this.#device.createComputePipeline({
      label: name,
      layout: this.#device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: this.#device.createShaderModule({ label: name, code }), entryPoint: 'main' },
    });
    const group = this.#device.createBindGroup({
      layout,
      entries: bindings.map(([resource], binding) => ({
        binding,
        resource: { buffer: buffers[resource]!, ...(resource === 'step' && { size: 32 }) },
      })),
    });
    const dynamic = bindings.some(([resource]) => resource === 'step');
    return { pipeline, bindings: group, dynamic, groups: groupsOf(name, shape, this.#trials.length) };
  }

  #run(pass: GPUComputePassEncoder, set: OnDevice, name: KernelName, slot: number, fullBatch = false): void {
    const kernel = set.kernels[name]!;
    dispatch(pass, kernel, kernel.dynamic ? [(2 * slot + (fullBatch ? 1 : 0)) * stepBytes] : []);
  }

  #buffer(bytes: number, usage = GPUBufferUsage.STORAGE): GPUBuffer {
    const buffer = this.#device.createBuffer({
      size: Math.max(16, Math.ceil(bytes / 4) * 4),
      usage: usage | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    this.#made.push(buffer);
    return buffer;
  }

  #filled(values: Uint32Array | Float32Array): GPUBuffer {
    const buffer = this.#buffer(values.byteLength);
    this.#device.queue.writeBuffer(buffer, 0, values as Float32Array<ArrayBuffer>);
    return buffer;
  }
}

function dispatch(pass: GPUComputePassEncoder, { pipeline, bindings, groups }: Kernel, offsets: number[]): void {
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindings, offsets);
  pass.dispatchWorkgroups(...groups);
}

function groupsOf(name: KernelName, shape: Shape, trials: number): [number, number, number] {
  const { others, tiles } = lanes(shape);
  switch (name) {
    case 'forward':
      return [Math.ceil(shape.samples / others), tiles, trials];
    case 'slopes':
    case 'squares':
      return [trials, 1, 1];
    case 'update':
    case 'gradient':
      return [shape.dimension, tiles, trials];
    case 'project':
      return [Math.ceil(shape.neurons / threads), trials, 1];
  }
}

/** η/(1 − β₁^{t+1}) and 1/(1 − β₂^{t+1}) where Adam corrects its bias. */
function adamScales({ optimizer: spec }: CheckedJob, t: number): { scale1: number; scale2: number } {
  if (spec.optimizer !== 'adam' || !spec.biasCorrection) return { scale1: spec.rate, scale2: 1 };
  return { scale1: spec.rate / (1 - spec.beta1 ** (t + 1)), scale2: 1 / (1 - spec.beta2 ** (t + 1)) };
}

/** [m, d] → [d, m] */
function columnsFirst(rows: Float64Array, m: number, d: number): Float32Array {
  const columns = new Float32Array(rows.length);
  for (let r = 0; r < m; r++) for (let k = 0; k < d; k++) columns[k * m + r] = rows[r * d + k];
  return columns;
}
