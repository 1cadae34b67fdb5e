import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Step } from '../claim/evaluate.ts';
import type { RunOptions } from '../claim/options.ts';
import type { Registered } from '../claim/registry.ts';
import type { Answer, Assignment, Outcome } from './worker.ts';

/** Told of each claim as it starts and ends. */
export interface PoolEvents {
  started(claim: Registered): void;
  /** What a claim is at. */
  progress(claim: Registered, step: Step): void;
  /** A worker that died or a claim that could not even be run gives a problem instead of a record. */
  finished(claim: Registered, outcome: Outcome): Promise<void>;
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
        // What a claim prints must not mix with the result on stdout.
        if (!worker?.connected) worker = fork(program, ['worker'], { stdio: ['ignore', 2, 'inherit', 'ipc'] });
        const claim = next;
        events.started(next);
        const outcome = await ask(
          worker,
          { claims: run.folder, file: next.file, options: run.options, threads },
          (step) => events.progress(claim, step),
        );
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

function ask(worker: ChildProcess, assignment: Assignment, progress: (step: Step) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const onMessage = (answer: Answer) => {
      if ('progress' in answer) {
        progress(answer.progress);
        return;
      }
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      resolve(answer);
    };
    const onExit = (code: number | null, signal: string | null) => {
      worker.off('message', onMessage);
      resolve({
        problem: `the worker process died (${signal ?? `exit code ${code}`}): out of memory or a lost device`,
      });
    };
    worker.on('message', onMessage);
    worker.once('exit', onExit);
    worker.send(assignment, (error) => error && onExit(null, error.message));
  });
}
