import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** A law that is right fails a test of this level once in ten thousand seeds; the seeds are fixed. */
export const level = 1e-4;

/** Kolmogorov's p-value that values come from a continuous distribution (Marsaglia, Tsang & Wang 2003, limit law). */
export function ksPValue(values: readonly number[], cdf: (x: number) => number): number {
  const n = values.length;
  const gap = [...values]
    .sort((a, b) => a - b)
    .reduce((most, x, k) => Math.max(most, (k + 1) / n - cdf(x), cdf(x) - k / n), 0);
  const scaled = gap * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  let p = 0;
  for (let k = 1; k <= 100; k++) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * scaled * scaled);
  return Math.min(1, Math.max(0, p));
}

export function normalKs(values: readonly number[], deviation = 1): number {
  return ksPValue(values, (x) => normalCdf(x, 0, deviation));
}

/** p-value that counts are equally likely, by the chi-squared test in Wilson & Hilferty's (1931) normal form. */
export function uniformCounts(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  const z = ((square / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
  return 1 - normalCdf(z, 0, 1);
}
