import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { Interval } from './rule.ts';

/** Two-sided interval for a proportion, error at most share/2 a side. */
export type ProportionInterval = (successes: number, count: number, share: number) => Interval;

/** Exact interval for a proportion, error at most share/2 a side (Clopper & Pearson 1934). */
export const clopperPearson: ProportionInterval = (successes, count, share) => {
  // Both ends as lower tails: 1 − share/2 would lose digits at small shares.
  const lower = (hits: number) => (hits === 0 ? 0 : betaQuantile(share / 2, hits, count - hits + 1));
  return [lower(successes), 1 - lower(count - successes)];
};

/** By how much the observed proportion must exceed `p` for the interval's lower end to reach it; ∞ if it never does. */
export function smallestExcess(intervalOf: ProportionInterval, p: number, count: number, share: number): number {
  const successes = smallestCount(0, (k) => k > count || intervalOf(k, count, share)[0] >= p);
  return successes > count ? Number.POSITIVE_INFINITY : successes / count - p;
}

/** The assumption of every rule on a t interval. At small shares it is not cured by a few dozen trials. */
export const normality =
  'The t interval supposes values that are nearly normal over the trials: skewed ones can break its promise many times over.';

/** Student's t interval for a mean, error share/2 a side. Equal values give a point. */
export function tInterval(values: readonly number[], share: number): Interval {
  // Rounding in the mean of equal values would give the point a width, and a centre beside itself.
  if (values.every((value) => value === values[0])) return [values[0], values[0]];
  const centre = mean([...values]);
  const half = tHalfWidth(sampleStandardDeviation([...values]), values.length, share);
  return [centre - half, centre + half];
}

/** Half the width of the t interval of `count` values with that standard deviation; ∞ below two values. */
export function tHalfWidth(deviation: number, count: number, share: number): number {
  if (count < 2) return Number.POSITIVE_INFINITY;
  return (-tQuantile(share / 2, count - 1) * deviation) / Math.sqrt(count);
}

/** The smallest whole number from `least` on at which a condition that stays true becomes true; ∞ beyond 10⁹. */
export function smallestCount(least: number, enough: (count: number) => boolean): number {
  let high = least;
  while (!enough(high)) {
    high = Math.max(1, 2 * high);
    if (high > 1e9) return Number.POSITIVE_INFINITY;
  }
  let low = Math.max(least, Math.floor(high / 2));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** The two ends for a sentence. */
export function shown([lower, upper]: Interval): string {
  return `[${Number(lower.toPrecision(4))}, ${Number(upper.toPrecision(4))}]`;
}
