import type { Dataset } from '../data/dataset.ts';

/**
 * Samples that lie side by side in the lanes of a vector or the threads of a workgroup, a group at a time: each operation is
 * one patch of each sample of the group, over the same columns. What suits few neurons, which fill neither.
 */
export interface SideBySide {
  /** Samples of a group. */
  readonly lanes: number;
  /** First operation of each group, and their number, [groups + 1]. */
  readonly groupOp: readonly number[];
  readonly operations: readonly Operation[];
  /** Entries of the operations, one after the other, [length, lanes] each; 0 where a sample has no such patch. */
  readonly values: Float64Array;
  /** Most operations of a group. */
  readonly slots: number;
  /** Which operation of its group holds a patch, [nP]; −1 for a patch without entries. */
  readonly slotOf: Int32Array;
}

interface Operation {
  /** First column. */
  readonly column: number;
  readonly length: number;
  /** Where its entries begin in `values`. */
  readonly value: number;
}

interface Slot extends Operation {
  /** The patch of each sample of the group, or −1. */
  readonly rows: Int32Array;
}

/**
 * The samples of a data set side by side, `lanes` in a group, with those of their patches together that have the same
 * columns; null if some patch has gaps between its columns, or if what has to be padded with zeros makes more than
 * `mostEntries` of it.
 */
export function sideBySide(data: Dataset, lanes: number, mostEntries: number): SideBySide | null {
  const { start, column, value, patches, samples } = data;
  const slotOf = new Int32Array(samples * patches).fill(-1);
  const groups: Slot[][] = [];
  let entries = 0;
  for (let from = 0; from < samples; from += lanes) {
    const slots: Slot[] = [];
    for (let row = from * patches; row < Math.min(samples, from + lanes) * patches; row++) {
      const first = column[start[row]];
      const length = start[row + 1] - start[row];
      if (length === 0) continue;
      if (column[start[row + 1] - 1] - first !== length - 1) return null;
      const lane = Math.floor(row / patches) - from;
      const fits = (slot: Slot) => slot.column === first && slot.length === length && slot.rows[lane] < 0;
      slotOf[row] = slots.findIndex(fits);
      if (slotOf[row] < 0) {
        slotOf[row] = slots.push({ column: first, length, value: entries, rows: new Int32Array(lanes).fill(-1) }) - 1;
        entries += lanes * length;
        if (entries > mostEntries) return null;
      }
      slots[slotOf[row]].rows[lane] = row;
    }
    groups.push(slots);
  }

  const operations = groups.flat();
  const values = new Float64Array(entries);
  for (const { length, value: first, rows } of operations) {
    for (let k = 0, at = first; k < length; k++) {
      for (const row of rows) values[at++] = row < 0 ? 0 : value[start[row] + k];
    }
  }
  const groupOp = [0];
  for (const slots of groups) groupOp.push(groupOp.at(-1)! + slots.length);
  const slots = Math.max(...groups.map(({ length }) => length));
  return { lanes, groupOp, operations, values, slots, slotOf };
}

/** ⟨w_r, X_i[p]⟩, [n, P, m], from z as it lies in memory: [groups, slots, m, lanes]. */
export function activationsOf(
  { lanes, slots, slotOf }: SideBySide,
  z: ArrayLike<number>,
  patches: number,
  neurons: number,
): Float64Array {
  const activations = new Float64Array(slotOf.length * neurons);
  for (let row = 0; row < slotOf.length; row++) {
    if (slotOf[row] < 0) continue;
    const sample = Math.floor(row / patches);
    const first = (Math.floor(sample / lanes) * slots + slotOf[row]) * neurons * lanes + (sample % lanes);
    for (let r = 0; r < neurons; r++) activations[row * neurons + r] = z[first + r * lanes];
  }
  return activations;
}
