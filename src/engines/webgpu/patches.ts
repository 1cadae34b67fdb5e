import type { Dataset } from '../../data/dataset.ts';
import type { Prepared } from '../job.ts';
import { type SideBySide, sideBySide } from '../side-by-side.ts';
import { fitsDense } from './dense.ts';
import { groupSamples, type Shape, threads } from './shape.ts';
import { fitsAside } from './side-by-side.ts';

/** The samples of each data set side by side, where neurons are few and zeros would double none of them; else null. */
export function asideOf(neurons: number, sets: readonly Dataset[]): readonly SideBySide[] | null {
  const found: SideBySide[] = [];
  for (const data of sets) {
    const whole = Math.ceil(data.samples / groupSamples) * groupSamples;
    const aside = fitsAside(neurons, data.dimension)
      ? sideBySide(data, {
          lanes: groupSamples,
          spread: false,
          mostEntries: (2 * data.value.length * whole) / data.samples,
        })
      : null;
    if (!aside) return null;
    found.push(aside);
  }
  const slots = Math.max(...found.map((aside) => aside.slots));
  return found.map((aside) => ({ ...aside, slots }));
}

/** What the data sets of all trials have in common. `products`: whether a probe looks at ⟨w_r, X_i[p]⟩. */
export function shapeOf(
  neurons: number,
  sets: readonly Dataset[],
  aside: readonly SideBySide[] | null,
  products: boolean,
): Shape {
  const [{ dimension, samples, patches, column }] = sets;
  const shared = { neurons, dimension, samples, patches, products };
  if (aside) {
    const [{ slots, groupOp }] = aside;
    const rowWords = Math.max(...aside.map((one) => groupOp.length + 3 * one.operations.length + one.values.length));
    const layout = { kind: 'side by side', groups: groupOp.length - 1, slots } as const;
    return { ...shared, layout, rowWords, columnWords: 0 };
  }
  const entries = Math.max(...sets.map(({ value }) => value.length));
  const whole = samples * patches * dimension;
  if (neurons > threads && 2 * entries >= whole && fitsDense(shared)) {
    return { ...shared, layout: { kind: 'dense' }, rowWords: whole, columnWords: 0 };
  }
  const inColumn = new Uint32Array(dimension);
  for (const k of column) inColumn[k]++;
  const layout = {
    kind: 'sparse',
    rowLength: entries / (samples * patches),
    // Between the longest, for which the others wait, and the mean, whose threads should not idle.
    columnLength: Math.sqrt(inColumn.reduce((most, count) => Math.max(most, count), 0) * (column.length / dimension)),
  } as const;
  const rowWords = samples * patches + 1 + 2 * entries;
  return { ...shared, layout, rowWords, columnWords: dimension + 1 + 2 * entries };
}

/** a and y of each trial, [trials, m + n] */
export function packConstants(
  { neurons, samples }: Shape,
  sets: readonly Dataset[],
  trials: readonly Prepared[],
): Float32Array {
  const constants = new Float32Array(sets.length * (neurons + samples));
  sets.forEach(({ labels }, trial) => {
    constants.set(trials[trial].output, trial * (neurons + samples));
    constants.set(labels, trial * (neurons + samples) + neurons);
  });
  return constants;
}

/** Patches side by side, [trials, words], as shaders.ts reads them. */
export function packAside({ rowWords }: Shape, sets: readonly SideBySide[]): Uint32Array {
  const rows = new Uint32Array(sets.length * rowWords);
  sets.forEach(({ groupOp, operations, values }, trial) => {
    const words = [...groupOp, ...operations.flatMap(({ column, length, value }) => [column, length, value])];
    rows.set(words, trial * rowWords);
    rows.set(new Uint32Array(Float32Array.from(values).buffer), trial * rowWords + words.length);
  });
  return rows;
}

/** Patches in whole, [trials, nP, d]. */
export function packDense({ rowWords, dimension }: Shape, sets: readonly Dataset[]): Uint32Array {
  const rows = new Float32Array(sets.length * rowWords);
  sets.forEach(({ start, column, value }, trial) => {
    for (let row = 0; row + 1 < start.length; row++) {
      const at = trial * rowWords + row * dimension;
      for (let e = start[row]; e < start[row + 1]; e++) rows[at + column[e]] = value[e];
    }
  });
  return new Uint32Array(rows.buffer);
}

/** Patches by rows and by columns, [trials, words], as shaders.ts reads them. */
export function pack(
  { rowWords, columnWords, dimension }: Shape,
  sets: readonly Dataset[],
): { rows: Uint32Array; columns: Uint32Array } {
  const rows = new Uint32Array(sets.length * rowWords);
  const columns = new Uint32Array(sets.length * columnWords);
  sets.forEach(({ start, column, value }, trial) => {
    const bits = new Uint32Array(Float32Array.from(value).buffer);
    rows.set(start, trial * rowWords);
    // Entries by rows, and counted by columns.
    const byRow = trial * rowWords + start.length;
    const count = new Uint32Array(dimension + 1);
    for (let e = 0; e < value.length; e++) {
      rows[byRow + 2 * e] = column[e];
      rows[byRow + 2 * e + 1] = bits[e];
      count[column[e] + 1]++;
    }
    for (let k = 0; k < dimension; k++) count[k + 1] += count[k];
    columns.set(count, trial * columnWords);
    const byColumn = trial * columnWords + dimension + 1;
    for (let row = 0; row + 1 < start.length; row++) {
      for (let e = start[row]; e < start[row + 1]; e++) {
        const at = byColumn + 2 * count[column[e]]++;
        columns[at] = row;
        columns[at + 1] = bits[e];
      }
    }
  });
  return { rows, columns };
}
