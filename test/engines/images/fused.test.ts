import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { TrajectoryCache } from '../../../src/engines/cache.ts';
import type { ImageJob } from '../../../src/engines/images/job.ts';
import { trainImages } from '../../../src/engines/images/train.ts';
import type { Training } from '../../../src/engines/train.ts';

const folder = mkdtempSync(join(tmpdir(), 'lemmata-fused-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Losses and accuracies, and the engine that the record will name. */
async function run(job: ImageJob, engine: string, signal = new AbortController().signal, onProgress = () => {}) {
  const used = new Map<string, string>();
  const settings: Training = {
    engine: { name: engine } as Training['engine'],
    rootSeed: '1',
    cache: new TrajectoryCache(folder),
    signal,
    used,
    progress: onProgress,
  };
  const [[{ series }]] = await trainImages([job], [0], settings);
  return { engines: [...used.keys()], series };
}

const job: ImageJob = {
  name: 'fused',
  data: { source: { set: 'digits', noise: 0.3 }, train: 50, validation: 20, test: 70 },
  network: { architecture: 'digit-cnn', batchNorm: true },
  optimizer: { optimizer: 'heavy-ball', rate: 0.2, momentum: 0.5 },
  steps: 12,
  every: 4,
};

/** TensorFlow.js and its autodiff are the oracle; both sides are float32. */
describe('the fused digit network does what it does on tensors', () => {
  test.each<[string, Partial<ImageJob>]>([
    ['full batches of heavy ball, rate decaying', { schedule: { kind: 'step', at: [0.5], factor: 0.1 } }],
    ['mini-batches of gradient descent', { batch: 16, optimizer: { optimizer: 'gd', rate: 0.3 } }],
    [
      'an average of gradients with weight decay',
      { optimizer: { optimizer: 'momentum', rate: 0.4, memory: 0.8 }, weightDecay: 0.1 },
    ],
    ['statistics of the first pictures only', { batch: 10, chunk: 30 }],
    ['a rate that follows the loss', { batch: 10, schedule: { kind: 'plateau', factor: 0.1, patience: 1 } }],
  ])('%s', async (_, changes) => {
    const fused = await run({ ...job, ...changes }, 'auto');
    const tensors = await run({ ...job, ...changes }, 'reference:wasm');
    expect([fused.engines, tensors.engines]).toEqual([['wasm'], ['reference:wasm']]);
    const [losses, oracle] = [fused, tensors].map(({ series }) => [...series['train-loss'].values]);
    expect(oracle[0] - oracle[3]).toBeGreaterThan(0.1);
    losses.forEach((loss, k) => {
      expect(loss / oracle[k]).toBeCloseTo(1, 3);
    });
    for (const name of ['train', 'test', 'validation']) {
      // A picture on the border of two classes may fall to either side.
      fused.series[name].values.forEach((share, k) => {
        expect(Math.abs(share - tensors.series[name].values[k])).toBeLessThan(0.06);
      });
    }
  });

  test('an interrupted run resumes to the numbers of a whole one', async () => {
    const long = { ...job, name: 'resumed', batch: 16 };
    const abort = new AbortController();
    await expect(run(long, 'auto', abort.signal, () => abort.abort())).rejects.toThrow('aborted');
    const resumed = await run(long, 'auto');
    const whole = await run({ ...long, every: 12 }, 'auto');
    expect(resumed.series['train-loss'].values.at(-1)).toBe(whole.series['train-loss'].values.at(-1));
  });

  test('a run that diverges ends with a loss that is not finite', async () => {
    const lost = await run({ ...job, optimizer: { optimizer: 'gd', rate: 1e38 } }, 'auto');
    expect(lost.series['train-loss'].values.at(-1)).not.toSatisfy(Number.isFinite);
  });
});
