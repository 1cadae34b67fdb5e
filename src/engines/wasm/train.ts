import { setImmediate } from 'node:timers/promises';
import { NotMeasured } from '../../errors.ts';
import { optimizerOf } from '../../optimizers/optimizers.ts';
import { batchesOf } from '../batches.ts';
import type { CheckedJob, Prepared } from '../job.ts';
import { ofOutputs } from '../observables.ts';
import { Recorder } from '../recorder.ts';
import type { Trajectory } from '../trajectory.ts';
import { mostBytes } from './arena.ts';
import type { Kernel } from './module.ts';
import { Trial } from './trial.ts';

/** Milliseconds of arithmetic between two looks at the event loop. */
const patience = 50;
/** Most steps whose mini-batches are drawn ahead. */
const mostSteps = 4096;

/**
 * Trains one trial on kernels whose memory it may overwrite.
 * @throws NotMeasured if training diverges or the trial does not fit; the signal's reason when it is aborted.
 */
export async function trainTrial(
  kernel: Kernel,
  job: CheckedJob,
  prepared: Prepared,
  signal: AbortSignal,
  progress: (step: number) => void,
): Promise<Trajectory> {
  const trial = place(kernel, job, prepared);
  const recorder = new Recorder(job.probes);
  const read = reader(trial, job, prepared);
  const drawBatch = batchesOf(job, prepared);
  const stopBelow = job.stopBelowSlope ?? 0;
  let chunk = 1;
  let breath = performance.now();
  for (let t = 0; ; ) {
    const started = performance.now();
    let to = t;
    while (to < job.steps && to - t < chunk && !recorder.due(to, false)) to++;
    const batches = drawBatch && to > t ? Array.from({ length: to - t }, drawBatch) : null;
    t += trial.advance(t, to - t, batches, stopBelow);
    failIfDiverged(trial, prepared.trial, t, job.name);
    // The last step ends the run, whether or not a probe looks at it.
    const due = t < to || t === job.steps || recorder.due(t, false);
    if (due) {
      const steepest = trial.observe();
      failIfDiverged(trial, prepared.trial, t, job.name);
      const stopped = steepest < stopBelow;
      const last = stopped || t === job.steps;
      recorder.record(t, last, read);
      if (last) return recorder.finish(prepared.trial, t, stopped);
      trial.advance(t, 1, drawBatch && [drawBatch()], stopBelow);
      t++;
    }
    const now = performance.now();
    if (now - started < patience / 4) chunk = Math.min(2 * chunk, mostSteps);
    else if (now - started > patience) chunk = Math.max(1, chunk >> 1);
    if (now - breath > patience) {
      progress(t);
      await setImmediate();
      signal.throwIfAborted();
      breath = performance.now();
    }
  }
}

function place(kernel: Kernel, job: CheckedJob, prepared: Prepared): Trial {
  try {
    return new Trial(kernel, job, prepared);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const room = `the ${(mostBytes / 2 ** 30).toFixed(0)} GiB that WebAssembly can address`;
    throw new NotMeasured(`trial ${prepared.trial} of "${job.name}" needs more than ${room}; use --engine plain`);
  }
}

function reader(trial: Trial, job: CheckedJob, { train, test }: Prepared) {
  return ({ quantity, on, direction }: CheckedJob['probes'][number]): Float64Array => {
    const data = on === 'test' ? test! : train;
    switch (quantity) {
      case 'projection':
        return trial.projection(data.directions[direction!]);
      case 'loss':
      case 'margins':
      case 'error': {
        const outputs = on === 'test' ? trial.testOutputs() : trial.trainOutputs();
        return ofOutputs(quantity, job.network, data, { outputs, squaredNorm: () => trial.squaredNorm() });
      }
      case 'activations':
        if (on === 'test') trial.testOutputs();
        return trial.activations(on);
      case 'gradient-norm':
        return Float64Array.of(Math.sqrt(trial.gradient().reduce((sum, slope) => sum + slope * slope, 0)));
      case 'gradient':
        return trial.gradient();
      case 'weights':
        return trial.weights();
      case 'state':
        return optimizerOf(job.optimizer).buffers > 0 ? trial.state() : new Float64Array(0);
    }
  };
}

function failIfDiverged(trial: Trial, index: number, step: number, job: string): void {
  const broken = trial.broken();
  if (!broken) return;
  const { sample, output } = broken;
  throw new NotMeasured(`training diverged: f(X_${sample}) = ${output} at step ${step} of trial ${index} of "${job}"`);
}
