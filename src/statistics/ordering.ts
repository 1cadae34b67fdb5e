import { BadInput } from '../errors.ts';
import { clopperPearson, smallestCount } from './intervals.ts';
import { atLeast, finite, type Rule } from './rule.ts';

/**
 * The arms' values increase in the order given, each neighbouring pair in more than `fraction` (default 1/2) of the
 * trials. An observation holds one value per arm of one trial. The share is divided over the pairs (Bonferroni).
 */
export function increasing({
  arms,
  fraction = 0.5,
}: {
  arms: readonly string[];
  fraction?: number;
}): Rule<readonly number[]> {
  const pairs = arms.length - 1;
  if (pairs < 1) {
    throw new BadInput({
      field: 'increasing arms',
      rule: 'must be two or more',
      value: arms,
      remedy: 'Name the arms.',
    });
  }
  const smallestDetectable = (count: number, share: number): number => {
    const wins = smallestCount(0, (k) => k > count || clopperPearson(k, count, share / pairs)[0] > fraction);
    return wins > count ? Number.POSITIVE_INFINITY : wins / count - fraction;
  };
  return {
    name: 'increasing',
    summary: `${arms.join(' < ')}, each in more than ${fraction} of the trials`,
    kinds: ['ordering', 'comparison'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'increasing');
      const count = observations.length;
      observations.forEach((values, trial) => {
        if (values.length === arms.length) finite(values, `arm of trial ${trial}:`);
        else {
          const rule = `must have ${arms.length} values`;
          throw new BadInput({
            field: `observation ${trial}`,
            rule,
            value: values.length,
            remedy: 'One value per arm.',
          });
        }
      });
      const each = Array.from({ length: pairs }, (_, k) => {
        const wins = observations.filter((values) => values[k] < values[k + 1]).length;
        return { label: `${arms[k]} < ${arms[k + 1]}`, wins, interval: clopperPearson(wins, count, share / pairs) };
      });
      const weakest = each.reduce((worst, pair) => (pair.wins < worst.wins ? pair : worst));
      return {
        verdict:
          weakest.interval[0] > fraction ? 'supported' : weakest.interval[1] < fraction ? 'refuted' : 'undecided',
        measured: weakest.wins / count,
        predicted: `> ${fraction}`,
        interval: weakest.interval,
        count,
        share,
        sentence: each.map(({ label, wins }) => `${label} in ${wins} of ${count}`).join('; '),
      };
    },
    smallestDetectable,
    samplesNeeded: (effect, share) => smallestCount(1, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `A sign test (Clopper-Pearson interval) for each neighbouring pair at a ${pairs}th of the share; the weakest pair decides.`,
  };
}
