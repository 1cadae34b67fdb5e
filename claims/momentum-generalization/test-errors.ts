import { cholesky, dot, random, sampleLoss } from 'lemmata';
import { LRUCache } from 'lru-cache';
import { neurons, type ProofRun } from './proof-runs.ts';

/** Some 0.2 MB each: all runs of a trial meet the same fresh samples. */
const recent = new LRUCache<string, Float64Array>({ max: 128 });

function normalsOf(seed: string, count: number): Float64Array {
  const key = `${seed} ${count}`;
  const stream = random(seed);
  const normals = recent.get(key) ?? new Float64Array(count).map(() => stream.normal());
  recent.set(key, normals);
  return normals;
}

export interface TestErrors {
  /** Errors on fresh samples of either class. */
  readonly small: number;
  readonly large: number;
  /** On the training set: share of samples with y_i f ≤ 0, and the loss. */
  readonly train: number;
  readonly loss: number;
}

/**
 * Errors of the last W. A fresh sample enters only through ⟨w_r, X[j]⟩, which is N(0, σ²G) over r for each noise patch,
 * G the Gram matrix of the weights without their signal part: `count` samples are drawn from that law,
 * in pairs of opposite noise: its mirror image is as likely.
 */
export function testErrors(run: ProofRun, count: number, seed: string): TestErrors {
  const { weights, states, data, alpha, beta, d, samples } = run;
  const margins = states.at(-1)!.margins;
  const rows = Array.from({ length: neurons }, (_, r) => weights.subarray(r * d + 1, (r + 1) * d));
  const gram = rows.map((a, r) => rows.map((b, s) => dot(a, b) / d + (r === s ? 1e-15 : 0)));
  const root = cholesky(gram).map((row, r) => Float64Array.from(row.slice(0, r + 1)));
  const cubes = Array.from({ length: neurons }, (_, r) => weights[r * d] ** 3).reduce((sum, cube) => sum + cube, 0);
  const [weak, strong] = [beta ** 3 * cubes, alpha ** 3 * cubes];
  const normals = normalsOf(seed, Math.ceil(count / 2) * (data.patches - 1) * neurons);
  let [small, large] = [0, 0];
  let from = 0;
  for (let k = 0; k < count; k += 2) {
    let noise = 0;
    for (let j = 1; j < data.patches; j++, from += neurons) {
      for (let r = 0; r < neurons; r++) {
        const row = root[r];
        let z = 0;
        for (let s = 0; s <= r; s++) z += row[s] * normals[from + s];
        noise += z * z * z;
      }
    }
    for (let sign = -1; sign <= 1; sign += 2) {
      if (weak + sign * noise < 0) small++;
      if (strong + sign * noise < 0) large++;
    }
  }
  return {
    small: small / count,
    large: large / count,
    train: margins.filter((margin) => margin <= 0).length / samples,
    loss: margins.reduce((sum, margin) => sum + sampleLoss('logistic', margin, 1), 0) / samples,
  };
}
