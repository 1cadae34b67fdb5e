import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Settings } from '../claim/evaluate.ts';
import { checkOptions, defaultOptions, startSettings, temporaryCache } from '../claim/options.ts';
import type { Record } from '../claim/record.ts';
import { loadClaims, type Registered, select } from '../claim/registry.ts';
import { brokenRecord, recordKey } from '../claim/run.ts';
import { RecordStore } from '../claim/store.ts';
import { BadInput } from '../errors.ts';
import { runJson } from '../report/json.ts';
import { runPool } from './pool.ts';
import { Progress } from './progress.ts';
import { forTerminal, publish, summary } from './publish.ts';

export interface VerifyFlags {
  readonly profile: string;
  readonly engine: string;
  readonly seed: string;
  readonly out: string;
  readonly claims: string;
  readonly workers?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  /** False after `--no-cache`. */
  readonly cache: boolean;
}

/** Exit code of a run that Ctrl-C stopped, by convention 128 + SIGINT. */
const interrupted = 130;

/**
 * Runs the claims that match and prints the matrix.
 * @returns 0 when every gate passed, 1 when one failed, 130 when interrupted. @throws BadInput before anything is written.
 */
export async function verify(filters: readonly string[], flags: VerifyFlags): Promise<number> {
  const startedAt = new Date();
  const workers = checkWorkers(flags.workers);
  const chosen = checkOptions({ profile: flags.profile, engine: flags.engine, seed: flags.seed });
  const claims = select(await loadClaims(resolve(flags.claims)), filters);
  const abort = new AbortController();
  const temporary = flags.cache ? null : temporaryCache();
  try {
    const options = { ...chosen, cache: temporary?.folder ?? defaultOptions.cache };
    const { settings, reason } = await startSettings(options, abort.signal);
    const store = new RecordStore(resolve(flags.out));
    store.prepare();
    const records = new Map<string, Record>();
    const progress = new Progress(claims.length);
    progress.note(`${claims.length} claims, profile ${options.profile}, seed ${options.seed}; engine ${reason}`);
    if (flags.resume) reuse(claims, settings, store, records, progress);
    const onInterrupt = () => abort.abort();
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onInterrupt);
    await runPool(
      claims.filter(({ name }) => !records.has(name)),
      { folder: resolve(flags.claims), options, workers, signal: abort.signal },
      {
        started: ({ name }) => progress.started(name),
        progress: ({ name }, text) => progress.at(name, text),
        finished: async (claim, outcome) => {
          const record = 'record' in outcome ? outcome.record : brokenRecord(claim, settings, outcome.problem);
          await store.write(record);
          records.set(claim.name, record);
          progress.finished(claim.name, record);
        },
      },
    );
    progress.stop();
    if (abort.signal.aborted) {
      progress.note(
        `Interrupted: ${records.size} of ${claims.length} claims are finished; \`--resume\` goes on from them.`,
      );
      return interrupted;
    }
    const run = summary([...records.values()], startedAt);
    await publish(store, run);
    process.stdout.write(flags.json ? runJson(run) : `${forTerminal(run)}\n`);
    return run.summary.fail === 0 ? 0 : 1;
  } finally {
    temporary?.remove();
  }
}

/** Takes over the finished records of an earlier run that the same code, claim and settings made. */
function reuse(
  claims: readonly Registered[],
  settings: Settings,
  store: RecordStore,
  records: Map<string, Record>,
  progress: Progress,
): void {
  for (const registered of claims) {
    try {
      const record = store.read(registered.claim.paper, registered.claim.id);
      if (record?.key !== recordKey(registered, settings) || record.verdict === 'not run') continue;
      records.set(registered.name, record);
      progress.finished(registered.name, record);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      progress.note(`redone: ${error.message}`);
    }
  }
}

function checkWorkers(raw: string | undefined): number {
  if (raw === undefined) return availableParallelism();
  const workers = Number(raw);
  if (Number.isInteger(workers) && workers > 0) return workers;
  throw new BadInput({ field: '--workers', rule: 'must be a positive integer', value: raw, remedy: 'Leave it out.' });
}
