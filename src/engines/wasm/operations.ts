import type { Dataset } from '../../data/dataset.ts';

/** Rows of a group: few enough for their z to stay in the cache, enough for quads. */
const rowsPerGroup = 40;

const sparse = 0;
const dense = 1;
const quad = 2;

/** Samples per group where nothing else asks for fewer. */
export function groupSize({ patches }: Dataset): number {
  return Math.max(1, Math.floor(rowsPerGroup / patches));
}

/**
 * Samples in groups, and the operations of each: four dense patches over the same columns go together, so that each weight
 * is read once for the four; the rest goes one by one. Layout of Op in assembly/layout.ts, 11 words each.
 */
export function operations(
  data: Dataset,
  samplesPerGroup: number,
): { groupSample: number[]; groupOp: number[]; ops: number[] } {
  const { start, column, patches, samples } = data;
  const groupSample = [0];
  const groupOp = [0];
  const ops: number[] = [];
  let count = 0;
  const push = (kind: number, length: number, first: number, rows: readonly number[], base: number) => {
    const padded = [0, 1, 2, 3].map((k) => rows[k] ?? rows[0]);
    ops.push(kind, length, first, ...padded.map((row) => row - base), ...padded.map((row) => start[row]));
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
      if (!contiguous) push(sparse, length, first, [row], base);
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
      for (; k + 4 <= rows.length; k += 4) push(quad, length, first, rows.slice(k, k + 4), base);
      for (; k < rows.length; k++) push(dense, length, first, [rows[k]], base);
    }
    groupSample.push(to);
    groupOp.push(count);
  }
  return { groupSample, groupOp, ops };
}
