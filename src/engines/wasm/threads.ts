import { Worker } from 'node:worker_threads';
import { NotMeasured } from '../../errors.ts';
import type { CheckedJob, Prepared } from '../job.ts';
import type { Trajectory } from '../trajectory.ts';

/** What a thread is asked, and what it answers. */
export interface Assignment {
  readonly job: CheckedJob;
  readonly prepared: Prepared;
}
export type Answer =
  | { readonly step: number }
  | { readonly trajectory: Trajectory }
  | { readonly message: string; readonly notMeasured: boolean };

/** Worker threads with kernels and a memory each; they are started when they are first needed, and end with the process. */
export class Threads {
  readonly #module: WebAssembly.Module;
  readonly #idle: Worker[] = [];

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  get started(): boolean {
    return this.#idle.length > 0;
  }

  /** One trajectory per trial, on at most `lanes` threads at once. @throws what a trial threw; the signal's reason. */
  async train(
    job: CheckedJob,
    trials: readonly Prepared[],
    lanes: number,
    signal: AbortSignal,
    progress: (k: number, step: number) => void,
  ): Promise<Trajectory[]> {
    const trajectories = new Array<Trajectory>(trials.length);
    const queue = [...trials.entries()];
    const busy = new Set<Worker>();
    const stop = () => {
      for (const worker of busy) worker.terminate();
    };
    const lane = async () => {
      const worker = this.#idle.pop() ?? this.#start();
      busy.add(worker);
      worker.ref();
      try {
        for (let next = queue.shift(); next; next = queue.shift()) {
          signal.throwIfAborted();
          const [k, prepared] = next;
          trajectories[k] = await ask(worker, { job, prepared }, signal, (step) => progress(k, step));
          progress(k, job.steps);
        }
        worker.unref();
        this.#idle.push(worker);
      } finally {
        busy.delete(worker);
      }
    };
    signal.addEventListener('abort', stop);
    try {
      await Promise.all(Array.from({ length: Math.min(lanes, trials.length) }, lane));
    } finally {
      // After a failure the other lanes' trials are of no use.
      stop();
      signal.removeEventListener('abort', stop);
    }
    return trajectories;
  }

  #start(): Worker {
    return new Worker(new URL('thread.mjs', import.meta.url), { workerData: this.#module, execArgv: [] });
  }
}

function ask(
  worker: Worker,
  assignment: Assignment,
  signal: AbortSignal,
  progress: (step: number) => void,
): Promise<Trajectory> {
  return new Promise<Trajectory>((resolve, reject) => {
    const listeners = {
      message: (answer: Answer) => {
        if ('step' in answer) {
          progress(answer.step);
          return;
        }
        if ('trajectory' in answer) resolve(answer.trajectory);
        else reject(answer.notMeasured ? new NotMeasured(answer.message) : new Error(answer.message));
        quit();
      },
      error: (error: Error) => {
        reject(error);
        quit();
      },
      exit: (code: number) => {
        reject(signal.aborted ? signal.reason : new NotMeasured(`a thread of engine wasm ended (code ${code})`));
        quit();
      },
    };
    const quit = () => {
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
    };
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
    worker.postMessage(assignment);
  });
}
