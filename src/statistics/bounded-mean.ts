import { BadInput } from '../errors.ts';
import { shown } from './intervals.ts';
import { atLeast, finite, type Interval, type Rule } from './rule.ts';

/** Largest part of the capital that one observation may cost (c in Waudby-Smith & Ramdas 2024, eq. 26). */
const stake = 0.5;
const mostSamples = 1e7;

/**
 * The mean of observations in `range` is at most `bound` (or at least, with `side: 'least'`). Betting confidence
 * sequence, so trials may be added until the rule is sure (Waudby-Smith & Ramdas 2024, "Estimating means of bounded
 * random variables by betting", predictable plug-in bets of eqs. 24-26, one bettor a side).
 */
export function boundedMean(params: {
  bound: number;
  range: readonly [number, number];
  side?: 'most' | 'least';
}): Rule<number> {
  const { bound, range, side = 'most' } = params;
  const [low, high] = range;
  const width = high - low;
  if (!(bound > low && bound < high && Number.isFinite(width))) {
    throw new BadInput({
      field: 'bounded-mean bound',
      rule: `must lie inside a finite range, here [${low}, ${high}]`,
      value: bound,
      remedy: 'Give the range in which every observation must fall.',
    });
  }
  const sign = side === 'most' ? '≤' : '≥';
  return {
    name: 'bounded-mean',
    summary: `mean ${sign} ${bound}`,
    kinds: ['mean', 'inequality', 'probability', 'comparison'],
    anytime: true,
    decide(observations, share) {
      atLeast(2, observations, 'bounded-mean');
      const stray = finite(observations, 'value').find((value) => value < low || value > high);
      if (stray !== undefined) {
        throw new BadInput({
          field: 'bounded-mean observation',
          rule: `must lie in [${low}, ${high}]`,
          value: stray,
          remedy: 'The guarantee rests on the range: widen it.',
        });
      }
      const scaled = observations.map((value) => (value - low) / width);
      const [from, to] = bettingSequence(scaled, share);
      // The set of means left over is empty only when the observations drift: no verdict then.
      const torn = from > to;
      const interval: Interval = [low + width * Math.min(from, to), low + width * Math.max(from, to)];
      const above = side === 'most' ? 'refuted' : 'supported';
      const below = side === 'most' ? 'supported' : 'refuted';
      const excluded = side === 'most' ? interval[0] > bound : interval[0] >= bound;
      const reached = side === 'most' ? interval[1] <= bound : interval[1] < bound;
      const measured = observations.reduce((sum, value) => sum + value, 0) / observations.length;
      return {
        verdict: torn ? 'undecided' : excluded ? above : reached ? below : 'undecided',
        measured,
        predicted: `${sign} ${bound}`,
        demand: side === 'most' ? [Number.NEGATIVE_INFINITY, bound] : [bound, Number.POSITIVE_INFINITY],
        interval,
        count: observations.length,
        share,
        sentence:
          `mean ${measured.toPrecision(4)} of ${observations.length}, within ${shown(interval)}` +
          (torn ? '; the two bettors contradict each other, so the observations have no common mean' : ''),
      };
    },
    smallestDetectable(count, share) {
      for (const [t, half] of halfWidths(share)) if (t >= count) return width * half;
      return 0;
    },
    detects: 'between the mean and the bound, at the largest variance',
    samplesNeeded(effect, share) {
      for (const [t, half] of halfWidths(share)) if (t >= 2 && width * half <= effect) return t;
      return Number.POSITIVE_INFINITY;
    },
    explain: () =>
      'Two bettors bet against every candidate mean, one that it is larger, one that it is smaller (Waudby-Smith & ' +
      'Ramdas 2024); a candidate is excluded once a capital has reached 2/share, which happens to the true mean with ' +
      `probability at most share/2 a side, however often one looks. Decides mean ${sign} ${bound}. smallestDetectable ` +
      'supposes the largest variance, observations split between the ends of the range.',
  };
}

/** The means in [0, 1] that no bettor ever held 2/share against. Each capital is monotone in the mean. */
function bettingSequence(values: readonly number[], share: number): Interval {
  const bets = predictableBets(values, share);
  const lower = (points: readonly number[]): number => {
    if (!everReached(points, bets, 0, 2 / share)) return 0;
    let [excluded, inside] = [0, 1];
    for (let k = 0; k < 24; k++) {
      const middle = (excluded + inside) / 2;
      if (everReached(points, bets, middle, 2 / share)) excluded = middle;
      else inside = middle;
    }
    return excluded;
  };
  return [lower(values), 1 - lower(values.map((value) => 1 - value))];
}

/** Bets of eq. 26; each looks only at earlier observations. */
function predictableBets(values: readonly number[], share: number): number[] {
  let [sum, squares] = [0.5, 0.25];
  return values.map((value, k) => {
    const t = k + 1;
    const bet = Math.sqrt((2 * Math.log(2 / share)) / (squares * Math.log(1 + t)));
    sum += value;
    squares += (value - sum / (t + 1)) ** 2;
    return bet;
  });
}

/** Whether the capital, from 1, of the bettor against "mean ≤ m" ever reaches `limit`. */
function everReached(values: readonly number[], bets: readonly number[], m: number, limit: number): boolean {
  const most = stake / m;
  let capital = 1;
  for (let k = 0; k < values.length; k++) {
    capital *= 1 + Math.min(bets[k], most) * (values[k] - m);
    if (capital >= limit) return true;
  }
  return false;
}

/** [t, half-width after t observations of variance 1/4 and mean 1/2], to second order in the bets. */
function* halfWidths(share: number): Generator<[number, number]> {
  const variance = 1 / 4;
  const limit = Math.log(2 / share);
  let [gain, cost] = [0, 0];
  for (let t = 1; t <= mostSamples; t++) {
    const bet = Math.min(Math.sqrt((2 * limit) / (variance * t * Math.log(1 + t))), stake / 0.5);
    gain += bet;
    cost += (bet ** 2 * variance) / 2;
    yield [t, (limit + cost) / gain];
  }
}
