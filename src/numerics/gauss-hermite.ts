import { symmetricEigenvalues } from './spectra.ts';

/** A node of a quadrature rule and its weight. */
export interface Node {
  readonly at: number;
  readonly weight: number;
}

/**
 * The n-point Gauss rule of the standard normal law: E f(Z) ≈ Σ weight f(at), exact for polynomials of degree 2n − 1.
 * The nodes are the eigenvalues of the Jacobi matrix with off-diagonal √k, the weights 1/Σ_{k<n} p_k(at)² with the
 * orthonormal Hermite polynomials p_k (Golub & Welsch 1969).
 */
export function gaussHermite(n: number): Node[] {
  const jacobi = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (Math.abs(i - j) === 1 ? Math.sqrt(Math.max(i, j)) : 0)),
  );
  return symmetricEigenvalues(jacobi).map((at) => {
    let [before, now, sum] = [0, 1, 1];
    for (let k = 1; k < n; k++) {
      [before, now] = [now, (at * now - Math.sqrt(k - 1) * before) / Math.sqrt(k)];
      sum += now * now;
    }
    return { at, weight: 1 / sum };
  });
}
