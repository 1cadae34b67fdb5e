import { resolve } from 'node:path';
import type { Record, Run } from '../claim/record.ts';
import { RecordStore, readRun } from '../claim/store.ts';
import { BadInput } from '../errors.ts';
import { runJson } from '../report/json.ts';
import { junit } from '../report/junit.ts';
import type { Span } from '../report/summary.ts';
import { type Speech, tell } from './output.ts';
import { forTerminal, publish, tellGitHub } from './publish.ts';

export interface ReportFlags extends Speech {
  readonly claims: string;
  readonly out: string;
  readonly format: string;
  readonly merge?: readonly string[];
  readonly baseline?: string;
}

const formats: { readonly [name: string]: (published: { run: Run; markdown: string }) => string } = {
  terminal: ({ run }) => forTerminal(run),
  markdown: ({ markdown }) => markdown,
  junit: ({ run }) => junit(run),
  json: ({ run }) => runJson(run),
};

/**
 * Writes every report of the last run again from its records and prints it in a format; with `merge`, of the run that the
 * runs of those folders make up. @returns 0 when every gate passed, 1 when one failed. @throws BadInput for an unknown format, a run that is not
 * here, or runs that are not parts of one; nothing is written then.
 */
export async function report(flags: ReportFlags): Promise<number> {
  const { format, merge } = flags;
  if (!Object.hasOwn(formats, format)) {
    throw new BadInput({
      field: '--format',
      rule: `must be one of ${Object.keys(formats).join(', ')}`,
      value: format,
      remedy: 'Choose one.',
    });
  }
  const store = new RecordStore(resolve(flags.out));
  const baseline = flags.baseline === undefined ? undefined : readRun(flags.baseline);
  const { records, ...span } = merge ? joined(merge) : last(store);
  store.prepare();
  if (merge) {
    for (const record of records) await store.write(record);
    for (const part of merge) store.takeMaps(new RecordStore(resolve(part)));
  }
  const published = await publish(store, records, span, baseline);
  if (merge) tellGitHub(published, flags.claims);
  tell(flags, { text: () => formats[format](published), json: () => published.run });
  return published.run.summary.fail === 0 ? 0 : 1;
}

function last(store: RecordStore): Span & { records: Record[] } {
  const { run, records } = store.readRun();
  return { ...run, records };
}

/** The parts of a run as one, which lasted from the first start to the last end. */
function joined(folders: readonly string[]): Span & { records: Record[] } {
  const parts = folders.map((folder) => ({ folder, ...new RecordStore(resolve(folder)).readRun() }));
  const whose = new Map<string, string>();
  for (const { folder, run, records } of parts) {
    for (const [field, value] of Object.entries(sameOfAll(run))) {
      const first = sameOfAll(parts[0].run)[field];
      if (value === first) continue;
      throw mismatch(folder, `must have ${field} ${first}, as ${parts[0].folder} has`, value);
    }
    for (const { paper, id } of records) {
      const name = `${paper}/${id}`;
      const other = whose.get(name);
      if (other !== undefined) throw mismatch(folder, `must not hold a claim that ${other} holds too`, name);
      whose.set(name, folder);
    }
  }
  const count = Number(parts[0].run.shard?.split('/')[1] ?? 0);
  for (let k = 1; k <= count; k++) {
    if (parts.some(({ run }) => run.shard === `${k}/${count}`)) continue;
    throw mismatch(
      folders.join(' '),
      `must hold every part of the run, also ${k}/${count}`,
      parts.map(({ run }) => run.shard).join(', '),
    );
  }
  const start = Math.min(...parts.map(({ run }) => Date.parse(run.startedAt)));
  const end = Math.max(...parts.map(({ run }) => Date.parse(run.startedAt) + run.durationMs));
  return {
    records: parts.flatMap(({ records }) => records),
    startedAt: new Date(start).toISOString(),
    durationMs: end - start,
  };
}

function sameOfAll({ profile, seed, versions, shard }: Run): { [field: string]: string } {
  const parts = shard === undefined ? 'none' : shard.split('/')[1];
  return { profile, seed, ...versions, 'number of shards': parts };
}

function mismatch(folder: string, rule: string, value: unknown): BadInput {
  return new BadInput({ field: `--merge ${folder}`, rule, value, remedy: 'Merge the parts of one run.' });
}
