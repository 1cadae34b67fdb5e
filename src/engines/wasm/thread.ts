import { parentPort, workerData } from 'node:worker_threads';
import { NotMeasured } from '../../errors.ts';
import { instantiate, type Kernel } from './module.ts';
import type { Answer, Assignment } from './threads.ts';
import { trainTrial } from './train.ts';

/** The body of a thread: one trial after the other, as the main thread sends them; it is terminated from outside. */
const kernels = new Map<string, Kernel>();
const never = new AbortController().signal;
const say = (answer: Answer) => parentPort!.postMessage(answer);

parentPort!.on('message', async ({ job, prepared }: Assignment) => {
  let answer: Answer;
  try {
    const kernel = kernels.get(job.precision) ?? instantiate(workerData as WebAssembly.Module, job.precision);
    kernels.set(job.precision, kernel);
    answer = { trajectory: await trainTrial(kernel, job, prepared, never, (step) => say({ step })) };
  } catch (error) {
    const { message, stack } = error as Error;
    answer = {
      message: error instanceof NotMeasured ? message : (stack ?? message),
      notMeasured: error instanceof NotMeasured,
    };
  }
  say(answer);
});
