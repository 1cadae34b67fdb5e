import { resolve } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { Record } from '../claim/record.ts';
import { claimFiles } from '../claim/registry.ts';
import { RecordStore } from '../claim/store.ts';
import { forTerminal, publish, summary } from './publish.ts';

/**
 * Prints the matrix after a vitest run and keeps the records of the claims that ran whole. The reports of a run are
 * written only when every claim ran; a filter or a shard leaves the last ones alone (`--merge-reports` joins shards).
 */
export default class MatrixReporter implements Reporter {
  #startedAt = new Date();

  onTestRunStart(): void {
    this.#startedAt = new Date();
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
    const run = summary(records, this.#startedAt);
    if (records.length === claimFiles(resolve('claims')).length) await publish(store, run);
    process.stdout.write(`\n${forTerminal(run)}\n`);
  }
}
