import { z } from 'zod';
import { type Random, random } from '../random/random.ts';
import { DatasetBuilder } from './dataset.ts';

const schema = z
  .strictObject({
    sampler: z.literal('tile-images'),
    samples: z.int().min(1),
    /** Number of small-margin images n₂, exact (stratified). */
    smallMargin: z.int().min(0),
    /** Contrast of the glyph in clear images, and in small-margin ones. */
    alpha: z.number().positive(),
    beta: z.number().positive(),
    /** Standard deviation of a pixel of noise. */
    noise: z.number().positive(),
    /** Test images per margin class: the first half clear, the second half small-margin. */
    test: z.int().min(1).optional(),
  })
  .check((context) => {
    const { samples, smallMargin } = context.value;
    if (smallMargin > samples) {
      const message = `must be at most the ${samples} samples`;
      context.issues.push({ code: 'custom', path: ['smallMargin'], input: smallMargin, message });
    }
  });

const [tiles, side] = [4, 6];

/** A wheel, row by row. */
const wheel = ['.####.', '#.##.#', '######', '######', '#.##.#', '.####.'].join('');
const norm = Math.sqrt([...wheel].filter((pixel) => pixel === '#').length);
const glyph = Float64Array.from(wheel, (pixel) => (pixel === '#' ? 1 / norm : 0));
/** The glyph at half the resolution: averages over squares of 2×2 pixels. */
const blurred = glyph.map((_, k) => {
  const [row, column] = [Math.floor(k / side), k % side].map((at) => at - (at % 2));
  const corner = row * side + column;
  return (glyph[corner] + glyph[corner + 1] + glyph[corner + side] + glyph[corner + side + 1]) / 4;
});

/**
 * Grey images of 2×2 tiles of 6×6 pixels around 0: one tile, at random, holds a wheel (unit norm), bright or dark as the
 * label is 1 or −1; the others are white noise, not orthogonal to it. A small-margin image has the wheel at half
 * resolution, at contrast β, under the same noise. The last `smallMargin` samples are such.
 */
export const tileImages = {
  schema,

  sample(
    { samples, smallMargin, alpha, beta, noise, test }: z.output<typeof schema>,
    seeds: { data: string; test: string },
  ) {
    const draw = (n: number, small: number, stream: Random) => {
      const builder = new DatasetBuilder();
      const labels = Array.from({ length: n }, () => stream.sign());
      const groups = labels.map((_, i) => (i >= n - small ? 1 : 0));
      // A loop: `Float64Array.from` with a function takes five times as long.
      const white = () => {
        const pixels = new Float64Array(glyph.length);
        for (let k = 0; k < pixels.length; k++) pixels[k] = noise * stream.normal();
        return pixels;
      };
      for (const [i, y] of labels.entries()) {
        const at = stream.integer(tiles);
        for (let tile = 0; tile < tiles; tile++) {
          if (tile !== at) builder.dense(white());
          else if (groups[i] === 0) builder.dense(glyph.map((pixel) => y * alpha * pixel));
          else builder.dense(white().map((pixel, k) => y * beta * blurred[k] + pixel));
        }
      }
      return builder.build({ patches: tiles, dimension: glyph.length, labels, groups, directions: { glyph } });
    };
    return {
      train: draw(samples, smallMargin, random(seeds.data)),
      /** Drawn when it is asked for: claims that look at the training set alone draw no test set. */
      get test() {
        return test ? draw(2 * test, test, random(seeds.test)) : null;
      },
    };
  },
};
