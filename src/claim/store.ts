import { accessSync, constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { commandLine } from '../command-line.ts';
import { BadInput } from '../errors.ts';
import { type Record, type Run, recordSchema, runSchema } from './record.ts';
import { mapSchema, type RegimeMap } from './regime-map.ts';

/** Reads and writes records and runs under an output folder, each validated, each whole or not at all. */
export class RecordStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder. @throws BadInput if it cannot be written. */
  prepare(): void {
    try {
      mkdirSync(join(this.folder, 'records'), { recursive: true });
      accessSync(join(this.folder, 'records'), constants.W_OK);
    } catch (error) {
      throw new BadInput({
        field: '--out',
        rule: 'must be a folder that can be written',
        value: this.folder,
        remedy: `${(error as Error).message}. Choose another folder.`,
      });
    }
  }

  async write(record: Record): Promise<void> {
    const path = this.pathOf(record.paper, record.id);
    mkdirSync(dirname(path), { recursive: true });
    await writeFileAtomic(path, `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`);
  }

  /** The record of a claim, or null if there is none. @throws BadInput if it is torn or breaks the schema. */
  read(paper: string, id: string): Record | null {
    const path = this.pathOf(paper, id);
    return existsSync(path) ? parse(path, recordSchema, 'Delete it and verify again.') : null;
  }

  async writeText(name: string, text: string): Promise<void> {
    await writeFileAtomic(join(this.folder, name), text);
  }

  /** The last run and the records of its claims, in its order. @throws BadInput if one is missing or breaks the schema. */
  readRun(): { run: Run; records: Record[] } {
    const run = readRun(this.folder);
    const records = run.claims.map(({ paper, id }) => {
      const record = this.read(paper, id);
      const agrees = record?.profile === run.profile && record.seed === run.seed;
      if (record && agrees) return record;
      throw new BadInput({
        field: this.pathOf(paper, id),
        rule: `must be a record of profile ${run.profile}, seed ${run.seed}, as run.json beside it says`,
        value: record ? `profile ${record.profile}, seed ${record.seed}` : 'no such file',
        remedy: 'Verify again.',
      });
    });
    return { run, records };
  }

  /** The regime maps of a claim that are here, whole or unfinished; what is none, or of another version, is left out. */
  maps({ paper, id }: Pick<Record, 'paper' | 'id'>): RegimeMap[] {
    const folder = join(this.folder, 'maps', paper);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => name.startsWith(`${id}.`) && name.endsWith('.json'));
    return names.sort().flatMap((name) => {
      try {
        return mapSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      } catch {
        return [];
      }
    });
  }

  /** Takes over the maps of another folder; one of the same name takes the place of what is here. */
  takeMaps({ folder }: RecordStore): void {
    const maps = join(folder, 'maps');
    if (!existsSync(maps) || realpathSync(folder) === realpathSync(this.folder)) return;
    cpSync(maps, join(this.folder, 'maps'), { recursive: true });
  }

  pathOf(paper: string, id: string): string {
    return join(this.folder, 'records', paper, `${id}.json`);
  }
}

/** A run, from its folder or its `run.json`. @throws BadInput if there is none or it breaks the schema. */
export function readRun(path: string): Run {
  return parse(
    path.endsWith('.json') ? path : join(path, 'run.json'),
    runSchema,
    `Run \`${commandLine('verify')}\` first.`,
  );
}

function parse<T>(path: string, schema: z.ZodType<T>, remedy: string): T {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadInput({ field: path, rule: 'must be readable', value: (error as Error).message, remedy });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const torn = error instanceof SyntaxError;
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    throw new BadInput({
      field: issue ? `${path}: ${issue.path.join('.')}` : path,
      rule: torn ? 'must be whole JSON (it is torn)' : (issue?.message ?? 'must follow the schema'),
      value: torn ? `${text.length} bytes` : issue?.code,
      remedy,
    });
  }
}
