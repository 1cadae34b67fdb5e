import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RunOptions } from '../claim/options.ts';
import type { Record } from '../claim/record.ts';
import type { Registered } from '../claim/registry.ts';
import type { Answer } from './worker.ts';

/** Told of each claim as it starts and ends. */
export interface PoolEvents {
  started(claim: Registered): void;
  /** A worker that died or a claim that could not even be run gives a problem instead of a record. */
  finished(claim: Registered, outcome: { record: Record } | { problem: string }): Promise<void>;
}

const program = fileURLToPath(new URL('lemmata.mjs', import.meta.url));

/** Runs claims in worker processes, so that one crash (a lost device) costs one claim. Stops at once when aborted. */
export async function runPool(
  claims: readonly Registered[],
  run: { folder: string; options: RunOptions; workers: number; signal: AbortSignal },
  events: PoolEvents,
): Promise<void> {
  const queue = [...claims];
  const lanes = Math.min(run.workers, claims.length);
  // Claims side by side keep the cores busy; a claim that runs alone may take them all.
  const threads = Math.max(1, Math.floor(availableParallelism() / Math.max(1, lanes)));
  const lane = async (): Promise<void> => {
    let worker: ChildProcess | null = null;
    const stop = () => worker?.kill();
    run.signal.addEventListener('abort', stop);
    try {
      for (let next = queue.shift(); next && !run.signal.aborted; next = queue.shift()) {
        if (!worker?.connected) worker = fork(program, ['worker'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
        events.started(next);
        const outcome = await ask(worker, { claims: run.folder, file: next.file, options: run.options, threads });
        if (run.signal.aborted) return;
        await events.finished(next, outcome);
      }
    } finally {
      run.signal.removeEventListener('abort', stop);
      worker?.kill();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function ask(worker: ChildProcess, assignment: object): Promise<Answer> {
  return new Promise((resolve) => {
    const onMessage = (answer: Answer) => {
      worker.off('exit', onExit);
      resolve(answer);
    };
    const onExit = (code: number | null, signal: string | null) => {
      worker.off('message', onMessage);
      resolve({
        problem: `the worker process died (${signal ?? `exit code ${code}`}): out of memory or a lost device`,
      });
    };
    worker.once('message', onMessage);
    worker.once('exit', onExit);
    worker.send(assignment, (error) => error && onExit(null, error.message));
  });
}
