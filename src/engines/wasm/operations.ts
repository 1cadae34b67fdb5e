import type { Dataset } from '../../data/dataset.ts';

/** Rows of a group: few enough for their z to stay in the cache, enough for quads. */
const rowsPerGroup = 40;

const sparse = 0;
const dense = 1;
const quad = 2;

/** Samples per group. */
export function groupSize({ patches }: Dataset, alone: boolean): number {
  return alone ? 1 : Math.max(1, Math.floor(rowsPerGroup / patches));
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
 * Samples in groups, and the operations of each. Dense patches over the same columns go four together, so that each weight
 * is read once for the four; the rest goes one by one.
 */
export function operations(data: Dataset, samplesPerGroup: number): Operations {
  const { start, column, value, patches, samples } = data;
  const groupSample = [0];
  const groupOp = [0];
  const ops: number[] = [];
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
      let k = 0;
      for (; k + 4 <= rows.length; k += 4) {
        const four = rows.slice(k, k + 4);
        const places = four.map((row) => row - base);
        const values = four.map((row) => start[row]);
        push(quad, length, first, places, values);
      }
      for (; k < rows.length; k++) push(dense, length, first, [rows[k] - base], [start[rows[k]]]);
    }
    groupSample.push(to);
    groupOp.push(count);
  }
  return { groupSample, groupOp, ops, columns: column, values: value };
}
