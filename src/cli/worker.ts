import { resolve } from 'node:path';
import type { Step } from '../claim/evaluate.ts';
import { type RunOptions, startSettings } from '../claim/options.ts';
import type { Record } from '../claim/record.ts';
import { loadClaim } from '../claim/registry.ts';
import { runClaim } from '../claim/run.ts';

/** What the pool asks of a worker process, and what it hears back. */
export interface Assignment {
  readonly claims: string;
  readonly file: string;
  readonly options: RunOptions;
  readonly threads: number;
}
/** Any number of `progress`, then one of the others. */
export type Answer = { readonly progress: Step } | Outcome;
export type Outcome = { readonly record: Record } | { readonly problem: string };

/** Milliseconds between two messages on what a claim is at. */
const pause = 200;

/** The body of a worker process: one claim after the other, as the pool sends them. */
export function work(): void {
  // Ctrl-C reaches the whole process group; the pool decides what stops.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  const abort = new AbortController();
  process.on('message', async ({ claims, file, options, threads }: Assignment) => {
    const answer = (message: Answer) => process.send?.(message);
    let told = 0;
    try {
      const { settings } = await startSettings(options, abort.signal, {
        threads,
        progress(step) {
          if (Date.now() - told < pause) return;
          told = Date.now();
          answer({ progress: step });
        },
      });
      answer({ record: await runClaim(await loadClaim(resolve(claims), file), settings) });
    } catch (error) {
      answer({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
