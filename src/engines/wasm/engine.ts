import type { Dataset } from '../../data/dataset.ts';
import type { CheckedJob, Engine } from '../job.ts';
import type { Trajectory } from '../trajectory.ts';
import { compiled, instantiate, type Kernel } from './module.ts';
import { Threads } from './threads.ts';
import { trainTrial } from './train.ts';

export const wasmDevice = 'CPU, WebAssembly SIMD';

/**
 * The patch network in fused WebAssembly SIMD kernels, each trial on one of at most `threads` threads, which are started
 * for jobs of more than `threadsPay` multiply-adds and then serve smaller ones too. A thread holds one trial at a time
 * (data, W, the optimizer's state, one block's gradient), within 4 GiB.
 */
export async function wasmEngine(threads = 1, threadsPay = twoSeconds): Promise<Engine> {
  const module = await compiled();
  const pool = new Threads(module);
  const kernels = new Map<string, Kernel>();
  // Trials that are asked for side by side take their turns: kernels have one memory, and training gives way to events.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task);
    turn = mine.catch(() => {});
    return mine;
  };
  return {
    name: 'wasm',
    device: wasmDevice,
    precisions: ['float32', 'float64'],
    async train(job, trials, signal, progress) {
      const steps = new Float64Array(trials.length);
      const report = (k: number, step: number) => {
        steps[k] = step;
        progress?.(steps.reduce((sum, done) => sum + done, 0) / (trials.length * job.steps));
      };
      const lanes = Math.min(threads, trials.length);
      const pays = pool.started ? Math.min(threadsPay, fiftyMilliseconds) : threadsPay;
      if (lanes > 1 && work(job, trials[0].train, trials.length) > pays) {
        return await pool.train(job, trials, lanes, signal, report);
      }
      const kernel = kernels.get(job.precision) ?? instantiate(module, job.precision);
      kernels.set(job.precision, kernel);
      const trajectories: Trajectory[] = [];
      for (const [k, trial] of trials.entries()) {
        trajectories.push(await inTurn(() => trainTrial(kernel, job, trial, signal, (step) => report(k, step))));
        report(k, job.steps);
      }
      return trajectories;
    },
  };
}

/** Multiply-adds that take about so long on one core: what threads must save, to be started and once they run. */
const twoSeconds = 8e9;
const fiftyMilliseconds = 2e8;

/** Multiply-adds of a job: forward and backward over every entry of the patches, and the optimizer over W. */
export function work({ steps, network }: CheckedJob, { value, dimension }: Dataset, trials: number): number {
  return steps * trials * network.neurons * (2 * value.length + 4 * dimension);
}
