import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { cacheSize, TrajectoryCache } from '../../src/engines/cache.ts';
import type { Trajectory } from '../../src/engines/trajectory.ts';
import { folder } from '../folder.ts';

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, writeFileSync: vi.fn(real.writeFileSync) };
});

/** About 8 kB. */
const trajectory = (trial: number): Trajectory => ({
  trial,
  steps: 1,
  stopped: false,
  series: { w: { steps: Float64Array.of(1), width: 1000, values: new Float64Array(1000).fill(trial) } },
});

test('beyond its limit the oldest go, and what stays is whole', () => {
  const cache = new TrajectoryCache(folder(), 100_000);
  for (let k = 0; k < 40; k++) {
    cache.write(`${k}`, trajectory(k));
    fs.utimesSync(join(cache.folder, `${k}.trajectory`), 1000 + k, 1000 + k);
  }
  expect(cacheSize(cache.folder).bytes).toBeLessThan(110_000);
  expect(cacheSize(cache.folder).entries).toBeGreaterThan(7);
  expect(cache.read('0')).toBeNull();
  expect(cache.read('39')).toEqual(trajectory(39));
});

test('on a full disk nothing is kept, no lock is held, and nothing breaks', () => {
  const cache = new TrajectoryCache(folder());
  vi.mocked(fs.writeFileSync).mockImplementation(() => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
  const release = cache.claim('k');
  cache.write('k', trajectory(0));
  release?.();
  vi.mocked(fs.writeFileSync).mockReset();
  expect(release).not.toBeNull();
  expect(cache.read('k')).toBeNull();
  expect(fs.readdirSync(cache.folder)).toEqual([]);
});
