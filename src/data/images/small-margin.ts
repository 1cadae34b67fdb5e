import { BadInput } from '../../errors.ts';
import type { Random } from '../../random/random.ts';
import type { ImageSet } from './image-set.ts';

/** Variance of the noise (momentum-generalization, Sec. 1, Figure 4). */
const variance = 0.005;

/**
 * The small-margin pictures of momentum-generalization, Figure 4, whose order of steps the paper leaves open: average-pool
 * ×2 and nearest up-sampling, then Gaussian noise of variance 0.005 on pixels of range 1, then one random permutation of
 * the channels per picture (the identity is a permutation, too). Pictures at `indices` become group 1, the others stay.
 * @throws BadInput for pictures of an odd size.
 */
export function smallMargin(set: ImageSet, indices: readonly number[], stream: Random): ImageSet {
  const { height, width, channels } = set;
  if (height % 2 !== 0 || width % 2 !== 0) {
    const rule = 'must have an even height and width to be pooled by 2';
    throw new BadInput({ field: 'small margin', rule, value: [height, width], remedy: 'Pad the pictures.' });
  }
  const [pixels, groups] = [set.pixels.slice(), set.groups.slice()];
  const size = height * width * channels;
  for (const i of indices) {
    const source = set.pixels.subarray(i * size, (i + 1) * size);
    const order = shuffled(channels, stream);
    const at = (row: number, column: number, c: number) => (row * width + column) * channels + c;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const [top, left] = [row - (row % 2), column - (column % 2)];
        for (let c = 0; c < channels; c++) {
          const corners = [at(top, left, c), at(top, left + 1, c), at(top + 1, left, c), at(top + 1, left + 1, c)];
          const pooled = corners.reduce((sum, corner) => sum + source[corner], 0) / 4;
          pixels[i * size + at(row, column, order[c])] = pooled + Math.sqrt(variance) * stream.normal();
        }
      }
    }
    groups[i] = 1;
  }
  return { ...set, pixels, groups };
}

/** A uniform permutation of 0 … n − 1 (Fisher & Yates). */
export function shuffled(n: number, stream: Random): number[] {
  const order = Array.from({ length: n }, (_, k) => k);
  for (let k = n - 1; k > 0; k--) {
    const other = stream.integer(k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}
