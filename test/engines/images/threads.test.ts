import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { TrajectoryCache } from '../../../src/engines/cache.ts';
import type { ImageJob } from '../../../src/engines/images/job.ts';
import { startThreads } from '../../../src/engines/images/threads.ts';
import { trainImages } from '../../../src/engines/images/train.ts';
import { folder } from '../../folder.ts';

const digits: ImageJob = {
  name: 'threads',
  data: { source: { set: 'digits', noise: 0.1 }, train: 20, test: 10 },
  network: { architecture: 'digit-cnn', batchNorm: true },
  optimizer: { optimizer: 'gd', rate: 0.2 },
  steps: 4,
  every: 2,
};
// Not in kernels of ours: TensorFlow.js.
const glyphs: ImageJob = {
  ...digits,
  data: { source: { set: 'glyphs', classes: 2, noise: 0.1 }, train: 20, test: 10 },
  network: { architecture: 'glyph-cnn', batchNorm: false },
};
const trials = [0, 1, 2];

function settings(threads: number) {
  const cache = new TrajectoryCache(folder());
  const engine = { name: 'auto' };
  return { engine, rootSeed: '1', cache, signal: new AbortController().signal, threads };
}
const kept = (cache: TrajectoryCache, ending: string) =>
  readdirSync(cache.folder).filter((name) => name.endsWith(ending));

test.each([digits, glyphs])('a thread trains what the caller would: $network.architecture', async (job) => {
  const alone = await trainImages([job], trials, settings(1));
  const spread = settings(2);
  const stop = startThreads([job], trials, spread);
  await vi.waitFor(() => expect(kept(spread.cache, '.trajectory')).toHaveLength(3), { timeout: 20_000, interval: 50 });
  const claim = vi.spyOn(spread.cache, 'claim');
  expect(await trainImages([job], trials, spread)).toEqual(alone);
  expect(claim).not.toHaveBeenCalled();
  await stop();
});

test('a long job is spread', async () => {
  const spread = settings(2);
  const claim = vi.spyOn(spread.cache, 'claim');
  // Each trial waits for the thread, which takes them from the second on.
  claim.mockReturnValue(null);
  await trainImages([digits], trials, spread, 0);
  expect(claim).toHaveBeenCalled();
}, 30_000);

test('threads that are stopped hold nothing any more', async () => {
  const spread = settings(3);
  const stop = startThreads([{ ...digits, steps: 100_000 }], trials, spread);
  await vi.waitFor(() => expect(kept(spread.cache, '.lock')).toHaveLength(2), { timeout: 20_000, interval: 50 });
  await stop();
  expect(kept(spread.cache, '.lock')).toEqual([]);
  expect(kept(spread.cache, '-checkpoint.trajectory')).toHaveLength(2);
});
