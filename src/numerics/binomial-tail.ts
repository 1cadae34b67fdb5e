import betaln from '@stdlib/math-base-special-betaln';
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';

/** log P(X > above) for X ~ Bin(count, p), 0 < p < 1, also where the probability underflows; −∞ if above ≥ count. */
export function logBinomialTail(count: number, p: number, above: number): number {
  const k = Math.max(0, Math.floor(above) + 1);
  if (k > count) return Number.NEGATIVE_INFINITY;
  if (k === 0) return 0;
  if (k <= count * p) return Math.log(betaCdf(p, k, count - k + 1));
  // Beyond the mode: P(X = k) times a sum of falling terms.
  const chosen = -Math.log(count + 1) - betaln(count - k + 1, k + 1);
  let [term, sum] = [1, 1];
  for (let j = k; j < count && term > 1e-17 * sum; j++) {
    term *= ((count - j) * p) / ((j + 1) * (1 - p));
    sum += term;
  }
  return chosen + k * Math.log(p) + (count - k) * Math.log1p(-p) + Math.log(sum);
}
