import betaln from '@stdlib/math-base-special-betaln';
import { BadInput } from '../errors.ts';
import { clopperPearson, smallestCount } from './intervals.ts';
import { atLeast, type Decision, type Interval, type Outcome, type Rule } from './rule.ts';

type Bound = { readonly p: number };
type IntervalOf = (successes: number, count: number, share: number) => Interval;

/** The property of a trial has probability at least p; exact Clopper-Pearson, one look. Observations are booleans. */
export function proportionAtLeast({ p }: Bound): Rule<boolean> {
  return proportion('proportion-at-least', p, false, clopperPearson, 'Exact two-sided Clopper-Pearson interval (1934)');
}

/** The same under any number of looks: trials are added in batches until the rule is sure. */
export function proportionAtLeastAnytime({ p }: Bound): Rule<boolean> {
  return proportion(
    'proportion-at-least-anytime',
    p,
    true,
    bettingInterval,
    'Confidence sequence of the uniform Beta-binomial mixture bet (Ville 1939; Robbins 1970), valid at every stopping time',
  );
}

function proportion(name: string, p: number, anytime: boolean, intervalOf: IntervalOf, source: string): Rule<boolean> {
  if (!(p > 0 && p < 1)) {
    throw new BadInput({ field: `${name} p`, rule: 'must be between 0 and 1', value: p, remedy: 'Use e.g. 0.9.' });
  }
  const verdictOf = ([lower, upper]: Interval): Outcome =>
    lower >= p ? 'supported' : upper < p ? 'refuted' : 'undecided';
  const smallestDetectable = (count: number, share: number): number => {
    const successes = smallestCount(0, (k) => k > count || intervalOf(k, count, share)[0] >= p);
    return successes > count ? Number.POSITIVE_INFINITY : successes / count - p;
  };
  return {
    name,
    summary: `probability ≥ ${p}`,
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
        predicted: `≥ ${p}`,
        interval,
        count,
        share,
        sentence: `true in ${successes} of ${count} trials; probability in [${interval.map((end) => end.toFixed(3)).join(', ')}]`,
      };
    },
    smallestDetectable,
    samplesNeeded: (effect, share) => smallestCount(1, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `${source}. Supported when the interval lies at or above ${p}, refuted when it lies below. It misses the true ` +
      'probability with probability at most the error share.',
  };
}

/**
 * {q : M(q) < 1/share} with M(q) = B(s+1, f+1) / (q^s (1−q)^f), the capital of a bettor against rate q who mixes
 * uniformly over the alternatives. M(true rate) is a martingale from 1, so it ever reaches 1/share with probability ≤ share.
 */
function bettingInterval(successes: number, count: number, share: number): Interval {
  const failures = count - successes;
  const logCapital = (q: number) =>
    betaln(successes + 1, failures + 1) -
    (successes > 0 ? successes * Math.log(q) : 0) -
    (failures > 0 ? failures * Math.log1p(-q) : 0);
  const centre = successes / count;
  /** Bisects between an end that is refuted and the estimate, which never is. */
  const boundary = (end: number): number => {
    if (logCapital(end) < -Math.log(share)) return end;
    let [out, inside] = [end, centre];
    for (let k = 0; k < 60; k++) {
      const middle = (out + inside) / 2;
      if (logCapital(middle) >= -Math.log(share)) out = middle;
      else inside = middle;
    }
    return out;
  };
  return [boundary(0), boundary(1)];
}
