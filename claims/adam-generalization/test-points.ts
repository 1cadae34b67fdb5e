import { type Lab, type Random, random, type Trajectory } from 'lemmata';
import type { Correlations } from './correlations.ts';
import type { Family } from './experiments.ts';

/** Points of the nominal dimension d: the 1 + s non-zero entries of their noise patches, those of a point side by side. */
interface Points {
  readonly labels: Int8Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Share of fresh points with y f(x) ≤ 0; f is that of the last step. All runs of a trial meet the same points. */
export function testErrorOf(
  family: Family,
  lab: Lab,
  points = 500,
): (run: { readonly run: Trajectory; readonly seen: Correlations }, trial: number) => number {
  const drawn = new Map<number, Points>();
  return ({ run, seen }, trial) => {
    const fresh = drawn.get(trial) ?? draw(family, random(lab.seed('test', trial)), points);
    drawn.set(trial, fresh);
    const { labels } = fresh;
    const signs = seen.neurons.map(seen.classOf);
    const { dimension } = family;
    const { values: weights } = run.series.weights;
    const cube = (z: number) => (z > 0 ? z * z * z : 0);
    let wrong = 0;
    for (const [point, y] of labels.entries()) {
      let margin = 0;
      for (let r = 0; r < signs.length; r++) {
        const row = r * dimension;
        margin += y * signs[r] * (cube(y * weights[row]) + cube(onNoise(fresh, point, weights, row)));
      }
      if (margin <= 0) wrong++;
    }
    return wrong / labels.length;
  };
}

/** ⟨w_r, ξ⟩ of the neuron whose weights begin at `row`. */
function onNoise({ labels, columns, values }: Points, point: number, weights: Float64Array, row: number): number {
  const entries = values.length / labels.length;
  const end = (point + 1) * entries;
  let sum = 0;
  for (let k = point * entries; k < end; k++) sum += values[k] * weights[row + columns[k]];
  return sum;
}

/**
 * Column 0 is the feature, then come those of the training noises, then the pool, which stands for the columns of the
 * nominal d that no training noise touches.
 */
function draw(family: Family, stream: Random, points: number): Points {
  const { samples: n, sparsity: s, noise, alpha, initScale, dimension } = family;
  const active = n * s;
  const activeShare = active * initScale ** 4;
  const pool = dimension - 1 - active;
  const labels = new Int8Array(points);
  const columns = new Int32Array(points * (1 + s));
  const values = new Float64Array(points * (1 + s));
  let entry = 0;
  const add = (column: number, value: number) => {
    columns[entry] = column;
    values[entry++] = value;
  };
  for (let point = 0; point < points; point++) {
    labels[point] = stream.sign();
    let hits = 0;
    for (let k = 0; k < s; k++) if (stream.uniform() < activeShare) hits++;
    const spared = new Set(stream.subset(pool, pool - s + hits));
    add(0, -alpha * labels[point]);
    for (const k of stream.subset(active, hits)) add(1 + k, noise * stream.normal());
    for (let k = 0; k < pool; k++) if (!spared.has(k)) add(1 + active + k, noise * stream.normal());
  }
  return { labels, columns, values };
}
