import { BadInput } from '../errors.ts';
import { smallestCount } from './intervals.ts';
import { atLeast, finite, type Interval, type Rule } from './rule.ts';

const cells = 400;

/**
 * The mean of observations in `range` is at most `bound` (or at least, with `side: 'least'`). Betting confidence
 * sequence, so trials may be added until the rule is sure (Waudby-Smith & Ramdas 2024, "Estimating means of bounded
 * random variables by betting", hedged capital with predictable plug-in bets, eqs. 24-26).
 */
export function boundedMean(params: {
  bound: number;
  range: readonly [number, number];
  side?: 'most' | 'least';
}): Rule<number> {
  const { bound, range, side = 'most' } = params;
  const [low, high] = range;
  const width = high - low;
  if (!(bound > low && bound < high)) {
    throw new BadInput({
      field: 'bounded-mean bound',
      rule: `must lie inside the range [${low}, ${high}]`,
      value: bound,
      remedy: 'Give the range in which every observation must fall.',
    });
  }
  const sign = side === 'most' ? '≤' : '≥';
  const smallestDetectable = (count: number, share: number) =>
    width * Math.sqrt((2 * Math.log(2 / share)) / count) * 0.5;
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
      const interval: Interval = [low + width * from, low + width * to];
      const above = side === 'most' ? 'refuted' : 'supported';
      const below = side === 'most' ? 'supported' : 'refuted';
      const verdict = interval[0] > bound ? above : interval[1] <= bound ? below : 'undecided';
      const measured = observations.reduce((sum, value) => sum + value, 0) / observations.length;
      return {
        verdict,
        measured,
        predicted: `${sign} ${bound}`,
        interval,
        count: observations.length,
        share,
        sentence: `mean ${measured.toPrecision(4)} of ${observations.length}, within [${interval.map((end) => end.toPrecision(4)).join(', ')}]`,
      };
    },
    smallestDetectable,
    samplesNeeded: (effect, share) => smallestCount(2, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `Bets against every candidate mean; a candidate is excluded once the capital reaches 1/share, which happens to ` +
      `the true mean with probability at most the share, however often one looks. Decides mean ${sign} ${bound}.`,
  };
}

/** Running intersection of {m : hedged capital < 1/share} on a grid of [0, 1], widened by one cell. */
function bettingSequence(values: readonly number[], share: number): Interval {
  let [from, to] = [0, cells];
  const up = new Float64Array(cells + 1);
  const down = new Float64Array(cells + 1);
  let [sum, squares] = [0.5, 0.25];
  const limit = Math.log(2 / share);
  for (let t = 1; t <= values.length; t++) {
    const x = values[t - 1];
    const bet = Math.sqrt((2 * limit) / (squares * Math.log(1 + t)));
    for (let k = from; k <= to; k++) {
      const m = k / cells;
      up[k] += Math.log1p(Math.min(bet, 0.5 / m) * (x - m));
      down[k] += Math.log1p(-Math.min(bet, 0.5 / (1 - m)) * (x - m));
    }
    // Half the capital on each side: either alone must reach 2/share.
    while (from <= to && Math.max(up[from], down[from]) >= limit) from++;
    while (to >= from && Math.max(up[to], down[to]) >= limit) to--;
    const centre = (sum + x) / (t + 1);
    sum += x;
    squares += (x - centre) ** 2;
  }
  return [Math.max(0, from - 1) / cells, Math.min(cells, to + 1) / cells];
}
