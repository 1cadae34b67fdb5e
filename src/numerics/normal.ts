import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** P(|z| ≤ x) = erf(x/√2) for a standard normal z and x ≥ 0; relative error about 1e-16/x for small x. */
export function normalWithin(x: number): number {
  return 1 - 2 * normalCdf(-x, 0, 1);
}
