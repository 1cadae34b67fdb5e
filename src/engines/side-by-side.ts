import type { Dataset } from '../data/dataset.ts';

/**
 * Samples that lie side by side in the lanes of a vector or the threads of a workgroup, a group at a time: an operation has
 * one patch in each lane, all over the same columns. What suits few neurons, which fill neither.
 */
export interface SideBySide {
  /** Most samples of a group. Fewer have floor(lanes/samples) lanes each, one after the other, if they may spread. */
  readonly lanes: number;
  /** First operation of each group, and their number, [groups + 1]. */
  readonly groupOp: readonly number[];
  readonly operations: readonly Operation[];
  /** Entries of the operations, one after the other, [length, lanes] each; 0 where a lane has no such patch. */
  readonly values: Float64Array;
  /** Most operations of a group. */
  readonly slots: number;
  /** Which operation of its group holds a patch, times `lanes`, plus its lane, [nP]; −1 for a patch without entries. */
  readonly placeOf: Int32Array;
}

interface Operation {
  /** First column. */
  readonly column: number;
  readonly length: number;
  /** Where its entries begin in `values`. */
  readonly value: number;
}

interface Slot extends Operation {
  /** The patch in each lane, or −1. */
  readonly rows: Int32Array;
}

/**
 * The samples of a data set side by side; null if some patch has gaps between its columns, or if what has to be padded with
 * zeros makes more than `mostEntries` of it.
 */
export function sideBySide(
  data: Dataset,
  { lanes, spread, mostEntries }: { lanes: number; spread: boolean; mostEntries: number },
): SideBySide | null {
  const { start, column, value, patches, samples } = data;
  const placeOf = new Int32Array(samples * patches).fill(-1);
  const groups: Slot[][] = [];
  let entries = 0;
  for (let from = 0; from < samples; from += lanes) {
    const to = Math.min(samples, from + lanes);
    const each = spread ? Math.floor(lanes / (to - from)) : 1;
    const slots: Slot[] = [];
    for (let row = from * patches; row < to * patches; row++) {
      const first = column[start[row]];
      const length = start[row + 1] - start[row];
      if (length === 0) continue;
      if (column[start[row + 1] - 1] - first !== length - 1) return null;
      const lane = (Math.floor(row / patches) - from) * each;
      const free = ({ rows }: Slot) => rows.subarray(lane, lane + each).indexOf(-1);
      let slot = slots.findIndex((slot) => slot.column === first && slot.length === length && free(slot) >= 0);
      if (slot < 0) {
        slot = slots.push({ column: first, length, value: entries, rows: new Int32Array(lanes).fill(-1) }) - 1;
        entries += lanes * length;
        if (entries > mostEntries) return null;
      }
      const at = lane + free(slots[slot]);
      slots[slot].rows[at] = row;
      placeOf[row] = slot * lanes + at;
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
  return { lanes, groupOp, operations, values, slots, placeOf };
}

/** ⟨w_r, X_i[p]⟩, [n, P, m], from z as it lies in memory: [groups, slots, m, lanes]. */
export function activationsOf(
  { lanes, slots, placeOf }: SideBySide,
  z: ArrayLike<number>,
  patches: number,
  neurons: number,
): Float64Array {
  const activations = new Float64Array(placeOf.length * neurons);
  placeOf.forEach((place, row) => {
    if (place < 0) return;
    const group = Math.floor(row / (patches * lanes));
    const slot = group * slots + Math.floor(place / lanes);
    for (let r = 0; r < neurons; r++) {
      activations[row * neurons + r] = z[(slot * neurons + r) * lanes + (place % lanes)];
    }
  });
  return activations;
}
