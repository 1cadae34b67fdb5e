import { BadInput, NotMeasured } from '../errors.ts';
import { clopperPearson, smallestCount, smallestExcess } from './intervals.ts';
import { atLeast, type Rule } from './rule.ts';

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
  if (!(pairs >= 1 && fraction > 0 && fraction < 1)) {
    const [rule, remedy] = ['must be two or more, and the fraction between 0 and 1', 'Name the arms.'];
    throw new BadInput({ field: 'increasing arms', rule, value: { arms, fraction }, remedy });
  }
  const smallestDetectable = (count: number, share: number) =>
    smallestExcess(clopperPearson, fraction, count, share / pairs);
  return {
    name: 'increasing',
    summary: `${arms.join(' < ')}, each in more than ${fraction} of the trials`,
    kinds: ['ordering', 'comparison'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'increasing');
      const count = observations.length;
      observations.forEach((values, trial) => {
        if (values.length !== arms.length) {
          const [rule, remedy] = [`must have ${arms.length} values`, 'Give one value per arm.'];
          throw new BadInput({ field: `observation ${trial}`, rule, value: values.length, remedy });
        }
        const lost = values.findIndex((value) => !Number.isFinite(value));
        if (lost >= 0) throw new NotMeasured(`arm ${arms[lost]} of observation ${trial} is ${values[lost]}`);
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
        demand: [fraction, 1],
        interval: weakest.interval,
        count,
        share,
        sentence: `${each.map(({ label, wins }) => `${label} in ${wins} of ${count}`).join('; ')}; weakest: ${weakest.label}`,
      };
    },
    smallestDetectable,
    detects: 'between the observed fraction of trials and the one demanded, in each pair',
    samplesNeeded: (effect, share) => smallestCount(1, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `An exact sign test (Clopper-Pearson interval) of each neighbouring pair, the share divided evenly over the ${pairs} ` +
      `(Bonferroni); the weakest pair decides. A tie counts against.`,
  };
}
