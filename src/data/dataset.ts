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
  #column = new Int32Array(1024);
  #value = new Float64Array(1024);
  #length = 0;

  /** Appends a patch given by its non-zero entries, columns ascending. */
  sparse(columns: ArrayLike<number>, values: ArrayLike<number>): void {
    this.#reserve(columns.length);
    this.#column.set(columns, this.#length);
    this.#append(values);
  }

  /** Appends a patch given by its entries from column `offset` on. */
  dense(values: ArrayLike<number>, offset = 0): void {
    this.#reserve(values.length);
    for (let k = 0; k < values.length; k++) this.#column[this.#length + k] = offset + k;
    this.#append(values);
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
      column: this.#column.slice(0, this.#length),
      value: this.#value.slice(0, this.#length),
      labels: Float64Array.from(shape.labels),
      groups: Uint8Array.from(shape.groups ?? shape.labels.map(() => 0)),
      directions: shape.directions ?? {},
    };
  }

  #append(values: ArrayLike<number>): void {
    this.#value.set(values, this.#length);
    this.#length += values.length;
    this.#start.push(this.#length);
  }

  #reserve(more: number): void {
    const [column, value] = [this.#column, this.#value];
    if (this.#length + more <= column.length) return;
    const room = 2 * (this.#length + more);
    this.#column = new Int32Array(room);
    this.#column.set(column);
    this.#value = new Float64Array(room);
    this.#value.set(value);
  }
}

/** Patch p of sample i as a dense vector, [d]. */
export function patch(data: Dataset, i: number, p: number): Float64Array {
  const dense = new Float64Array(data.dimension);
  const row = i * data.patches + p;
  for (let k = data.start[row]; k < data.start[row + 1]; k++) dense[data.column[k]] += data.value[k];
  return dense;
}
