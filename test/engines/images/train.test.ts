import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TrajectoryCache } from '../../../src/engines/cache.ts';
import { checkImageJob, type ImageJob, rateFactor } from '../../../src/engines/images/job.ts';
import { trainImages } from '../../../src/engines/images/train.ts';
import type { Training } from '../../../src/engines/train.ts';
import type { Trajectory } from '../../../src/engines/trajectory.ts';
import { BadInput, NoData } from '../../../src/errors.ts';
import { folder } from '../../folder.ts';

const base: ImageJob = {
  name: 'images',
  data: {
    source: { set: 'glyphs', classes: 2, noise: 0.1 },
    train: 24,
    test: 30,
    smallMargin: { train: 0.25, test: 0.5 },
  },
  network: { architecture: 'glyph-cnn', batchNorm: false },
  optimizer: { optimizer: 'momentum', rate: 0.5, memory: 0.5 },
  steps: 12,
  every: 6,
};
const digits: ImageJob = {
  ...base,
  data: { source: { set: 'digits', noise: 0.1 }, train: 40, validation: 10, test: 20 },
  network: { architecture: 'digit-cnn', batchNorm: true },
  optimizer: { optimizer: 'heavy-ball', rate: 0.2, momentum: 0.5 },
};

function training(changes: Partial<Training> = {}): Training {
  return {
    engine: { name: 'auto' } as Training['engine'],
    rootSeed: '1',
    cache: new TrajectoryCache(folder()),
    signal: new AbortController().signal,
    ...changes,
  };
}
const run = async (changes: Partial<ImageJob>, settings = training()): Promise<Trajectory> =>
  (await trainImages([{ ...base, ...changes }], [0], settings))[0][0];
const last = ({ series }: Trajectory, name: string) => series[name].values.at(-1)!;
const near = (value: number) => expect.closeTo(value, 9) as number;
const losses = (trajectory: Trajectory) => [...trajectory.series['train-loss'].values];

describe('training image classifiers', () => {
  test('fits the training set, and says so by group', async () => {
    const fitted = await run({ steps: 120, every: 10, stopAtZeroError: true });
    expect(fitted.stopped).toBe(true);
    expect([last(fitted, 'train'), fitted.series.train.values.at(-2)! < 1]).toEqual([1, true]);
    expect(last(fitted, 'test')).toBeCloseTo((last(fitted, 'test-small') + last(fitted, 'test-large')) / 2, 12);
    expect(fitted.series.test.steps[0]).toBe(0);
  });

  test('a batch in chunks gives the gradient of the whole', async () => {
    const [whole, chunked] = [await run({}), await run({ chunk: 7 })];
    losses(chunked).forEach((loss, k) => {
      expect(loss).toBeCloseTo(losses(whole)[k], 4);
    });
  });

  test('the average of γ at rate η/(1 − γ) is the heavy ball of γ at rate η', async () => {
    const average = losses(await run({ optimizer: { optimizer: 'momentum', rate: 0.4, memory: 0.75 } }));
    const ball = losses(await run({ optimizer: { optimizer: 'heavy-ball', rate: 0.1, momentum: 0.75 } }));
    const gd = losses(await run({ optimizer: { optimizer: 'gd', rate: 0.1 } }));
    average.forEach((loss, k) => {
      expect(loss).toBeCloseTo(ball[k], 4);
    });
    expect(Math.abs(gd[2] - ball[2])).toBeGreaterThan(0.01);
  });

  test('weight decay alone takes every weight to 0 and the loss to log 2', async () => {
    const decayed = await run({ weightDecay: 1.9, optimizer: { optimizer: 'gd', rate: 0.5 } });
    expect(last(decayed, 'train-loss')).toBeCloseTo(Math.LN2, 1);
  });

  test('with batch normalisation and a validation set', async () => {
    const fitted = await run({ ...digits, steps: 60, every: 60 });
    expect(last(fitted, 'train')).toBeGreaterThan(0.9);
    expect(Object.keys(fitted.series).sort()).toEqual(['test', 'train', 'train-loss', 'validation']);
  });

  test('an interrupted run resumes from its checkpoint to the numbers of a whole one', async () => {
    const job = { ...base, batch: 8, steps: 9, every: 3 };
    const whole = await run(job);
    const abort = new AbortController();
    const path = folder();
    const settings = training({
      cache: new TrajectoryCache(path),
      signal: abort.signal,
      progress: ({ fraction }) => {
        if (fraction > 0.4) abort.abort();
      },
    });
    await expect(trainImages([job], [0], settings)).rejects.toThrow('aborted');
    const looks: [number, number][] = [];
    const resumed = await run(job, {
      ...settings,
      signal: new AbortController().signal,
      progress: ({ fraction, trained }) => looks.push([fraction, trained]),
    });
    // Five updates were there.
    expect(looks).toEqual([6, 7, 8, 9].map((t) => [t / 9, (t - 5) / 9]));
    expect(resumed).toEqual(whole);
    expect(readdirSync(path).filter((name) => name.includes('checkpoint'))).toEqual([]);
  });

  test('a run that diverges ends with a loss that is not finite', async () => {
    const lost = await run({ optimizer: { optimizer: 'gd', rate: 1e35 } });
    expect(lost.stopped).toBe(true);
    expect(last(lost, 'train-loss')).not.toSatisfy(Number.isFinite);
  });

  test('jobs of one name are paired; a run is trained once', async () => {
    const settings = training();
    const jobs: ImageJob[] = [base, { ...base, optimizer: { optimizer: 'gd', rate: 0.1 } }];
    const [[a], [b]] = await trainImages(jobs, [3], settings);
    expect(losses(a)[0]).toBe(losses(b)[0]);
    const progress = () => expect.unreachable('trained again');
    expect(await trainImages(jobs, [3], { ...settings, progress })).toEqual([[a], [b]]);
    const looks: number[][] = [];
    await trainImages(jobs, [3, 4], {
      ...settings,
      progress: ({ fraction, trained }) => looks.push([48 * fraction, 48 * trained]),
    });
    // Two runs of four were in the cache: what is done is told apart from what was trained now.
    expect([looks[0], looks[12], looks.at(-1)]).toEqual(
      [
        [25, 1],
        [37, 13],
        [48, 24],
      ].map((pair) => pair.map(near)),
    );
  });

  test('without the files of the user there is no data', async () => {
    await expect(run({ data: { source: { set: 'cifar-10' }, train: 10, test: 10 } })).rejects.toThrow(NoData);
  });
});

describe('image jobs', () => {
  test('the gradient of a batch is not accumulated across batch normalisation', () => {
    const check = () => checkImageJob({ ...digits, chunk: 39 });
    expect(check).toThrow(BadInput);
    expect(check).toThrow(/chunk: must hold a whole batch of 40/);
    expect(checkImageJob({ ...digits, chunk: 39, batch: 39 }).chunk).toBe(39);
  });

  test('schedules of the rate', () => {
    const step = { kind: 'step', at: [0.5, 0.75], factor: 0.1 } as const;
    expect([0, 49, 50, 74, 75].map((t) => rateFactor(step, t, 100))).toEqual([1, 1, 0.1, 0.1, 0.1 ** 2]);
    expect([0, 50, 100].map((t) => Number(rateFactor({ kind: 'cosine' }, t, 100).toFixed(12)))).toEqual([1, 0.5, 0]);
    expect(rateFactor({ kind: 'constant' }, 7, 10)).toBe(1);
  });

  test('the plateau schedule cuts the rate once the loss has stopped falling', async () => {
    // The losses of small batches soon fail to fall; so small a factor then freezes the network.
    const noisy = { batch: 4, steps: 40, every: 20 } as const;
    const [, half, end] = losses(await run({ ...noisy, schedule: { kind: 'plateau', factor: 1e-9, patience: 1 } }));
    expect(Math.abs(end - half)).toBeLessThan(1e-5);
    const [, moving, on] = losses(await run(noisy));
    expect(Math.abs(on - moving)).toBeGreaterThan(1e-3);
  });
});
