import { mean } from 'simple-statistics';
import { BadInput } from '../errors.ts';
import { normality, shown, smallestCount, tHalfWidth, tInterval } from './intervals.ts';
import { atLeast, finite, type Rule } from './rule.ts';

/**
 * The mean equals `target` within `margin`, in the statement's units: two one-sided tests (Schuirmann 1987), as a t
 * interval with error share/2 a side. Inside the margin supports, outside refutes.
 */
export function equivalent({ target = 0, margin }: { target?: number; margin: number }): Rule<number> {
  if (!(margin > 0 && Number.isFinite(margin) && Number.isFinite(target))) {
    const remedy = 'Say how near counts as equal.';
    throw new BadInput({
      field: 'equivalent margin',
      rule: 'must be positive and finite, about a finite target',
      value: margin,
      remedy,
    });
  }
  const [low, high] = [target - margin, target + margin];
  const smallestDetectable = (count: number, share: number) => tHalfWidth(margin, count, share);
  return {
    name: 'equivalent',
    summary: `mean = ${target} ± ${margin}`,
    kinds: ['equivalence', 'identity', 'mean', 'rate', 'comparison'],
    anytime: false,
    decide(observations, share) {
      atLeast(2, observations, 'equivalent');
      const interval = tInterval(finite(observations, 'value'), share);
      const measured = mean([...observations]);
      const inside = interval[0] > low && interval[1] < high;
      const outside = interval[1] <= low || interval[0] >= high;
      const equal =
        interval[0] === interval[1]
          ? `; all ${observations.length} values are equal, so the interval has no width`
          : '';
      return {
        verdict: inside ? 'supported' : outside ? 'refuted' : 'undecided',
        measured,
        predicted: `${target} ± ${margin}`,
        demand: [low, high],
        interval,
        count: observations.length,
        share,
        sentence: `mean ${measured.toPrecision(4)} in ${shown(interval)}, margin (${low}, ${high})${equal}`,
      };
    },
    smallestDetectable,
    detects: 'in the mean, if the trials spread by one margin',
    samplesNeeded: (effect, share) => smallestCount(2, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `Two one-sided t tests (Schuirmann 1987) against ${low} and ${high}, error share/2 each: equality needs the whole t ` +
      'interval inside; an interval outside refutes. ' +
      `${normality} smallestDetectable supposes a standard deviation of one margin.`,
  };
}
