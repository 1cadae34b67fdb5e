import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/claim/evaluate.ts';
import type { Finding } from '../../src/claim/record.ts';
import { claimFiles, loadClaim } from '../../src/claim/registry.ts';
import { TrajectoryCache } from '../../src/engines/cache.ts';
import type { Engine } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { selectEngine } from '../../src/engines/select.ts';
import type { Trajectory } from '../../src/engines/trajectory.ts';

const root = resolve('claims');
const trials = 2;
const mostSteps = 8;

/** Claims that train, by their source: their file or a module of their paper that it imports. */
const training = claimFiles(root).filter((file) => {
  const text = readFileSync(file, 'utf8');
  const modules = [...text.matchAll(/from '(\.\/[^']+)'/g)].map(([, path]) =>
    readFileSync(join(dirname(file), path), 'utf8'),
  );
  return [text, ...modules].some((source) => /lab\.train\(/.test(source));
});

/** What plain made of the draws that an engine made a trajectory of, by that trajectory. */
const twins = new WeakMap<Trajectory, Trajectory>();

/** Trajectories in memory, for claims to share; those of plain lie beside an engine's under the same keys. */
class Memory extends TrajectoryCache {
  readonly #kept = new Map<string, Trajectory>();
  readonly #beside: Memory | undefined;

  constructor(beside?: Memory) {
    super(tmpdir());
    this.#beside = beside;
  }

  override read(key: string): Trajectory | null {
    const other = this.#beside?.read(key);
    return (other && twins.get(other)) ?? this.#kept.get(key) ?? null;
  }

  override async write(key: string, trajectory: Trajectory): Promise<void> {
    this.#kept.set(key, trajectory);
  }

  override claim(): () => void {
    return () => {};
  }
}

/** Jobs that do not say why they have their precision. */
const unexplained = new Set<string>();

/** The engine with every job cut short, so that the whole matrix can be run on the slowest; plain draws nothing twice. */
function beside(engine: Engine): Engine {
  return {
    ...engine,
    async train(job, prepared, signal) {
      if (!job.precisionReason) unexplained.add(job.name);
      const cut = { ...job, steps: Math.min(job.steps, mostSteps) };
      const [own, others] = [await engine.train(cut, prepared, signal), await plain.train(cut, prepared, signal)];
      for (const [k, trajectory] of own.entries()) twins.set(trajectory, others[k]);
      return own;
    },
  };
}

async function findingOf(file: string, engine: Engine, cache: TrajectoryCache): Promise<Finding> {
  const registered = await loadClaim(root, file);
  const reduced = { name: 'reduced', breaks: 'nothing', regime: {}, trials };
  const training = { engine, rootSeed: '1', cache, signal: new AbortController().signal };
  return (await evaluate(registered, reduced, { profile: 'quick', seed: '1', training })).finding;
}

/** The reason without the digits that rounding moves. */
function comparable({ reason }: Finding): string | undefined {
  const digits = (number: string) => Number(number).toPrecision(6);
  return reason?.replaceAll(/\d+\.\d+(e-?\d+)?/g, digits);
}

const engines: Engine[] = [(await selectEngine('wasm')).engine];
try {
  engines.push((await selectEngine('webgpu')).engine);
} catch {
  // Not here; the engines' own battery says why.
}

describe.each(engines)('engine $name', (engine) => {
  const own = new Memory();
  const others = new Memory(own);
  const paired = beside(engine);
  const oracle = { ...beside(plain), name: engine.name, device: engine.device };

  test.each(training.map((file) => [file.slice(root.length + 1), file]))(
    '%s: the verdict is that of plain',
    async (_, file) => {
      const found = await findingOf(file, paired, own);
      expect([...unexplained]).toEqual([]);
      if (found.reason?.includes('has no float64')) return;
      const expected = await findingOf(file, oracle, others);
      expect([found.verdict, comparable(found)]).toEqual([expected.verdict, comparable(expected)]);
      if (found.measured === null || expected.measured === null) return;
      expect(Math.abs(found.measured - expected.measured)).toBeLessThan(
        1e-6 * Math.max(1, Math.abs(expected.measured)),
      );
    },
  );
});
