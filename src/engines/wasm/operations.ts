import type { Dataset } from '../../data/dataset.ts';

/** Rows of a group: few enough for their z to stay in the cache, enough for quads. */
const rowsPerGroup = 40;

const sparse = 0;
const dense = 1;
const quad = 2;
const sideBySide = 3;

/** Samples per group where nothing else asks for fewer. */
export function groupSize({ patches }: Dataset): number {
  return Math.max(1, Math.floor(rowsPerGroup / patches));
}

/** The operations of a data set and what they point to; layout in assembly/layout.ts. */
export interface Operations {
  readonly groupSample: readonly number[];
  readonly groupOp: readonly number[];
  /** 11 words each. */
  readonly ops: readonly number[];
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Samples in groups, and the operations of each. Dense patches over the same columns go together: four, so that each weight
 * is read once for the four; or, given `lanes`, that many side by side in two vectors. The rest goes one by one.
 */
export function operations(data: Dataset, samplesPerGroup: number, lanes: number | null): Operations {
  const { start, column, value, patches, samples } = data;
  const groupSample = [0];
  const groupOp = [0];
  const ops: number[] = [];
  const listed: number[] = [];
  const interleaved: number[] = [];
  let count = 0;
  const push = (kind: number, length: number, first: number, rows: readonly number[], values: readonly number[]) => {
    const padded = (four: readonly number[]) => [0, 1, 2, 3].map((k) => four[k] ?? four[0]);
    ops.push(kind, length, first, ...padded(rows), ...padded(values));
    count++;
  };
  for (let from = 0; from < samples; from += samplesPerGroup) {
    const to = Math.min(samples, from + samplesPerGroup);
    const base = from * patches;
    const spans = new Map<string, number[]>();
    for (let row = base; row < to * patches; row++) {
      const first = start[row];
      const length = start[row + 1] - first;
      const contiguous = length > 1 && column[first + length - 1] - column[first] === length - 1;
      if (!contiguous) push(sparse, length, first, [row - base], [first]);
      else {
        const span = `${column[first]}+${length}`;
        const rows = spans.get(span);
        if (rows) rows.push(row);
        else spans.set(span, [row]);
      }
    }
    for (const rows of spans.values()) {
      const length = start[rows[0] + 1] - start[rows[0]];
      const first = column[start[rows[0]]];
      const together = lanes ?? 4;
      let k = 0;
      for (; k + together <= rows.length; k += together) {
        const chosen = rows.slice(k, k + together);
        const places = chosen.map((row) => row - base);
        if (lanes === null) {
          const values = chosen.map((row) => start[row]);
          push(quad, length, first, places, values);
        } else {
          push(sideBySide, length, first, [column.length + listed.length], [value.length + interleaved.length]);
          listed.push(...places);
          for (let e = 0; e < length; e++) for (const row of chosen) interleaved.push(value[start[row] + e]);
        }
      }
      for (; k < rows.length; k++) push(dense, length, first, [rows[k] - base], [start[rows[k]]]);
    }
    groupSample.push(to);
    groupOp.push(count);
  }
  return {
    groupSample,
    groupOp,
    ops,
    columns: joined(Int32Array, column, listed),
    values: joined(Float64Array, value, interleaved),
  };
}

function joined<A extends Int32Array | Float64Array>(
  Kind: new (length: number) => A,
  first: A,
  second: readonly number[],
): A {
  const both = new Kind(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
