import type { Dataset } from '../data/dataset.ts';
import { activate, activateSlope, type Network, sampleLoss, sampleLossSlope } from './patch-network.ts';

export type Floats = Float64Array | Float32Array;

/**
 * L(W) and ∇L(W) of the patch network on one data set, in plain loops over the stored entries of the patches.
 * `activations` [n, P, m] and `outputs` [n] hold the values of the last `forward`.
 */
export class Objective {
  readonly activations: Float64Array;
  readonly outputs: Float64Array;
  readonly #network: Network;
  readonly #data: Dataset;
  readonly #a: Float64Array;
  /** Whether a patch's columns are consecutive, so that it needs no gather. */
  readonly #contiguous: Uint8Array;

  constructor(network: Network, data: Dataset, outputWeights: Float64Array) {
    this.#network = network;
    this.#data = data;
    this.#a = outputWeights;
    this.activations = new Float64Array(data.samples * data.patches * network.neurons);
    this.outputs = new Float64Array(data.samples);
    this.#contiguous = Uint8Array.from({ length: data.samples * data.patches }, (_, row) => {
      const [from, to] = [data.start[row], data.start[row + 1]];
      return to > from && data.column[to - 1] - data.column[from] === to - from - 1 ? 1 : 0;
    });
  }

  /** Fills `activations` and `outputs` from W, [m, d], for the samples asked for (all by default). */
  forward(weights: Floats, samples?: readonly number[]): void {
    const { samples: n, patches, dimension, start, column, value } = this.#data;
    const { neurons, activation } = this.#network;
    for (let s = 0; s < (samples?.length ?? n); s++) {
      const i = samples ? samples[s] : s;
      let output = 0;
      for (let p = 0; p < patches; p++) {
        const row = i * patches + p;
        const [from, to] = [start[row], start[row + 1]];
        const gather = this.#contiguous[row] === 0;
        for (let r = 0; r < neurons; r++) {
          const base = r * dimension;
          const z = gather
            ? dotGather(weights, base, column, value, from, to)
            : dot(weights, base + column[from], value, from, to - from);
          this.activations[row * neurons + r] = z;
          output += this.#a[r] * activate(z, activation);
        }
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

  /** Overwrites `gradient`, [m, d], with ∇L(W) over the samples of the last `forward`. */
  gradient(weights: Floats, gradient: Floats, samples?: readonly number[]): void {
    const { samples: n, patches, dimension, start, column, value, labels } = this.#data;
    const { neurons, activation, loss, weightDecay = 0 } = this.#network;
    for (let k = 0; k < gradient.length; k++) gradient[k] = weightDecay * weights[k];
    const size = samples?.length ?? n;
    const scale = loss === 'logistic' ? 1 / size : n / size;
    for (let s = 0; s < size; s++) {
      const i = samples ? samples[s] : s;
      const slope = scale * sampleLossSlope(loss, this.outputs[i], labels[i]);
      for (let p = 0; p < patches; p++) {
        const row = i * patches + p;
        const [from, to] = [start[row], start[row + 1]];
        const gather = this.#contiguous[row] === 0;
        for (let r = 0; r < neurons; r++) {
          const weight = slope * this.#a[r] * activateSlope(this.activations[row * neurons + r], activation);
          if (weight === 0) continue;
          const base = r * dimension;
          if (gather) for (let k = from; k < to; k++) gradient[base + column[k]] += weight * value[k];
          else {
            const shift = base + column[from] - from;
            for (let k = from; k < to; k++) gradient[shift + k] += weight * value[k];
          }
        }
      }
    }
  }
}

function dot(weights: Floats, at: number, value: Float64Array, from: number, length: number): number {
  // Four partial sums let the processor overlap the multiplications.
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += weights[at + k] * value[from + k];
    s1 += weights[at + k + 1] * value[from + k + 1];
    s2 += weights[at + k + 2] * value[from + k + 2];
    s3 += weights[at + k + 3] * value[from + k + 3];
  }
  for (; k < length; k++) s0 += weights[at + k] * value[from + k];
  return s0 + s1 + (s2 + s3);
}

function dotGather(
  weights: Floats,
  base: number,
  column: Int32Array,
  value: Float64Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += weights[base + column[k]] * value[k];
  return sum;
}
