import { dot, type Random } from 'lemmata';
import { limitingGram } from './experiments.ts';

type Rows = readonly (readonly number[])[];

/** The closed form of (3), or the same with the angle arccos(x_iᵀx_j) of inputs that are not of unit norm. */
export type Angle = 'normalised' | 'raw';

export function closedForm(inputs: Rows, angle: Angle): number[][] {
  if (angle === 'normalised') return limitingGram(inputs);
  return inputs.map((a) =>
    inputs.map((b) => (dot(a, b) * (Math.PI - Math.acos(Math.min(1, dot(a, b))))) / (2 * Math.PI)),
  );
}

/** H(W_0) of m Gaussian neurons, for at most 16 inputs: the gate patterns are counted. */
export function drawnGram(inputs: Rows, m: number, stream: Random): number[][] {
  const d = inputs[0].length;
  const flat = Float64Array.from(inputs.flat());
  const counts = new Uint32Array(2 ** inputs.length);
  const w = new Float64Array(d);
  for (let r = 0; r < m; r++) {
    for (let k = 0; k < d; k++) w[k] = stream.normal();
    let pattern = 0;
    for (let i = 0; i < inputs.length; i++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += w[k] * flat[i * d + k];
      if (z >= 0) pattern |= 1 << i;
    }
    counts[pattern]++;
  }
  const open = inputs.map(() => inputs.map(() => 0));
  counts.forEach((count, pattern) => {
    for (let i = 0; i < inputs.length; i++) {
      for (let j = 0; j < inputs.length; j++) if ((pattern >> i) & (pattern >> j) & 1) open[i][j] += count;
    }
  });
  return open.map((row, i) => row.map((count, j) => (dot(inputs[i], inputs[j]) * count) / m));
}

/** m · Var H(W_0)_ij = K_ij² p_ij (1 − p_ij), p_ij = H_ij/K_ij. */
export function entryVariance(inputs: Rows): number[][] {
  return limitingGram(inputs).map((row, i) => row.map((h, j) => h * (dot(inputs[i], inputs[j]) - h)));
}
