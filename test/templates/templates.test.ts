import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadClaims } from '../../src/claim/registry.ts';
import { runClaim } from '../../src/claim/run.ts';
import { TrajectoryCache } from '../../src/engines/cache.ts';
import { folder } from '../folder.ts';
import { echo } from './engine.ts';
import { clippedGd } from './optimizer.ts';
import { answer } from './own-loss.ts';
import { medianPositive } from './rule.ts';
import { hypercube } from './sampler.ts';

const claims = fileURLToPath(new URL('claims', import.meta.url));

test('the template of a claim loads, is supported, and catches its control, on the template of an engine', async () => {
  const [registered] = await loadClaims(claims);
  const cache = new TrajectoryCache(folder());
  const training = { engine: echo, rootSeed: '1', cache, signal: new AbortController().signal };
  const record = await runClaim(registered, { profile: 'quick', seed: '1', training });
  expect(record).toMatchObject({ verdict: 'supported', gate: 'pass', controls: [{ caught: true }] });
});

test('the templates of optimizer, sampler and rule do what they say', () => {
  const weights = Float64Array.of(1, 1);
  const spec = clippedGd.schema.parse({ optimizer: 'clipped-gd', rate: 0.5, clip: 1 });
  clippedGd.step(spec, 0, weights, Float64Array.of(10, -0.5), []);
  expect([...weights]).toEqual([0.5, 1.25]);

  const { train } = hypercube.sample({ sampler: 'hypercube', samples: 5, dimension: 3 }, { data: 'x' });
  expect([...train.value].every((entry) => Math.abs(entry) === 1)).toBe(true);
  expect([...train.labels]).toEqual([0, 1, 2, 3, 4].map((i) => train.value[3 * i]));

  expect(medianPositive().decide(new Array(20).fill(1), 0.01).verdict).toBe('supported');
  expect(medianPositive().decide(new Array(20).fill(-1), 0.01).verdict).toBe('refuted');
  expect(medianPositive().decide([1, 1, -1], 0.01).verdict).toBe('undecided');
});

test('the template of an own loss and optimiser is answered', () => {
  expect(answer).toMatchObject({ verdict: 'supported', predicted: '≥ 1.8' });
});
