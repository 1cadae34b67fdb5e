import type { Floats } from '../../networks/objective.ts';

/** Widest W, in neurons, that stays one block; in blocks of `blockWidth` beyond. */
const widest = 256;
const blockWidth = 64;
/** Beyond this many neurons their sums would not stay in the first cache. */
const mostSideBySide = 8;

/**
 * How [m, d] matrices lie in memory: [blocks, d, width], `width` neurons contiguous, padded with zeros to whole SIMD vectors
 * of `lanes` numbers and to whole blocks.
 */
export class Blocks {
  readonly neurons: number;
  readonly dimension: number;
  readonly width: number;
  readonly count: number;
  /** Rows that go side by side in two vectors, where padding would waste a sixth of the lanes or more; else null. */
  readonly sideBySide: number | null;

  constructor(neurons: number, dimension: number, lanes: number) {
    const padded = Math.ceil(neurons / lanes) * lanes;
    this.neurons = neurons;
    this.dimension = dimension;
    this.width = padded <= widest ? padded : blockWidth;
    this.count = Math.ceil(padded / this.width);
    this.sideBySide = neurons <= mostSideBySide && padded >= 1.2 * neurons ? 2 * lanes : null;
  }

  /** Numbers in a block, and in the whole. */
  get blockLength(): number {
    return this.width * this.dimension;
  }
  get length(): number {
    return this.count * this.blockLength;
  }
  /** Neurons with the padding. */
  get paddedNeurons(): number {
    return this.count * this.width;
  }

  /** rows[r, k] of [m, d] into its place. */
  write(rows: Float64Array, into: Floats): void {
    this.#each(this.neurons, (row, at) => {
      for (let k = 0; k < this.dimension; k++) into[at + k * this.width] = rows[row + k];
    });
  }

  /** The inverse of `write`, for a part that begins with block `from`. */
  read(part: Floats, from = 0): Float64Array {
    const first = from * this.width;
    const neurons = Math.min(this.neurons - first, (part.length / this.blockLength) * this.width);
    const rows = new Float64Array(neurons * this.dimension);
    this.#each(neurons, (row, at) => {
      for (let k = 0; k < this.dimension; k++) rows[row + k] = part[at + k * this.width];
    });
    return rows;
  }

  /** Visits where row r begins in [m, d], and where its first number lies in the blocks. */
  #each(neurons: number, visit: (row: number, at: number) => void): void {
    for (let r = 0; r < neurons; r++) {
      visit(r * this.dimension, Math.floor(r / this.width) * this.blockLength + (r % this.width));
    }
  }
}
