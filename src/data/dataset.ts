/**
 * n samples of P patches in R^d, compressed-sparse: patch p of sample i holds the columns
 * `column[start[iP+p] … start[iP+p+1])`, ascending, with their `value`s. A dense patch lists every column.
 */
export interface Dataset {
  readonly samples: number;
  readonly patches: number;
  readonly dimension: number;
  /** [nP + 1] */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  /** y, [n]: ±1 for classes, real for regression. */
  readonly labels: Float64Array;
  /** Named group of each sample, [n], e.g. 1 = small margin. */
  readonly groups: Uint8Array;
  /** Named directions in R^d that probes project on, e.g. the signal. */
  readonly directions: Readonly<Record<string, Float64Array>>;
}

/** Collects patches one after the other into a `Dataset`. */
export class DatasetBuilder {
  readonly #start: number[] = [0];
  readonly #column: number[] = [];
  readonly #value: number[] = [];

  /** Appends a patch given by its non-zero entries, columns ascending. */
  sparse(columns: ArrayLike<number>, values: ArrayLike<number>): void {
    for (let k = 0; k < columns.length; k++) {
      this.#column.push(columns[k]);
      this.#value.push(values[k]);
    }
    this.#start.push(this.#column.length);
  }

  /** Appends a patch given by its entries from column `offset` on. */
  dense(values: ArrayLike<number>, offset = 0): void {
    for (let k = 0; k < values.length; k++) {
      this.#column.push(offset + k);
      this.#value.push(values[k]);
    }
    this.#start.push(this.#column.length);
  }

  build(shape: {
    patches: number;
    dimension: number;
    labels: readonly number[];
    groups?: readonly number[];
    directions?: Readonly<Record<string, Float64Array>>;
  }): Dataset {
    return {
      samples: shape.labels.length,
      patches: shape.patches,
      dimension: shape.dimension,
      start: new Int32Array(this.#start),
      column: new Int32Array(this.#column),
      value: new Float64Array(this.#value),
      labels: Float64Array.from(shape.labels),
      groups: Uint8Array.from(shape.groups ?? shape.labels.map(() => 0)),
      directions: shape.directions ?? {},
    };
  }
}

/** Patch p of sample i as a dense vector, [d]. */
export function patch(data: Dataset, i: number, p: number): Float64Array {
  const dense = new Float64Array(data.dimension);
  const row = i * data.patches + p;
  for (let k = data.start[row]; k < data.start[row + 1]; k++) dense[data.column[k]] += data.value[k];
  return dense;
}
