import type { Dataset } from '../data/dataset.ts';
import { activate, activateSlope, type Network, sampleLoss, sampleLossSlope } from './patch-network.ts';

export type Floats = Float64Array | Float32Array;

/** Four dense patches over the same columns; working on four at once reads each weight once. */
interface Quad {
  readonly rows: readonly [number, number, number, number];
  readonly column: number;
  readonly length: number;
}

/**
 * L(W) and ∇L(W) of the patch network on one data set, in plain loops over the stored entries of the patches.
 * A row is one patch of one sample, row = iP + p.
 */
export class Objective {
  /** ⟨w_r, X_i[p]⟩ of the last `forward`, [n, P, m]. */
  readonly activations: Float64Array;
  /** f(X_i) of the last `forward`, [n]. */
  readonly outputs: Float64Array;
  readonly #network: Network;
  readonly #data: Dataset;
  readonly #a: Float64Array;
  /** ∂L/∂⟨w_r, X_i[p]⟩, [n, P, m] */
  readonly #slopes: Float64Array;
  readonly #quads: readonly Quad[];
  readonly #rest: readonly number[];

  constructor(network: Network, data: Dataset, outputWeights: Float64Array) {
    this.#network = network;
    this.#data = data;
    this.#a = outputWeights;
    this.activations = new Float64Array(data.samples * data.patches * network.neurons);
    this.#slopes = new Float64Array(this.activations.length);
    this.outputs = new Float64Array(data.samples);
    const { quads, rest } = group(data);
    this.#quads = quads;
    this.#rest = rest;
  }

  /** Fills `activations` and `outputs` from W, [m, d]. */
  forward(weights: Floats): void {
    const { samples, patches, dimension, start, column, value } = this.#data;
    const { neurons, activation } = this.#network;
    for (const { rows, column: first, length } of this.#quads) {
      dotQuad(this.activations, weights, value, start, rows, first, length, neurons, dimension);
    }
    for (const row of this.#rest) {
      dotRow(this.activations, weights, column, value, start[row], start[row + 1], row, neurons, dimension);
    }
    const z = this.activations;
    const a = this.#a;
    for (let i = 0, k = 0; i < samples; i++) {
      let output = 0;
      for (let p = 0; p < patches; p++) {
        for (let r = 0; r < neurons; r++, k++) output += a[r] * activate(z[k], activation);
      }
      this.outputs[i] = output;
    }
  }

  /** L(W), after `forward`. */
  loss(weights: Floats): number {
    const { samples, labels } = this.#data;
    const { loss, weightDecay = 0 } = this.#network;
    let sum = 0;
    for (let i = 0; i < samples; i++) sum += sampleLoss(loss, this.outputs[i], labels[i]);
    if (loss === 'logistic') sum /= samples;
    if (weightDecay === 0) return sum;
    let square = 0;
    for (let k = 0; k < weights.length; k++) square += weights[k] * weights[k];
    return sum + 0.5 * weightDecay * square;
  }

  /**
   * Overwrites `gradient`, [m, d], with ∇L(W), after `forward`. Over a mini-batch, `batch`, the sum of ½(f − y)² is
   * scaled by n/|B|, so that the gradient stays unbiased.
   */
  gradient(weights: Floats, gradient: Floats, batch?: readonly number[]): void {
    const { dimension, start, column, value } = this.#data;
    const { neurons, weightDecay = 0 } = this.#network;
    this.#fillSlopes(batch);
    for (let k = 0; k < gradient.length; k++) gradient[k] = weightDecay * weights[k];
    for (const { rows, column: first, length } of this.#quads) {
      addQuad(gradient, this.#slopes, value, start, rows, first, length, neurons, dimension);
    }
    for (const row of this.#rest) {
      addRow(gradient, this.#slopes, column, value, start[row], start[row + 1], row, neurons, dimension);
    }
  }

  #fillSlopes(batch?: readonly number[]): void {
    const { samples, patches, labels } = this.#data;
    const { neurons, activation, loss } = this.#network;
    const size = batch?.length ?? samples;
    const scale = loss === 'logistic' ? 1 / size : samples / size;
    const z = this.activations;
    const a = this.#a;
    const slopes = this.#slopes;
    if (batch) slopes.fill(0);
    for (let s = 0; s < size; s++) {
      const i = batch ? batch[s] : s;
      const slope = scale * sampleLossSlope(loss, this.outputs[i], labels[i]);
      let k = i * patches * neurons;
      for (let p = 0; p < patches; p++) {
        for (let r = 0; r < neurons; r++, k++) slopes[k] = slope * a[r] * activateSlope(z[k], activation);
      }
    }
  }
}

/** Splits the rows into quads of dense patches over the same columns, and the rest. */
function group(data: Dataset): { quads: Quad[]; rest: number[] } {
  const { start, column } = data;
  const dense = new Map<string, number[]>();
  const rest: number[] = [];
  for (let row = 0; row < data.samples * data.patches; row++) {
    const from = start[row];
    const length = start[row + 1] - from;
    const contiguous = length > 1 && column[from + length - 1] - column[from] === length - 1;
    const key = `${column[from]}+${length}`;
    if (!contiguous) rest.push(row);
    else if (!dense.get(key)?.push(row)) dense.set(key, [row]);
  }
  const quads: Quad[] = [];
  for (const rows of dense.values()) {
    const whole = rows.length - (rows.length % 4);
    for (let k = 0; k < whole; k += 4) {
      const first = start[rows[k]];
      const length = start[rows[k] + 1] - first;
      quads.push({ rows: [rows[k], rows[k + 1], rows[k + 2], rows[k + 3]], column: column[first], length });
    }
    rest.push(...rows.slice(whole));
  }
  return { quads, rest };
}

function dotQuad(
  z: Float64Array,
  weights: Floats,
  value: Float64Array,
  start: Int32Array,
  rows: Quad['rows'],
  first: number,
  length: number,
  neurons: number,
  dimension: number,
): void {
  const v0 = start[rows[0]];
  const v1 = start[rows[1]];
  const v2 = start[rows[2]];
  const v3 = start[rows[3]];
  for (let r = 0; r < neurons; r++) {
    const at = r * dimension + first;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let k = 0; k < length; k++) {
      const w = weights[at + k];
      s0 += w * value[v0 + k];
      s1 += w * value[v1 + k];
      s2 += w * value[v2 + k];
      s3 += w * value[v3 + k];
    }
    z[rows[0] * neurons + r] = s0;
    z[rows[1] * neurons + r] = s1;
    z[rows[2] * neurons + r] = s2;
    z[rows[3] * neurons + r] = s3;
  }
}

function addQuad(
  gradient: Floats,
  slopes: Float64Array,
  value: Float64Array,
  start: Int32Array,
  rows: Quad['rows'],
  first: number,
  length: number,
  neurons: number,
  dimension: number,
): void {
  const v0 = start[rows[0]];
  const v1 = start[rows[1]];
  const v2 = start[rows[2]];
  const v3 = start[rows[3]];
  for (let r = 0; r < neurons; r++) {
    const c0 = slopes[rows[0] * neurons + r];
    const c1 = slopes[rows[1] * neurons + r];
    const c2 = slopes[rows[2] * neurons + r];
    const c3 = slopes[rows[3] * neurons + r];
    if (c0 === 0 && c1 === 0 && c2 === 0 && c3 === 0) continue;
    const at = r * dimension + first;
    for (let k = 0; k < length; k++) {
      gradient[at + k] += c0 * value[v0 + k] + c1 * value[v1 + k] + (c2 * value[v2 + k] + c3 * value[v3 + k]);
    }
  }
}

function dotRow(
  z: Float64Array,
  weights: Floats,
  column: Int32Array,
  value: Float64Array,
  from: number,
  to: number,
  row: number,
  neurons: number,
  dimension: number,
): void {
  let r = 0;
  for (; r + 3 < neurons; r += 4) {
    const b0 = r * dimension;
    const b1 = b0 + dimension;
    const b2 = b1 + dimension;
    const b3 = b2 + dimension;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let k = from; k < to; k++) {
      const c = column[k];
      const v = value[k];
      s0 += weights[b0 + c] * v;
      s1 += weights[b1 + c] * v;
      s2 += weights[b2 + c] * v;
      s3 += weights[b3 + c] * v;
    }
    const at = row * neurons + r;
    z[at] = s0;
    z[at + 1] = s1;
    z[at + 2] = s2;
    z[at + 3] = s3;
  }
  for (; r < neurons; r++) {
    const base = r * dimension;
    let sum = 0;
    for (let k = from; k < to; k++) sum += weights[base + column[k]] * value[k];
    z[row * neurons + r] = sum;
  }
}

function addRow(
  gradient: Floats,
  slopes: Float64Array,
  column: Int32Array,
  value: Float64Array,
  from: number,
  to: number,
  row: number,
  neurons: number,
  dimension: number,
): void {
  for (let r = 0; r < neurons; r++) {
    const slope = slopes[row * neurons + r];
    if (slope === 0) continue;
    const base = r * dimension;
    for (let k = from; k < to; k++) gradient[base + column[k]] += slope * value[k];
  }
}
