import { expect, test } from 'vitest';
import { contactSheet, fewGlyphs, grids } from '../../../claims/momentum-generalization/images.ts';
import type { Sheet } from '../../../src/claim/figure.ts';
import { drawRawImages, imageDataSchema } from '../../../src/data/images/image-data.ts';
import type { ImageJob, Lab, Trajectory } from '../../../src/index.ts';

const seeds = { data: 'data', test: 'test' };
const lab: Pick<Lab, 'images'> = { images: ({ data }) => drawRawImages(imageDataSchema.parse(data), seeds) };
const data: ImageJob['data'] = {
  source: { set: 'glyphs', classes: 3, noise: 0.25 },
  train: 20,
  test: 80,
  smallMargin: { train: 0.1, test: 0.5 },
};

test('the contact sheet shows pictures that are tested as small margins, each beside what it was', () => {
  const { width, height, rows } = contactSheet({ name: 'sheet', data }, lab) as Sheet;
  expect([width, height, rows.length]).toEqual([8, 8, 3]);
  const [{ test: tested }, { test: plain }] = [data, { ...data, smallMargin: undefined }].map((asked) =>
    lab.images({ name: 'sheet', data: asked }, 0),
  );
  const shows = (bytes: string, { pixels }: typeof tested, i: number) =>
    [...Buffer.from(bytes, 'base64')].every((byte, k) => {
      const value = 255 * Math.min(1, Math.max(0, pixels[i * 192 + k]));
      return Math.abs(byte - value) <= 0.5;
    });
  for (const [label, { pictures }] of rows.entries()) {
    const [first, firstSmall, second, secondSmall] = pictures;
    expect(second).not.toBe(first);
    for (const [original, small] of [
      [first, firstSmall],
      [second, secondSmall],
    ]) {
      const i = [...tested.labels.keys()].findIndex((k) => shows(small, tested, k));
      expect([tested.labels[i], tested.groups[i]]).toEqual([label, 1]);
      expect(shows(original, plain, i)).toBe(true);
      expect(original).not.toBe(small);
    }
  }
});

test('until zero training error, runs look once an epoch, or every 50 updates, and end there', async () => {
  const asked: ImageJob[] = [];
  const one = (value: number) => ({ steps: Float64Array.of(1), values: Float64Array.of(value), width: 1 });
  const run: Trajectory = {
    trial: 1,
    steps: 1,
    stopped: true,
    series: { 'train-loss': one(0), train: one(1), test: one(1) },
  };
  const watched = {
    trainImages: async (jobs: readonly ImageJob[]) => {
      asked.push(...jobs);
      return jobs.map(() => [run]);
    },
  } as unknown as Lab;
  const regime = { ...fewGlyphs, data: { ...fewGlyphs.data, train: 3000 } };
  const looks = async (untilZeroError: boolean, batch?: number) => {
    asked.length = 0;
    await grids({ ...regime, untilZeroError }, [1], watched, batch);
    return asked.map(({ steps, every, stopAtZeroError }) => [steps, every, stopAtZeroError]);
  };
  const both = (row: readonly unknown[]) => [row, row];
  expect(await looks(false)).toEqual(both([25, 25, false]));
  expect(await looks(true)).toEqual(both([25, 50, true]));
  expect(await looks(true, 30)).toEqual(both([2500, 100, true]));
});
