import type { Floats } from '../../networks/objective.ts';

/** Widest W, in neurons, that stays one block; in blocks of `blockWidth` beyond. */
const widest = 256;
const blockWidth = 64;
/**
 * How [m, d] matrices lie in memory: [blocks, d, width], `width` neurons contiguous, padded with zeros to whole SIMD vectors
 * of `lanes` numbers and to whole blocks.
 */
export class Blocks {
  readonly neurons: number;
  readonly dimension: number;
  readonly width: number;
  readonly count: number;

  constructor(neurons: number, dimension: number, lanes: number) {
    const padded = Math.ceil(neurons / lanes) * lanes;
    this.neurons = neurons;
    this.dimension = dimension;
    this.width = padded <= widest ? padded : blockWidth;
    this.count = Math.ceil(padded / this.width);
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
    for (let r = 0, from = 0; r < this.neurons; r++) {
      for (let k = 0, at = this.#place(r); k < this.dimension; k++, from++, at += this.width) into[at] = rows[from];
    }
  }

  /** The inverse of `write`. */
  read(blocks: Floats): Float64Array {
    const rows = new Float64Array(this.neurons * this.dimension);
    for (let r = 0, to = 0; r < this.neurons; r++) {
      for (let k = 0, at = this.#place(r); k < this.dimension; k++, to++, at += this.width) rows[to] = blocks[at];
    }
    return rows;
  }

  /** Where the first number of row r lies in the blocks. */
  #place(r: number): number {
    return Math.floor(r / this.width) * this.blockLength + (r % this.width);
  }
}
