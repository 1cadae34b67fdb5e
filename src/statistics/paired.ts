import { mean } from 'simple-statistics';
import { BadInput } from '../errors.ts';
import { random } from '../random/random.ts';
import { clopperPearson, shown, smallestCount, smallestExcess, tHalfWidth, tInterval } from './intervals.ts';
import { atLeast, finite, type Rule } from './rule.ts';

/** Two arms of one trial: same data, same start. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** b − a exceeds `by` (default 0) in more than `fraction` (default 1/2) of the trials; exact sign test, ties count against. */
export function pairedLess({ by = 0, fraction = 0.5 }: { by?: number; fraction?: number } = {}): Rule<Pair> {
  if (!(Number.isFinite(by) && fraction > 0 && fraction < 1)) {
    const [rule, remedy] = ['by must be finite and fraction between 0 and 1', 'Use e.g. 0.5.'];
    throw new BadInput({ field: 'paired-less', rule, value: { by, fraction }, remedy });
  }
  const event = by === 0 ? 'a < b' : `b − a > ${by}`;
  const smallestDetectable = (count: number, share: number) => smallestExcess(clopperPearson, fraction, count, share);
  return {
    name: 'paired-less',
    summary: `${event} in more than ${fraction} of the trials`,
    kinds: ['comparison', 'ordering', 'inequality'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'paired-less');
      const count = observations.length;
      const gaps = differences(observations);
      const wins = gaps.filter((gap) => gap > by).length;
      const interval = clopperPearson(wins, count, share);
      return {
        verdict: interval[0] > fraction ? 'supported' : interval[1] < fraction ? 'refuted' : 'undecided',
        measured: wins / count,
        predicted: `> ${fraction}`,
        demand: [fraction, 1],
        interval,
        count,
        share,
        sentence: `${event} in ${wins} of ${count} trials; mean of b − a is ${mean(gaps).toPrecision(4)}`,
      };
    },
    smallestDetectable,
    detects: 'between the observed fraction of trials and the one demanded',
    samplesNeeded: (effect, share) => smallestCount(1, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `Exact sign test on pairs (Conover 1999, §3.4) as a Clopper-Pearson interval for P(${event}): supported above ` +
      `${fraction}, refuted below, error share/2 a side. A tie counts against.`,
  };
}

const exact = 14;
const draws = 100_000;
const enough = 500;

/**
 * The mean of b − a exceeds `by`; sign-flip permutation test of the shifted differences (Fisher 1935; exact up to 14
 * pairs, else Monte Carlo with the (1 + k)/(1 + N) correction of Phipson & Smyth 2010, stopped early after Besag &
 * Clifford 1991). It supposes differences that are symmetric about their mean.
 */
export function pairedMeanLess({ by = 0 }: { by?: number } = {}): Rule<Pair> {
  if (!Number.isFinite(by)) {
    const remedy = 'Give the gap in the units of a and b.';
    throw new BadInput({ field: 'paired-mean-less by', rule: 'must be finite', value: by, remedy });
  }
  const smallestTail = (count: number) => (count <= exact ? 2 ** -count : 1 / (draws + 1));
  const smallestDetectable = (count: number, share: number) =>
    smallestTail(count) > share / 2 ? Number.POSITIVE_INFINITY : tHalfWidth(1, count, share);
  return {
    name: 'paired-mean-less',
    summary: `mean of b − a > ${by}`,
    kinds: ['comparison', 'mean', 'inequality'],
    anytime: false,
    decide(observations, share) {
      atLeast(2, observations, 'paired-mean-less');
      const gaps = differences(observations);
      const count = gaps.length;
      const { above, tail } = permutationTail(gaps.map((gap) => gap - by));
      const interval = tInterval(gaps, share);
      const measured = mean(gaps);
      const needed = Math.ceil(Math.log2(2 / share));
      const short =
        smallestTail(count) > share / 2
          ? `; ${count} pairs cannot reach level ${share / 2}: ${needed <= exact ? needed : `more than ${exact}`} are needed`
          : '';
      return {
        verdict: tail > share / 2 ? 'undecided' : above ? 'supported' : 'refuted',
        measured,
        predicted: `> ${by}`,
        demand: [by, Number.POSITIVE_INFINITY],
        interval,
        count,
        share,
        sentence: `mean of b − a is ${measured.toPrecision(4)}, p = ${tail.toPrecision(2)}, t interval ${shown(interval)}${short}`,
      };
    },
    smallestDetectable,
    detects: 'standard deviations of the differences, in their mean',
    samplesNeeded: (effect, share) => smallestCount(2, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `Flips the signs of the differences minus ${by} and counts how often their sum is as far out as the one observed; ` +
      'at most share/2 on the upper side supports, on the lower side refutes. The t interval of the mean difference is ' +
      'shown beside it. smallestDetectable is in units of the standard deviation of the differences.',
  };
}

function differences(pairs: readonly Pair[]): number[] {
  return [
    ...finite(
      pairs.map(({ a, b }) => b - a),
      'b − a',
    ),
  ];
}

/** On which side of 0 the sum lies, and the probability, under random signs, of one at least as far out there. */
function permutationTail(values: readonly number[]): { above: boolean; tail: number } {
  const total = values.reduce((sum, value) => sum + value, 0);
  // Equal sums must count as equal in whatever order they were added.
  const observed = Math.abs(total) - 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0);
  const above = total > 0;
  if (values.length <= exact) {
    const sums = allSums(values);
    return { above, tail: sums.filter((sum) => sum >= observed).length / sums.length };
  }
  const stream = random(`sign flips of ${values.length} pairs`);
  let reached = 0;
  for (let draw = 1; draw <= draws; draw++) {
    let [sum, bits] = [0, 0];
    for (let k = 0; k < values.length; k++) {
      if (k % 32 === 0) bits = stream.integer(2 ** 32);
      sum += bits & 1 ? values[k] : -values[k];
      bits >>>= 1;
    }
    if (sum >= observed) reached++;
    // Far from any level in use: reached/draw is then a valid p-value by itself.
    if (reached === enough) return { above, tail: reached / draw };
  }
  return { above, tail: (1 + reached) / (1 + draws) };
}

/** The sums of the values under every choice of their signs. */
function allSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** values.length);
  let filled = 1;
  for (const value of values) {
    for (let k = 0; k < filled; k++) {
      sums[filled + k] = sums[k] - value;
      sums[k] += value;
    }
    filled *= 2;
  }
  return sums;
}
