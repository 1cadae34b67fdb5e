import type { Dataset } from '../../data/dataset.ts';
import { optimizerOf } from '../../optimizers/optimizers.ts';
import type { CheckedJob, Prepared } from '../job.ts';
import type { SideBySide } from '../side-by-side.ts';
import { asideOf, pack, packAside, packConstants, packDense, shapeOf } from './patches.ts';
import { type Resource, shaders, stepBytes } from './shaders.ts';
import { forwardKernels, type KernelName, partialsOf, productsOf, type Shape, workgroupsOf } from './shape.ts';
import { adamScales } from './updates.ts';

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
  /** How the samples of each trial lie, where they lie side by side. */
  readonly aside: readonly SideBySide[] | null;
  readonly buffers: Buffers;
  readonly kernels: Partial<Record<KernelName, Kernel>>;
}

/** What is constant during one step; f64, rounded when it is written. */
export interface StepConstants {
  readonly t: number;
  /** Weight of each sample of each trial in the batch, [trials, n]; null for the full batch. */
  readonly weights: Float32Array | null;
}

/** How a trial stands: 0 runs on, 1 stopped at `step` below the slope asked for, 2 diverged there in `sample`. */
export interface Status {
  readonly state: number;
  readonly step: number;
  readonly sample: number;
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
  readonly #statuses: Status[];

  /** `capacity`: most steps in one submission. */
  constructor(device: GPUDevice, job: CheckedJob, trials: readonly Prepared[], capacity: number) {
    this.#device = device;
    this.#job = job;
    this.#trials = trials;
    this.#statuses = trials.map(() => ({ state: 0, step: 0, sample: 0 }));
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
    this.#sets = {
      train: this.#place(
        trials.map((trial) => trial.train),
        training,
        capacity,
        ['update', 'gradient', 'squares'],
      ),
      test:
        test &&
        this.#place(
          trials.map((trial) => trial.test!),
          shared,
          capacity,
          [],
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
      const { scale1, scale2 } = adamScales(this.#job.optimizer, t);
      const fullBatch = loss === 'logistic' ? 1 / samples : 1;
      for (const [k, weighted] of [weights ? 1 : 0, 0].entries()) {
        const at = (2 * slot + k) * stepBytes;
        new Uint32Array(bytes, at, 4).set([weighted, slot, this.#trials.length, 0]);
        new Float32Array(bytes, at + 16, 4).set([fullBatch, scale1, scale2, this.#job.stopBelowSlope ?? 0]);
      }
      if (weights) this.#device.queue.writeBuffer(this.#batches, 4 * slot * weights.length, weights);
    });
    this.#device.queue.writeBuffer(this.#step, 0, bytes);
  }

  /** Outputs, slopes of the full batch and all that `sources` name, at the current weights. */
  observe(pass: GPUComputePassEncoder, slot: number, sources: ReadonlySet<Source>): void {
    this.#forward(pass, this.#sets.train, slot, true);
    if (sources.has('gradient')) this.#run(pass, this.#sets.train, 'gradient', slot);
    if (sources.has('squares')) this.#run(pass, this.#sets.train, 'squares', slot);
    if (sources.has('test outputs') || sources.has('test z')) {
      this.#forward(pass, this.#sets.test!, slot, true);
    }
    for (const [source, { kernel }] of this.#projections) {
      if (sources.has(source)) dispatch(pass, kernel, []);
    }
  }

  /** One update; after `observe` of the same slot the forward pass of the full batch is there already. */
  update(pass: GPUComputePassEncoder, slot: number, observed: boolean): void {
    if (!observed || this.#job.optimizer.optimizer === 'sgd') this.#forward(pass, this.#sets.train, slot, false);
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
    };
    const buffer = known[source] ?? this.#projections.get(source)?.buffer;
    if (!buffer) throw new Error(`no source "${source}"`);
    return { buffer, bytes: buffer.size };
  }

  /** What the kernels saw of so many steps: the steepest slope and the first broken sample, [steps, trials]. */
  watched(steps: number): { buffer: GPUBuffer; bytes: number } {
    return { buffer: this.#sets.train.buffers.watch!, bytes: 8 * this.#trials.length * steps };
  }

  /** How each trial stands after the steps that were watched. */
  statuses(watched: ArrayBuffer, steps: readonly StepConstants[]): readonly Status[] {
    const steepest = new Float32Array(watched);
    const broken = new Uint32Array(watched);
    const below = this.#job.stopBelowSlope ?? 0;
    const { samples } = this.#trials[0].train;
    steps.forEach(({ t: step }, slot) => {
      this.#statuses.forEach(({ state }, k) => {
        const at = 2 * (slot * this.#statuses.length + k);
        if (state !== 0) return;
        if (broken[at + 1] > 0) this.#statuses[k] = { state: 2, step, sample: samples - broken[at + 1] };
        else if (steepest[at] < Math.fround(below)) this.#statuses[k] = { state: 1, step, sample: 0 };
      });
    });
    return this.#statuses;
  }

  /** How the samples of trial k lie, where they lie side by side. */
  aside(on: 'train' | 'test', k: number): SideBySide | null {
    return this.#sets[on]!.aside?.[k] ?? null;
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
    const kernel = this.#kernel('project', this.#sets.train.shape, buffers, false);
    this.#projections.set(source, { kernel, buffer: buffers.projection });
  }

  destroy(): void {
    for (const buffer of this.#made) buffer.destroy();
  }

  #place(sets: readonly Dataset[], shared: Buffers, capacity: number, more: readonly KernelName[]): OnDevice {
    const { neurons } = this.#job.network;
    const aside = asideOf(neurons, sets);
    const products = this.#job.probes.some(({ quantity }) => quantity === 'activations');
    const shape = shapeOf(neurons, sets, aside, products);
    const count = sets.length;
    const backward = more.length > 0;
    const { rows, columns } =
      shape.layout.kind === 'sparse'
        ? pack(shape, sets)
        : { rows: aside ? packAside(shape, aside) : packDense(shape, sets), columns: null };
    const buffers: Buffers = {
      ...shared,
      rows: this.#filled(rows),
      constants: this.#filled(packConstants(shape, sets, this.#trials)),
      z: this.#buffer(4 * count * productsOf(shape)),
      partial: this.#buffer(4 * count * partialsOf(shape)),
      outputs: this.#buffer(4 * count * shape.samples),
      slopes: this.#buffer(4 * count * shape.samples),
      watch: this.#buffer(8 * count * capacity),
      ...(backward && columns && { columns: this.#filled(columns) }),
    };
    const names = [...forwardKernels(shape), ...more];
    const kernels = Object.fromEntries(names.map((name) => [name, this.#kernel(name, shape, buffers, backward)]));
    return { shape, aside, buffers, kernels };
  }

  #kernel(name: KernelName, shape: Shape, buffers: Buffers, backward: boolean): Kernel {
    const { code, bindings } = shaders(this.#job, shape, backward)[name];
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
    return { pipeline, bindings: group, dynamic, groups: workgroupsOf(name, shape, this.#trials.length) };
  }

  #forward(pass: GPUComputePassEncoder, set: OnDevice, slot: number, fullBatch: boolean): void {
    for (const name of forwardKernels(set.shape)) this.#run(pass, set, name, slot, fullBatch);
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

/** [m, d] → [d, m] */
function columnsFirst(rows: Float64Array, m: number, d: number): Float32Array {
  const columns = new Float32Array(rows.length);
  for (let r = 0; r < m; r++) for (let k = 0; k < d; k++) columns[k * m + r] = rows[r * d + k];
  return columns;
}
