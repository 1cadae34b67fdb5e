import { BadInput } from '../../src/errors.ts';
import { atLeast, finite, type Rule } from '../../src/statistics/rule.ts';

// Copy to src/statistics/<name>.ts, export it from src/index.ts, and add it to the calibration battery, which measures
// how often it is wrong at its boundary.

/** Decides whether the median of a continuous observation is positive, by the exact sign test (Conover 1999, §3.4). */
export function medianPositive(): Rule<number> {
  const wrong = (n: number) => 0.5 ** n;
  return {
    name: 'median-positive',
    summary: 'the median is positive',
    kinds: ['inequality'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'median-positive');
      const positive = finite(observations, 'value').filter((value) => value > 0).length;
      const n = observations.length;
      const sure = wrong(n) <= share / 2;
      const verdict = sure && positive === n ? 'supported' : sure && positive === 0 ? 'refuted' : 'undecided';
      return {
        verdict,
        measured: positive / n,
        predicted: '> 0.5',
        interval: [0, 1],
        count: n,
        share,
        sentence: `${positive} of ${n} observations are positive`,
      };
    },
    smallestDetectable: (count, share) => (wrong(count) <= share / 2 ? 0.5 : Number.POSITIVE_INFINITY),
    samplesNeeded(effect, share) {
      if (effect < 0.5) {
        throw new BadInput({
          field: 'effect',
          rule: 'must be 0.5: only unanimity is decided',
          value: effect,
          remedy: 'Use proportionAtLeast.',
        });
      }
      return Math.ceil(Math.log2(2 / share));
    },
    explain: () => 'Under a median of 0, n observations of one sign have probability 2^−n.',
  };
}
