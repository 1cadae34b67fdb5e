import type { Dataset } from '../../data/dataset.ts';
import type { Operations } from './operations.ts';

/** The operations of samples that lie side by side; layout in assembly/lanes.ts. */
export interface SideBySide extends Operations {
  /** Most operations of a group. */
  readonly slots: number;
  /** Which operation of its group holds a patch, [nP]; −1 for a patch without entries. */
  readonly slotOf: Int32Array;
}

interface Slot {
  readonly column: number;
  readonly length: number;
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
        slotOf[row] = slots.push({ column: first, length, rows: new Int32Array(lanes).fill(-1) }) - 1;
        entries += lanes * length;
        if (entries > mostEntries) return null;
      }
      slots[slotOf[row]].rows[lane] = row;
    }
    groups.push(slots);
  }

  const values = new Float64Array(entries);
  const ops: number[] = [];
  let at = 0;
  for (const { column: first, length, rows } of groups.flat()) {
    ops.push(0, length, first, 0, 0, 0, 0, at, 0, 0, 0);
    for (let k = 0; k < length; k++) {
      for (const row of rows) values[at++] = row < 0 ? 0 : value[start[row] + k];
    }
  }
  const groupOp = [0];
  for (const slots of groups) groupOp.push(groupOp.at(-1)! + slots.length);
  return {
    groupSample: [...groups.map((_, group) => group * lanes), samples],
    groupOp,
    ops,
    columns: new Int32Array(0),
    values,
    slots: Math.max(...groups.map(({ length }) => length)),
    slotOf,
  };
}
