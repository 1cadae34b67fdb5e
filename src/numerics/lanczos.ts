import { symmetricEigenvalues } from './spectra.ts';
import { dot, norm } from './vectors.ts';

/**
 * The largest eigenvalue of a symmetric linear map, by Lanczos steps from `start` (not 0) with full reorthogonalisation.
 * It is never above the true one by more than rounding. NaN for a map that is not finite.
 */
export function largestEigenvalue(
  times: (v: Float64Array, into: Float64Array) => Float64Array,
  start: Float64Array,
  steps = 30,
): number {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const next = start.slice();
  let scale = 0;
  for (let k = 0; k < Math.min(steps, start.length); k++) {
    const size = norm(next);
    // The Krylov space is exhausted.
    if (size <= 1e-12 * scale) break;
    if (k > 0) beside.push(size);
    const q = next.map((entry) => entry / size);
    basis.push(q);
    times(q, next);
    diagonal.push(dot(q, next));
    if (!Number.isFinite(diagonal[k])) return Number.NaN;
    scale = Math.max(scale, norm(next));
    // Twice is enough (Parlett 1998, §6.9): one pass loses orthogonality where little is left.
    for (const earlier of [...basis, ...basis]) {
      const share = dot(earlier, next);
      for (let i = 0; i < next.length; i++) next[i] -= share * earlier[i];
    }
  }
  const tridiagonal = diagonal.map((entry, i) =>
    diagonal.map((_, j) => (i === j ? entry : Math.abs(i - j) === 1 ? beside[Math.min(i, j)] : 0)),
  );
  return symmetricEigenvalues(tridiagonal).at(-1)!;
}
