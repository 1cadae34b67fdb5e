import { setImmediate } from 'node:timers/promises';
import { NotMeasured } from '../errors.ts';
import { type Floats, Objective } from '../networks/objective.ts';
import { sampleLossSlope } from '../networks/patch-network.ts';
import { optimizerOf } from '../optimizers/optimizers.ts';
import { batchesOf } from './batches.ts';
import type { CheckedJob, Engine, Prepared } from './job.ts';
import { Recorder } from './recorder.ts';
import type { Trajectory } from './trajectory.ts';

/** Milliseconds of arithmetic between two looks at the event loop. */
const patience = 50;

/** The patch network in plain loops over typed arrays, one trial after the other. Needs nothing but a CPU. */
export const plain: Engine = {
  name: 'plain',
  device: 'CPU, typed arrays',
  precisions: ['float32', 'float64'],
  async train(job, trials, signal) {
    const trajectories: Trajectory[] = [];
    for (const trial of trials) trajectories.push(await trainOne(job, trial, signal));
    return trajectories;
  },
};

async function trainOne(job: CheckedJob, prepared: Prepared, signal: AbortSignal): Promise<Trajectory> {
  const optimizer = optimizerOf(job.optimizer);
  const floats = (from: number | Float64Array): Floats =>
    job.precision === 'float64' ? new Float64Array(from as number) : new Float32Array(from as number);
  const weights = floats(prepared.weights);
  const gradient = floats(weights.length);
  const buffers = Array.from({ length: optimizer.buffers }, (_, k) =>
    floats(k === 0 && prepared.state ? prepared.state : weights.length),
  );
  const objective = new Objective(job.network, prepared.train, prepared.output);
  const test = prepared.test && new Objective(job.network, prepared.test, prepared.output);
  const recorder = new Recorder(job.probes);
  const drawBatch = batchesOf(job, prepared);

  const read = (probe: CheckedJob['probes'][number]): Float64Array => {
    const [data, on] = probe.on === 'test' ? [prepared.test!, test!] : [prepared.train, objective];
    switch (probe.quantity) {
      case 'projection':
        return project(weights, data.directions[probe.direction!]);
      case 'loss':
        if (on === test) test.forward(weights);
        return Float64Array.of(on.loss(weights));
      case 'margins':
      case 'error': {
        if (on === test) test.forward(weights);
        const margins = on.outputs.map((output, i) => output * data.labels[i]);
        return probe.quantity === 'margins' ? margins : Float64Array.of(share(margins));
      }
      case 'activations':
        if (on === test) test.forward(weights);
        return on.activations.slice();
      case 'gradient-norm':
      case 'gradient':
        objective.gradient(weights, gradient);
        return probe.quantity === 'gradient' ? Float64Array.from(gradient) : Float64Array.of(norm(gradient));
      case 'weights':
        return Float64Array.from(weights);
      case 'state':
        return Float64Array.from(buffers[0] ?? []);
    }
  };

  let breath = performance.now();
  for (let t = 0; ; t++) {
    if ((t & 3) === 0 && performance.now() - breath > patience) {
      await setImmediate();
      signal.throwIfAborted();
      breath = performance.now();
    }
    const batch = drawBatch?.();
    objective.forward(weights);
    failIfDiverged(objective.outputs, prepared.trial, t, job.name);
    const stopped = job.stopBelowSlope !== undefined && steepest(job, prepared, objective) < job.stopBelowSlope;
    const last = stopped || t === job.steps;
    recorder.record(t, last, read);
    if (last) return recorder.finish(prepared.trial, t, stopped);
    objective.gradient(weights, gradient, batch);
    optimizer.step(job.optimizer, t, weights, gradient, buffers);
  }
}

function failIfDiverged(outputs: Float64Array, trial: number, step: number, job: string): void {
  for (let i = 0; i < outputs.length; i++) {
    if (!Number.isFinite(outputs[i])) {
      throw new NotMeasured(
        `training diverged: f(X_${i}) = ${outputs[i]} at step ${step} of trial ${trial} of "${job}"`,
      );
    }
  }
}

function steepest(job: CheckedJob, { train }: Prepared, { outputs }: Objective): number {
  let most = 0;
  for (let i = 0; i < outputs.length; i++) {
    most = Math.max(most, Math.abs(sampleLossSlope(job.network.loss, outputs[i], train.labels[i])));
  }
  return most;
}

function project(weights: Floats, direction: Float64Array): Float64Array {
  const d = direction.length;
  return Float64Array.from({ length: weights.length / d }, (_, r) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += weights[r * d + k] * direction[k];
    return sum;
  });
}

function share(margins: Float64Array): number {
  return margins.reduce((count, margin) => count + (margin <= 0 ? 1 : 0), 0) / margins.length;
}

function norm(values: Floats): number {
  let square = 0;
  for (const value of values) square += value * value;
  return Math.sqrt(square);
}
