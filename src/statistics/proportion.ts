import betaln from '@stdlib/math-base-special-betaln';
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import { BadInput } from '../errors.ts';
import { clopperPearson, type ProportionInterval, shown, smallestCount, smallestExcess } from './intervals.ts';
import { atLeast, type Decision, type Interval, type Outcome, type Rule } from './rule.ts';

type Bound = { readonly p: number };

const exact = {
  intervalOf: clopperPearson,
  anytime: false,
  source: 'Exact two-sided Clopper-Pearson interval (1934), one look',
};
const betting = {
  intervalOf: bettingInterval,
  anytime: true,
  source:
    'Confidence sequence of a bet on each side, mixed uniformly over the rates beyond the candidate (Ville 1939; ' +
    'Robbins 1970), valid however often one looks',
};

/** A trial has the property with probability at least p; exact, one look. Observations are booleans. */
export const proportionAtLeast = ({ p }: Bound): Rule<boolean> => proportion('proportion-at-least', p, '≥', exact);

/** A trial has the property with probability at most p; exact, one look. */
export const proportionAtMost = ({ p }: Bound): Rule<boolean> => proportion('proportion-at-most', p, '≤', exact);

/** Probability at least p under any number of looks: trials are added in batches until the rule is sure. */
export const proportionAtLeastAnytime = ({ p }: Bound): Rule<boolean> =>
  proportion('proportion-at-least-anytime', p, '≥', betting);

function proportion(
  name: string,
  p: number,
  sign: '≥' | '≤',
  { intervalOf, anytime, source }: { intervalOf: ProportionInterval; anytime: boolean; source: string },
): Rule<boolean> {
  if (!(p > 0 && p < 1)) {
    throw new BadInput({ field: `${name} p`, rule: 'must be between 0 and 1', value: p, remedy: 'Use e.g. 0.9.' });
  }
  const verdictOf = ([lower, upper]: Interval): Outcome => {
    if (sign === '≥') return lower >= p ? 'supported' : upper < p ? 'refuted' : 'undecided';
    return upper <= p ? 'supported' : lower > p ? 'refuted' : 'undecided';
  };
  // Both intervals treat successes and failures alike, so "at most p" is "at least 1 − p" of the failures.
  const smallestDetectable = (count: number, share: number) =>
    smallestExcess(intervalOf, sign === '≥' ? p : 1 - p, count, share);
  return {
    name,
    summary: `probability ${sign} ${p}`,
    kinds: ['probability', 'inequality', 'trajectory', 'comparison', 'ordering'],
    anytime,
    decide(observations, share): Decision {
      atLeast(1, observations, name);
      const count = observations.length;
      const successes = observations.filter(Boolean).length;
      const interval = intervalOf(successes, count, share);
      return {
        verdict: verdictOf(interval),
        measured: successes / count,
        predicted: `${sign} ${p}`,
        demand: sign === '≥' ? [p, 1] : [0, p],
        interval,
        count,
        share,
        sentence: `true in ${successes} of ${count} trials; probability in ${shown(interval)}`,
      };
    },
    smallestDetectable,
    detects: 'between the observed proportion and the bound',
    samplesNeeded: (effect, share) => smallestCount(1, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `${source}. Supported when the whole interval is ${sign} ${p}, refuted when none of it is. It misses the true ` +
      'probability with probability at most share/2 on each side. smallestDetectable is the excess of the observed ' +
      'proportion that earns support.',
  };
}

/**
 * The rates q that neither bettor has made 2/share against. By Ville's inequality each side ever excludes the true rate
 * with probability at most share/2.
 */
function bettingInterval(successes: number, count: number, share: number): Interval {
  const lower = (hits: number): number => {
    if (hits === 0) return 0;
    // At the observed proportion no bet has gained; the capital falls in q, so bisection finds where it meets 2/share.
    let [excluded, inside] = [0, hits / count];
    for (let k = 0; k < 24; k++) {
      const middle = (excluded + inside) / 2;
      if (logCapital(hits, count - hits, middle) >= Math.log(2 / share)) excluded = middle;
      else inside = middle;
    }
    return excluded;
  };
  return [lower(successes), 1 - lower(count - successes)];
}

/**
 * Log capital, from 1, of a bettor against "rate ≤ q" who mixes uniformly over the rates θ in (q, 1]:
 * ∫ (θ/q)^s ((1−θ)/(1−q))^f dθ / (1−q), a supermartingale under every rate ≤ q. With θ = q + u(1−q) the integrand is
 * (1 + u(1−q)/q)^s (1−u)^f, so it falls in q.
 */
function logCapital(successes: number, failures: number, q: number): number {
  const tail = betaCdf(1 - q, failures + 1, successes + 1);
  const mixed = betaln(successes + 1, failures + 1) + Math.log(tail) - Math.log1p(-q);
  return mixed - successes * Math.log(q) - failures * Math.log1p(-q);
}
