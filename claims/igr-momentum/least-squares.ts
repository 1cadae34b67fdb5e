import { type Loss, lossOf, norm, random, solve, symmetricEigenvalues } from 'lemmata';

/**
 * (1/2n)‖Ax‖², A of shape [20, 6] with normal entries, the largest eigenvalue L of its Hessian AᵀA/n, and a start with
 * every mode in it, the largest of them with a share of 1 to 3.
 */
export function leastSquares(seed: string): { loss: Loss; largest: number; start: Float64Array } {
  const stream = random(seed);
  const [samples, dimension] = [20, 6];
  const rows = Array.from({ length: samples }, () => Array.from({ length: dimension }, () => stream.normal()));
  const hessian = Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_, j) => rows.reduce((sum, row) => sum + (row[i] * row[j]) / samples, 0)),
  );
  const largest = symmetricEigenvalues(hessian)[dimension - 1];
  const others = Array.from({ length: dimension }, () => stream.normal());
  // One step of inverse iteration, next to L, gives its eigenvector.
  const shifted = hessian.map((row, i) => row.map((entry, j) => entry - (i === j ? (1 + 1e-9) * largest : 0)));
  const top = solve(shifted, others);
  const times = (v: Float64Array) => hessian.map((row) => row.reduce((sum, entry, j) => sum + entry * v[j], 0));
  return {
    loss: lossOf({
      dimension,
      value: (x) => times(x).reduce((sum, slope, i) => sum + 0.5 * slope * x[i], 0),
      gradient: times,
      hessianTimes: (_, v) => times(v),
    }),
    largest,
    start: Float64Array.from(top, (entry, i) => (2 * entry) / norm(top) + others[i] / norm(others)),
  };
}
