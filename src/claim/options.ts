import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TrajectoryCache } from '../engines/cache.ts';
import { selectEngine } from '../engines/select.ts';
import { BadInput } from '../errors.ts';
import { type Profile, profiles } from './claim.ts';
import type { Settings } from './evaluate.ts';

/** What a person may choose of a run; plain data, so that it travels to worker processes. */
export interface RunOptions {
  readonly profile: Profile;
  readonly engine: string;
  readonly seed: string;
  /** Folder of the trajectories. */
  readonly cache: string;
}

export const defaultOptions = {
  profile: 'quick',
  engine: 'auto',
  seed: '1',
  cache: resolve('node_modules/.cache/lemmata'),
} as const satisfies RunOptions;

/** Fills in the defaults. @throws BadInput for an unknown profile or a malformed seed. */
export function checkOptions(raw: { [K in keyof RunOptions]?: string }): RunOptions {
  const options = { ...defaultOptions, ...raw };
  if (!profiles.includes(options.profile as Profile)) {
    throw new BadInput({
      field: 'profile',
      rule: `must be one of ${profiles.join(', ')}`,
      value: options.profile,
      remedy: 'quick runs on any machine; full wants a GPU or patience.',
    });
  }
  if (!/^[\w.-]{1,64}$/.test(options.seed)) {
    throw new BadInput({
      field: 'seed',
      rule: 'must be 1 to 64 letters, digits, dots, dashes or underscores',
      value: options.seed,
      remedy: 'Use a number, e.g. --seed 7.',
    });
  }
  return options as RunOptions;
}

/** Starts the engine, on so many threads at most, and opens the cache. @throws BadInput for an engine that is unknown or not here. */
export async function startSettings(
  options: RunOptions,
  signal: AbortSignal,
  { threads = 1, progress }: { threads?: number; progress?: Settings['progress'] } = {},
): Promise<{ settings: Settings; reason: string }> {
  const { engine, reason } = await selectEngine(options.engine, threads);
  const { profile, seed, cache } = options;
  return {
    settings: {
      profile,
      seed,
      training: {
        engine,
        rootSeed: seed,
        cache: new TrajectoryCache(cache),
        signal,
        used: new Map(),
        precisions: new Set(),
        files: process.env.LEMMATA_DATA,
        threads,
      },
      progress,
    },
    reason,
  };
}

/** An empty cache folder of this run alone, and how to remove it. */
export function temporaryCache(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lemmata-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
