import { mean, standardDeviation } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { drawDigits } from '../../../src/data/images/digits.ts';
import { drawGlyphs, glyphsOf } from '../../../src/data/images/glyphs.ts';
import { drawImages, drawRawImages, imageDataSchema } from '../../../src/data/images/image-data.ts';
import type { ImageSet } from '../../../src/data/images/image-set.ts';
import { smallMargin } from '../../../src/data/images/small-margin.ts';
import { BadInput } from '../../../src/errors.ts';
import { random } from '../../../src/random/random.ts';

describe('the small margins of Figure 4', () => {
  /** Channel c of every pixel holds c: what the shuffle does shows in the mean of each channel. */
  const flat = (samples: number): ImageSet => ({
    samples,
    height: 32,
    width: 32,
    channels: 3,
    classes: 2,
    pixels: Float32Array.from({ length: samples * 1024 * 3 }, (_, k) => k % 3),
    labels: new Uint8Array(samples),
    groups: new Uint8Array(samples),
  });

  test('only the pictures of the list change, and they become group 1', () => {
    const before = flat(4);
    const after = smallMargin(before, [1, 3], random('s'));
    expect([...after.groups]).toEqual([0, 1, 0, 1]);
    for (const i of [0, 2]) {
      expect(after.pixels.subarray(i * 3072, (i + 1) * 3072)).toEqual(before.pixels.subarray(i * 3072, (i + 1) * 3072));
    }
    expect([...before.groups]).toEqual([0, 0, 0, 0]);
  });

  test('one permutation of the channels per picture, each as often as the others', () => {
    const samples = 600;
    const { pixels } = smallMargin(
      flat(samples),
      Array.from({ length: samples }, (_, i) => i),
      random('p'),
    );
    const seen = new Map<string, number>();
    for (let i = 0; i < samples; i++) {
      const channel = (c: number) => {
        const values = Array.from({ length: 1024 }, (_, k) => pixels[i * 3072 + 3 * k + c]);
        // One permutation for the whole picture: the noise alone spreads a channel.
        expect(standardDeviation(values)).toBeLessThan(0.1);
        return Math.round(mean(values));
      };
      const order = [0, 1, 2].map(channel).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    // χ² with 5 degrees of freedom, 0.1 %.
    expect([...seen.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(20.5);
  });

  test('blocks of 2×2 are their mean, plus noise of variance 0.005', () => {
    const [height, width] = [64, 64];
    const pixels = Float32Array.from({ length: height * width }, (_, k) => (k % 2) + 2 * (Math.floor(k / width) % 2));
    const set = { ...flat(1), height, width, channels: 1, pixels };
    const after = smallMargin(set, [0], random('n')).pixels;
    // Every block holds 0, 1, 2, 3.
    expect(mean([...after])).toBeCloseTo(1.5, 2);
    const variance = standardDeviation([...after]) ** 2;
    expect(Math.abs(variance / 0.005 - 1)).toBeLessThan(4 * Math.sqrt(2 / after.length));
  });

  test('an odd size is refused', () => {
    expect(() => smallMargin({ ...flat(1), height: 31 }, [0], random('s'))).toThrow(BadInput);
  });
});

describe('drawn pictures', () => {
  test('an eight has the most ink, a one the least, and noise is as stated', () => {
    const clean = drawDigits(600, 0, random('digits'));
    const noisy = drawDigits(600, 0.3, random('digits'));
    expect(clean.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    const ink = (digit: number) =>
      mean(
        [...clean.labels].flatMap((label, i) =>
          label === digit ? [...clean.pixels.subarray(i * 144, (i + 1) * 144)] : [],
        ),
      );
    const inks = Array.from({ length: 10 }, (_, digit) => ink(digit));
    expect(inks.indexOf(Math.max(...inks))).toBe(8);
    expect(inks.indexOf(Math.min(...inks))).toBe(1);
    // The streams part at the first noise; only the laws agree.
    expect(standardDeviation([...noisy.pixels])).toBeCloseTo(Math.hypot(standardDeviation([...clean.pixels]), 0.3), 1);
  });

  test('a picture without noise holds half its glyph times a contrast, somewhere', () => {
    const glyphs = glyphsOf(4, random('glyphs'));
    const set = drawGlyphs(50, glyphs, 0, random('pictures'));
    for (let i = 0; i < set.samples; i++) {
      const drawn = [...set.pixels.subarray(i * 192, (i + 1) * 192)]
        .map((value) => value - 0.5)
        .filter((value) => value !== 0);
      const glyph = glyphs[set.labels[i]];
      const contrast = (2 * drawn[0]) / glyph[0];
      expect(contrast).toBeGreaterThan(0.6 - 1e-6);
      expect(contrast).toBeLessThan(1 + 1e-6);
      expect(Math.max(...drawn.map((value, k) => Math.abs(value - 0.5 * contrast * glyph[k])))).toBeLessThan(1e-6);
    }
  });
});

describe('image data', () => {
  const data = imageDataSchema.parse({
    source: { set: 'glyphs', classes: 3, noise: 0.25 },
    train: 40,
    validation: 10,
    test: 20,
    smallMargin: { train: 0.1, test: 0.5 },
  });
  const seeds = { data: 'a', test: 'b' };

  test('same seeds, same pictures; the test set moves no training picture', () => {
    expect(drawImages(data, seeds)).toEqual(drawImages(data, seeds));
    expect(drawImages({ ...data, test: 5 }, seeds).train).toEqual(drawImages(data, seeds).train);
    expect(drawImages(data, { data: 'c', test: 'b' }).train).not.toEqual(drawImages(data, seeds).train);
  });

  test('sizes, shares of small margins and standardisation', () => {
    const { train, validation, test: held } = drawImages(data, seeds);
    const small = ({ groups }: ImageSet) => groups.reduce((sum, group) => sum + group, 0);
    expect([train.samples, validation!.samples, held.samples]).toEqual([40, 10, 20]);
    expect([small(train) + small(validation!), small(held)]).toEqual([5, 10]);
    for (const c of [0, 1, 2]) {
      const channel = [...train.pixels].filter((_, k) => k % 3 === c);
      expect(mean(channel)).toBeCloseTo(0, 5);
      expect(standardDeviation(channel)).toBeCloseTo(1, 5);
    }
    // The test set is moved by the training set's moments, not by its own.
    expect(Math.abs(mean([...held.pixels]))).toBeGreaterThan(1e-4);
  });

  test('shuffled labels are the same labels of other pictures; untouched pictures only get the name', () => {
    const straight = drawRawImages(data, seeds).train;
    const crossed = drawRawImages({ ...data, shuffledLabels: true }, seeds).train;
    expect(crossed.pixels).toEqual(straight.pixels);
    expect(crossed.labels).not.toEqual(straight.labels);
    expect([...crossed.labels].sort()).toEqual([...straight.labels].sort());
    const named = drawRawImages({ ...data, untouched: true }, seeds).test;
    const plain = drawRawImages({ ...data, smallMargin: undefined }, seeds).test;
    expect(named.pixels).toEqual(plain.pixels);
    expect(named.groups.reduce((sum, group) => sum + group, 0)).toBe(10);
  });
});
