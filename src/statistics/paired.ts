import { mean } from 'simple-statistics';
import { random } from '../random/random.ts';
import { clopperPearson, smallestCount, tInterval } from './intervals.ts';
import { atLeast, finite, type Rule } from './rule.ts';

/** Two arms of one trial: same data, same start. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** a < b in more than half of the trials; exact sign test, ties count against. */
export function pairedLess(): Rule<Pair> {
  const smallestDetectable = (count: number, share: number): number => {
    const wins = smallestCount(0, (k) => k > count || clopperPearson(k, count, share)[0] > 0.5);
    return wins > count ? Number.POSITIVE_INFINITY : wins / count - 0.5;
  };
  return {
    name: 'paired-less',
    summary: 'a < b in more than half of the trials',
    kinds: ['comparison', 'ordering', 'inequality'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'paired-less');
      const count = observations.length;
      const gaps = differences(observations);
      const wins = gaps.filter((gap) => gap > 0).length;
      const interval = clopperPearson(wins, count, share);
      return {
        verdict: interval[0] > 0.5 ? 'supported' : interval[1] < 0.5 ? 'refuted' : 'undecided',
        measured: wins / count,
        predicted: '> 0.5',
        interval,
        count,
        share,
        sentence: `a < b in ${wins} of ${count} trials; mean of b − a is ${mean(gaps).toPrecision(4)}`,
      };
    },
    smallestDetectable,
    samplesNeeded: (effect, share) => smallestCount(1, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      'Exact sign test on pairs (Conover 1999, §3.4) as a Clopper-Pearson interval for P(a < b): supported above 1/2, ' +
      'refuted below.',
  };
}

const exact = 14;
const draws = 100_000;

/**
 * The mean of b − a exceeds `by`; sign-flip permutation test of the shifted differences (Fisher 1935; exact up to 14
 * pairs, else Monte Carlo with the (1 + k)/(1 + N) correction of Phipson & Smyth 2010), which supposes that they are
 * symmetric about their mean.
 */
export function pairedMeanLess({ by = 0 }: { by?: number } = {}): Rule<Pair> {
  const smallest = (count: number) => (count <= exact ? 2 ** -count : 1 / (draws + 1));
  return {
    name: 'paired-mean-less',
    summary: `mean of b − a > ${by}`,
    kinds: ['comparison', 'mean', 'inequality'],
    anytime: false,
    decide(observations, share) {
      atLeast(2, observations, 'paired-mean-less');
      const gaps = differences(observations);
      const shifted = gaps.map((gap) => gap - by);
      const level = share / 2;
      const verdict =
        permutationTail(shifted) <= level
          ? 'supported'
          : permutationTail(shifted.map((gap) => -gap)) <= level
            ? 'refuted'
            : 'undecided';
      const short = smallest(gaps.length) > level ? `; ${gaps.length} pairs can never reach level ${level}` : '';
      const interval = tInterval(gaps, share);
      const measured = mean(gaps);
      return {
        verdict,
        measured,
        predicted: `> ${by}`,
        interval,
        count: gaps.length,
        share,
        sentence: `mean of b − a is ${measured.toPrecision(4)}, t interval [${interval.map((end) => end.toPrecision(4)).join(', ')}]${short}`,
      };
    },
    smallestDetectable: (count, share) =>
      smallest(count) > share / 2 ? Number.POSITIVE_INFINITY : tInterval(unitSpread(count), share)[1],
    samplesNeeded(effect, share) {
      return smallestCount(3, (count) => this.smallestDetectable(count, share) <= effect);
    },
    explain: () =>
      `Flips the signs of the differences minus ${by} and counts how often their sum is as large as the one observed; ` +
      'smallestDetectable is in units of the standard deviation of the differences.',
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

/** Probability, under random signs, of a sum at least as large as the one observed. */
function permutationTail(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const slack = 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0);
  let reached = 0;
  if (values.length <= exact) {
    for (let signs = 0; signs < 2 ** values.length; signs++) {
      const sum = values.reduce((partial, value, k) => partial + ((signs >> k) & 1 ? -value : value), 0);
      if (sum >= total - slack) reached++;
    }
    return reached / 2 ** values.length;
  }
  const stream = random(`sign flips of ${values.length} pairs`);
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const value of values) sum += stream.sign() * value;
    if (sum >= total - slack) reached++;
    // Far from any level in use: no need for the rest.
    if (reached === 2000) return reached / (draw + 1);
  }
  return (1 + reached) / (1 + draws);
}

/** `count` numbers of mean 0 and standard deviation 1. */
function unitSpread(count: number): number[] {
  const raw = Array.from({ length: count }, (_, k) => k - (count - 1) / 2);
  const deviation = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0) / (count - 1));
  return raw.map((value) => value / deviation);
}
