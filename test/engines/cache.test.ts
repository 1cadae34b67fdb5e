import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheSize, clearCache, TrajectoryCache } from '../../src/engines/cache.ts';
import type { Trajectory } from '../../src/engines/trajectory.ts';
import { folder } from '../folder.ts';

class OnFullDisk extends TrajectoryCache {
  protected override put(): void {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  }
}

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
    utimesSync(join(cache.folder, `${k}.trajectory`), 1000 + k, 1000 + k);
  }
  expect(cacheSize(cache.folder).bytes).toBeLessThan(110_000);
  expect(cacheSize(cache.folder).entries).toBeGreaterThan(7);
  expect(cache.read('0')).toBeNull();
  expect(cache.read('39')).toEqual(trajectory(39));
});

test('on a full disk nothing is kept, no lock is held, and nothing breaks', () => {
  const cache = new OnFullDisk(folder());
  const release = cache.claim('k');
  expect(release).not.toBeNull();
  cache.write('k', trajectory(0));
  release?.();
  expect(readdirSync(cache.folder)).toEqual([]);
});

test('clearing takes trajectories and what a killed process left half written, but no lock that is held', () => {
  const cache = new TrajectoryCache(folder());
  cache.write('done', trajectory(0));
  const torn = join(cache.folder, 'torn.trajectory.lock');
  writeFileSync(torn, Buffer.from([7, 200, 0, 1]));
  utimesSync(torn, 1000, 1000);
  const release = cache.claim('held');
  clearCache(cache.folder);
  expect(readdirSync(cache.folder)).toEqual(['held.trajectory.lock']);
  release?.();
  expect(readdirSync(cache.folder)).toEqual([]);
});

test('float32 numbers take half of the bytes, and every number comes back as it was', () => {
  const cache = new TrajectoryCache(folder());
  const of = (values: Float64Array): Trajectory => ({
    trial: 0,
    steps: 1,
    stopped: false,
    series: { w: { steps: Float64Array.of(1), width: values.length, values } },
  });
  const float32 = of(Float64Array.from({ length: 1000 }, (_, k) => Math.fround(k / 7)));
  const float64 = of(Float64Array.from({ length: 1000 }, (_, k) => k / 7));
  const others = of(Float64Array.of(-0, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 5e-324));
  const bytes = [float32, float64, others].map((trajectory, k) => {
    const before = cacheSize(cache.folder).bytes;
    cache.write(`${k}`, trajectory);
    expect(cache.read(`${k}`)).toEqual(trajectory);
    return cacheSize(cache.folder).bytes - before;
  });
  expect(bytes[0]).toBeLessThan(0.55 * bytes[1]);
});
