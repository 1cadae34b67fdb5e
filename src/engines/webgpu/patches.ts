import type { Dataset } from '../../data/dataset.ts';
import type { Prepared } from '../job.ts';
import type { Shape } from './shaders.ts';

/** The patches of several trials, [trials, words]: by rows and by columns, as src/engines/webgpu/shaders.ts reads them. */
export interface Packed {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  /** a and y of each trial, [trials, m + n] */
  readonly constants: Float32Array;
}

/** What the data sets of all trials have in common. */
export function shapeOf(neurons: number, sets: readonly Dataset[]): Shape {
  const [{ dimension, samples, patches }] = sets;
  const entries = Math.max(...sets.map(({ value }) => value.length));
  return {
    neurons,
    dimension,
    samples,
    patches,
    rowWords: samples * patches + 1 + 2 * entries,
    columnWords: dimension + 1 + 2 * entries,
  };
}

export function pack(shape: Shape, sets: readonly Dataset[], trials: readonly Prepared[]): Packed {
  const { rowWords, columnWords, neurons, samples, dimension } = shape;
  const rows = new Uint32Array(sets.length * rowWords);
  const columns = new Uint32Array(sets.length * columnWords);
  const constants = new Float32Array(sets.length * (neurons + samples));
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  sets.forEach(({ start, column, value, labels }, trial) => {
    rows.set(start, trial * rowWords);
    // Entries by rows, and counted by columns.
    const byRow = trial * rowWords + start.length;
    const count = new Uint32Array(dimension + 1);
    for (let e = 0; e < value.length; e++) {
      float[0] = value[e];
      rows[byRow + 2 * e] = column[e];
      rows[byRow + 2 * e + 1] = bits[0];
      count[column[e] + 1]++;
    }
    for (let k = 0; k < dimension; k++) count[k + 1] += count[k];
    columns.set(count, trial * columnWords);
    const byColumn = trial * columnWords + dimension + 1;
    for (let row = 0; row + 1 < start.length; row++) {
      for (let e = start[row]; e < start[row + 1]; e++) {
        const at = byColumn + 2 * count[column[e]]++;
        columns[at] = row;
        columns[at + 1] = rows[byRow + 2 * e + 1];
      }
    }
    constants.set(trials[trial].output, trial * (neurons + samples));
    constants.set(labels, trial * (neurons + samples) + neurons);
  });
  return { rows, columns, constants };
}
