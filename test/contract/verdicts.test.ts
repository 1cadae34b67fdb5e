import { mkdtempSync, readFileSync } from 'node:fs';
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

/** The same engine with every job cut short, so that the whole matrix can be run on the slowest. */
function short(engine: Engine): Engine {
  return {
    ...engine,
    train: (job, prepared, signal) => engine.train({ ...job, steps: Math.min(job.steps, mostSteps) }, prepared, signal),
  };
}

/** Of jobs cut short alone: claims that share runs share them here too. */
const cache = new TrajectoryCache(mkdtempSync(join(tmpdir(), 'lemmata-verdicts-')));

async function findingOf(file: string, engine: Engine): Promise<Finding> {
  const registered = await loadClaim(root, file);
  const signal = new AbortController().signal;
  const reduced = { name: 'reduced', breaks: 'nothing', regime: {}, trials };
  const settings = {
    profile: 'quick' as const,
    seed: '1',
    training: { engine: short(engine), rootSeed: '1', cache, signal },
  };
  return (await evaluate(registered, reduced, settings)).finding;
}

/** The reason without the engine's name and the digits that rounding moves. */
function comparable({ reason }: Finding): string | undefined {
  const digits = (number: string) => Number(number).toPrecision(6);
  return reason?.replaceAll(/wasm|webgpu/g, 'plain').replaceAll(/\d+\.\d+(e-?\d+)?/g, digits);
}

const engines: Engine[] = [(await selectEngine('wasm')).engine];
try {
  engines.push((await selectEngine('webgpu')).engine);
} catch {
  // Not here; the engines' own battery says why.
}

describe.each(engines)('engine $name', (engine) => {
  test.each(training.map((file) => [file.slice(root.length + 1), file]))(
    '%s: the verdict is that of plain',
    async (_, file) => {
      const [found, expected] = [await findingOf(file, engine), await findingOf(file, plain)];
      if (found.reason?.includes('has no float64')) return;
      expect([found.verdict, comparable(found)]).toEqual([expected.verdict, comparable(expected)]);
      if (found.measured === null || expected.measured === null) return;
      expect(Math.abs(found.measured - expected.measured)).toBeLessThan(
        1e-6 * Math.max(1, Math.abs(expected.measured)),
      );
    },
  );
});
