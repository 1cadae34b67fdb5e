import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Evaluation, evaluate } from '../../src/claim/evaluate.ts';
import { claimFiles, loadClaim, type Registered } from '../../src/claim/registry.ts';
import { backends } from '../../src/engines/backends.ts';
import { TrajectoryCache } from '../../src/engines/cache.ts';
import type { Engine } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { selectEngine } from '../../src/engines/select.ts';
import type { Trajectory } from '../../src/engines/trajectory.ts';
import { work } from '../../src/engines/wasm/engine.ts';

const root = resolve('claims');

/** Claims that train, by their source: their file or a module of their paper that it imports. */
const training = claimFiles(root).filter((file) => {
  const text = readFileSync(file, 'utf8');
  const modules = [...text.matchAll(/from '(\.\/[^']+)'/g)].map(([, path]) =>
    readFileSync(join(dirname(file), path), 'utf8'),
  );
  return [text, ...modules].some((source) => /lab\.train\(/.test(source));
});

/** Most of what regimes call by these names, so that the whole matrix can be run on the slowest engine. */
const largest: Record<string, number> = { neurons: 4, width: 64 };

/** Every job is cut to 8 steps; to those that `most` multiply-adds pay for where the claim then measures nothing. */
const fewestSteps = 8;
const cuts = [
  { most: 0, tolerance: 1e-6 },
  // Here the sign of a slope within rounding of 0 is arbitrary, and each flip costs its weight 2η.
  { most: 128e6, tolerance: 1e-3 },
];

/** The claims that measure nothing at either cut, and why: their reasons are compared. */
const beyond: Record<string, string> = {
  'adam-generalization/lemma-5-6-gd-feature-time':
    'with 4 neurons neither class of trial 1 learns the feature; with 24, plain takes 8 s',
  'momentum-generalization/lemma-4-4-memorisation-time': 'up to 43 818 steps, more than the cut; plain takes 1.5 s',
  'momentum-generalization/lemma-4-4-memorisation-time-corrected': 'the same runs',
};

/** Trajectories in memory, for claims to share. */
class Memory extends TrajectoryCache {
  readonly #kept = new Map<string, Trajectory>();

  constructor() {
    super(tmpdir());
  }

  override read(key: string): Trajectory | null {
    return this.#kept.get(key) ?? null;
  }

  override async write(key: string, trajectory: Trajectory): Promise<void> {
    this.#kept.set(key, trajectory);
  }

  override claim(): () => void {
    return () => {};
  }
}

const cache = new Memory();

/** Jobs that do not say why they have their precision. */
const unexplained = new Set<string>();

function shortened(engine: Engine, cut: number): Engine {
  return {
    ...engine,
    // Part of what trajectories are kept under.
    device: `${engine.device}, ${cut} multiply-adds`,
    async train(job, prepared, signal) {
      if (!job.precisionReason) unexplained.add(job.name);
      const affordable = Math.floor(cut / work({ ...job, steps: 1 }, prepared[0].train, 1));
      const steps = Math.min(job.steps, Math.max(fewestSteps, affordable));
      return await engine.train({ ...job, steps }, prepared, signal);
    },
  };
}

/** The claim on one trial, or on two where its rule needs two. */
async function reduced(registered: Registered, engine: Engine, cut: number): Promise<Evaluation> {
  const sizes = Object.entries(registered.claim.profiles.quick.regime).filter(([key, size]) => size > largest[key]);
  const regime = Object.fromEntries(sizes.map(([key]) => [key, largest[key]]));
  const training = { engine: shortened(engine, cut), rootSeed: '1', cache, signal: new AbortController().signal };
  const on = (trials: number) =>
    evaluate(
      registered,
      { name: 'reduced', breaks: 'nothing', regime, trials },
      { profile: 'quick', seed: '1', training },
    );
  const found = await on(1);
  return found.finding.reason?.includes('must be at least 2') ? await on(2) : found;
}

/** Whether a number was read off a step that the cut took away. */
function holdsNaN(value: unknown): boolean {
  if (typeof value === 'number') return Number.isNaN(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNaN);
}

const measures = ({ finding, observations }: Evaluation) => finding.verdict !== 'not run' && !holdsNaN(observations);

/** The verdicts, whole and by part; the reason without the digits that rounding moves. */
function words({ finding: { verdict, parts = [], reason } }: Evaluation) {
  const digits = (number: string) => Number(number).toPrecision(6);
  return [verdict, parts.map((part) => part.verdict), reason?.replaceAll(/\d+\.\d+(e-?\d+)?/g, digits)];
}

/** What was measured, whole and by part. */
function numbers({ finding: { measured, parts = [] } }: Evaluation): number[] {
  return [measured, ...parts.map((part) => part.measured)].filter((number) => number !== null);
}

const engines = [{ name: 'wasm', engine: (await selectEngine('wasm')).engine, cuts }];
const gpu = await backends.webgpu.probe();
if (gpu.available) {
  // A GPU in software takes minutes for the longer cut.
  const { engine } = await selectEngine('webgpu');
  engines.push({ name: 'webgpu', engine, cuts: gpu.gpu ? cuts : cuts.slice(0, 1) });
}

describe.each(engines)('engine $name', ({ engine, cuts }) => {
  test.for(training.map((file) => [file.slice(root.length + 1, -'.claim.ts'.length), file]))(
    '%s: the verdict is that of plain',
    // A GPU in software compiles and trains the many jobs of some claims for a minute and more.
    { timeout: 600_000 },
    async ([name, file], { skip }) => {
      const registered = await loadClaim(root, file);
      let cut = cuts[0];
      let found = await reduced(registered, engine, cut.most);
      skip(found.finding.reason?.includes('has no float64') ?? false, found.finding.reason);
      expect([...unexplained]).toEqual([]);
      if (!measures(found) && cuts.length > 1) {
        const longer = await reduced(registered, engine, cuts[1].most);
        expect(measures(longer), longer.finding.reason).toBe(!(name in beyond));
        if (measures(longer)) [cut, found] = [cuts[1], longer];
      }
      const expected = await reduced(registered, plain, cut.most);
      expect(words(found)).toEqual(words(expected));
      for (const [k, number] of numbers(found).entries()) {
        const other = numbers(expected)[k];
        expect(Math.abs(number - other)).toBeLessThan(cut.tolerance * Math.max(1, Math.abs(other)));
      }
    },
  );
});
