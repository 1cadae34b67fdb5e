import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { Interval } from './rule.ts';

/** Exact two-sided interval for a proportion, error at most share/2 a side (Clopper & Pearson 1934). */
export function clopperPearson(successes: number, count: number, share: number): Interval {
  const failures = count - successes;
  return [
    successes === 0 ? 0 : betaQuantile(share / 2, successes, failures + 1),
    failures === 0 ? 1 : betaQuantile(1 - share / 2, successes + 1, failures),
  ];
}

/** Student's t interval for a mean, error share/2 a side. Equal values give a point. */
export function tInterval(values: readonly number[], share: number): Interval {
  const centre = mean([...values]);
  const half = tHalfWidth(sampleStandardDeviation([...values]), values.length, share);
  return [centre - half, centre + half];
}

/** Half the width of the t interval of `count` values with that standard deviation. */
export function tHalfWidth(deviation: number, count: number, share: number): number {
  return (tQuantile(1 - share / 2, count - 1) * deviation) / Math.sqrt(count);
}

/** The smallest whole number from `least` on at which a condition that stays true becomes true. */
export function smallestCount(least: number, enough: (count: number) => boolean): number {
  let high = least;
  while (!enough(high)) {
    high *= 2;
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
