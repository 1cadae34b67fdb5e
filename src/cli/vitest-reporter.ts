import { resolve } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import type { Record } from '../claim/record.ts';
import { claimFiles } from '../claim/registry.ts';
import { RecordStore } from '../claim/store.ts';
import { summarise } from '../report/summary.ts';
import { forTerminal, publish, tellGitHub } from './publish.ts';

/**
 * Prints the matrix after a vitest run and keeps the records of the claims that ran whole. The reports of a run are
 * written only when every claim ran; a filter or a shard leaves the last ones alone (`--merge-reports` joins shards). A
 * shard tells GitHub nothing, for its joining does.
 */
export default class MatrixReporter implements Reporter {
  #sharded = false;

  onInit(vitest: Vitest): void {
    this.#sharded = vitest.config.shard !== undefined;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const records: Record[] = [];
    for (const module of modules) {
      for (const { record } of [...module.children.allTests()].map((test) => test.meta())) {
        if (record) records.push(record);
      }
    }
    if (records.length === 0) return;
    const store = new RecordStore(resolve('reports'));
    store.prepare();
    for (const record of records) await store.write(record);
    const span = spanOf(records);
    const whole = records.length === claimFiles(resolve('claims')).length;
    const published = whole ? await publish(store, records, span) : { run: summarise(records, span) };
    if (!this.#sharded) tellGitHub(published, 'claims');
    process.stdout.write(`\n${forTerminal(published.run)}\n`);
  }
}

/** From the first start of a claim to the last end: when shards are joined, this process saw neither. */
function spanOf(records: readonly Record[]): { startedAt: string; durationMs: number } {
  const start = Math.min(...records.map(({ startedAt }) => Date.parse(startedAt)));
  const end = Math.max(...records.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs));
  return { startedAt: new Date(start).toISOString(), durationMs: end - start };
}
