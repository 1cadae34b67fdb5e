import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Settings } from '../claim/evaluate.ts';
import { checkOptions, defaultOptions, startSettings, temporaryCache } from '../claim/options.ts';
import type { Record } from '../claim/record.ts';
import { loadClaims, type Registered, select } from '../claim/registry.ts';
import { brokenRecord, recordKey } from '../claim/run.ts';
import { RecordStore, readRun } from '../claim/store.ts';
import { BadInput } from '../errors.ts';
import { interrupted, interruptible } from './interrupt.ts';
import { type Speech, tell } from './output.ts';
import { runPool } from './pool.ts';
import { Progress } from './progress.ts';
import { forTerminal, publish, tellGitHub } from './publish.ts';
import { shardOf } from './shard.ts';

export interface VerifyFlags extends Speech {
  readonly profile: string;
  readonly engine: string;
  readonly seed: string;
  readonly out: string;
  readonly claims: string;
  readonly workers?: string;
  readonly resume?: boolean;
  readonly shard?: string;
  readonly baseline?: string;
  /** False after `--no-cache`. */
  readonly cache: boolean;
}

/**
 * Runs the claims that match and prints the matrix.
 * @returns 0 when every gate passed, 1 when one failed, 130 when interrupted. @throws BadInput before anything is written.
 */
export async function verify(filters: readonly string[], flags: VerifyFlags): Promise<number> {
  const startedAt = new Date();
  const workers = checkWorkers(flags.workers);
  const chosen = checkOptions({ profile: flags.profile, engine: flags.engine, seed: flags.seed });
  const baseline = flags.baseline === undefined ? undefined : readRun(flags.baseline);
  const selected = select(await loadClaims(resolve(flags.claims)), filters);
  const claims = flags.shard === undefined ? selected : shardOf(selected, flags.shard);
  if (claims.length === 0) {
    const remedy = 'Add one; CONTRIBUTING tells how.';
    throw new BadInput({ field: '--claims', rule: 'must hold a claim', value: flags.claims, remedy });
  }
  const { signal, release } = interruptible();
  const temporary = flags.cache ? null : temporaryCache();
  try {
    const options = { ...chosen, cache: temporary?.folder ?? defaultOptions.cache };
    const { settings, reason } = await startSettings(options, signal);
    const store = new RecordStore(resolve(flags.out));
    store.prepare();
    const records = new Map<string, Record>();
    const progress = new Progress(claims.length, flags);
    progress.remark(
      `${claims.length} ${claims.length === 1 ? 'claim' : 'claims'}, profile ${options.profile}, seed ${options.seed}; engine ${reason}`,
    );
    if (flags.resume) reuse(claims, settings, store, records, progress);
    await runPool(
      claims.filter(({ name }) => !records.has(name)),
      { folder: resolve(flags.claims), options, workers, signal },
      {
        started: ({ name }) => progress.started(name),
        progress: ({ name }, step) => progress.at(name, step),
        finished: async (claim, outcome) => {
          const record = 'record' in outcome ? outcome.record : brokenRecord(claim, settings, outcome.problem);
          await store.write(record);
          records.set(claim.name, record);
          progress.finished(claim.name, record);
        },
      },
    );
    progress.stop();
    if (signal.aborted) {
      progress.problem(
        `Interrupted: ${records.size} of ${claims.length} claims are finished; \`--resume\` goes on from them.`,
      );
      return interrupted;
    }
    const span = {
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      ...(flags.shard !== undefined && { shard: flags.shard }),
    };
    const published = await publish(store, [...records.values()], span, baseline);
    if (flags.shard === undefined) tellGitHub(published, flags.claims);
    const { run } = published;
    tell(flags, { text: () => forTerminal(run), json: () => run });
    return run.summary.fail === 0 ? 0 : 1;
  } finally {
    release();
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
      progress.problem(`redone: ${error.message}`);
    }
  }
}

function checkWorkers(raw: string | undefined): number {
  if (raw === undefined) return availableParallelism();
  const workers = Number(raw);
  if (Number.isInteger(workers) && workers > 0) return workers;
  throw new BadInput({ field: '--workers', rule: 'must be a positive integer', value: raw, remedy: 'Leave it out.' });
}
