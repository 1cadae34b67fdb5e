import { type Lab, type Random, random, type Trajectory } from 'lemmata';
import type { Correlations } from './correlations.ts';
import type { Family } from './experiments.ts';

/** Points of the nominal dimension d: the non-zero entries of their noise patches, those of a point side by side. */
interface Points {
  readonly labels: Int8Array;
  /** Where the entries of each point begin, and their number at last. */
  readonly first: Int32Array;
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
    // [D, 2m]: the weights of a column side by side.
    const { values } = run.series.weights;
    const weights = new Float64Array(values.length);
    for (let r = 0, at = 0; r < signs.length; r++) {
      for (let column = 0; column < dimension; column++) weights[column * signs.length + r] = values[at++];
    }
    const cube = (z: number) => (z > 0 ? z * z * z : 0);
    const onNoise = new Float64Array(signs.length);
    let wrong = 0;
    for (const [point, y] of labels.entries()) {
      project(fresh, point, weights, onNoise);
      let margin = 0;
      for (let r = 0; r < signs.length; r++) margin += y * signs[r] * (cube(y * weights[r]) + cube(onNoise[r]));
      if (margin <= 0) wrong++;
    }
    return wrong / labels.length;
  };
}

/** ⟨w_r, ξ⟩ of every neuron, from the weights [D, 2m]. A function of its own, which V8 makes twice as fast. */
function project({ first, columns, values }: Points, point: number, weights: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let k = first[point]; k < first[point + 1]; k++) {
    const base = columns[k] * into.length;
    const value = values[k];
    for (let r = 0; r < into.length; r++) into[r] += value * weights[base + r];
  }
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
  const first = new Int32Array(points + 1);
  const columns: number[] = [];
  const values: number[] = [];
  const add = (column: number, value: number) => {
    columns.push(column);
    values.push(value);
  };
  for (let point = 0; point < points; point++) {
    labels[point] = stream.sign();
    let hits = 0;
    for (let k = 0; k < s; k++) if (stream.uniform() < activeShare) hits++;
    const spared = new Set(stream.subset(pool, pool - s + hits));
    add(0, -alpha * labels[point]);
    for (const k of stream.subset(active, hits)) add(1 + k, noise * stream.normal());
    for (let k = 0; k < pool; k++) if (!spared.has(k)) add(1 + active + k, noise * stream.normal());
    first[point + 1] = columns.length;
  }
  return { labels, first, columns: Int32Array.from(columns), values: Float64Array.from(values) };
}
