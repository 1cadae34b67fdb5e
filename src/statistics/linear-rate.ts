import { linearRegression, mean } from 'simple-statistics';
import { BadInput, NotMeasured } from '../errors.ts';
import { normality, shown, smallestCount, tHalfWidth, tInterval } from './intervals.ts';
import { atLeast, type Interval, type Rule } from './rule.ts';

/** Contraction factors per step of one trial, both in (0, 1): what was measured and what the statement predicts. */
export interface Rates {
  readonly measured: number;
  readonly predicted: number;
}

/**
 * Linear convergence at the predicted rate. The measured quantity is the mean of log(measured)/log(predicted): 1 is the
 * predicted rate, more is faster. `equal`: within 1 ± tolerance; `at-least`: not slower than 1 − tolerance.
 */
export function linearRate(params: { tolerance: number; demand: 'equal' | 'at-least' }): Rule<Rates> {
  const { tolerance, demand } = params;
  if (!(tolerance > 0 && tolerance < 1)) {
    const remedy = 'Use e.g. 0.1.';
    throw new BadInput({ field: 'linear-rate tolerance', rule: 'must be between 0 and 1', value: tolerance, remedy });
  }
  const upper = demand === 'equal' ? 1 + tolerance : Number.POSITIVE_INFINITY;
  const inside = ([from, to]: Interval) => from >= 1 - tolerance && to <= upper;
  const outside = ([from, to]: Interval) => to < 1 - tolerance || from > upper;
  const predicted = demand === 'equal' ? `1 ± ${tolerance}` : `≥ ${1 - tolerance}`;
  const smallestDetectable = (count: number, share: number) => tHalfWidth(0.05, count, share);
  return {
    name: 'linear-rate',
    summary: `log rate / predicted log rate ${demand === 'equal' ? '= ' : ''}${predicted}`,
    kinds: ['rate', 'exponent', 'trajectory'],
    anytime: false,
    decide(observations, share) {
      atLeast(2, observations, 'linear-rate');
      const ratios = observations.map((rates, trial) => {
        for (const rate of [rates.measured, rates.predicted]) {
          if (!(rate > 0 && rate < Number.POSITIVE_INFINITY) || rates.predicted >= 1) {
            throw new NotMeasured(`observation ${trial} has rates ${rates.measured} and ${rates.predicted}`);
          }
        }
        return Math.log(rates.measured) / Math.log(rates.predicted);
      });
      const interval = tInterval(ratios, share);
      const measured = mean(ratios);
      return {
        verdict: inside(interval) ? 'supported' : outside(interval) ? 'refuted' : 'undecided',
        measured,
        predicted,
        demand: [1 - tolerance, upper],
        interval,
        count: observations.length,
        share,
        sentence: `log rate is ${measured.toFixed(4)} of the predicted, in ${shown(interval)}`,
      };
    },
    smallestDetectable,
    detects: 'in the ratio of log rates, if the trials spread by 0.05',
    samplesNeeded: (effect, share) => smallestCount(2, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `Student's t interval of the mean over trials of log(measured rate)/log(predicted rate). Supported when it lies ` +
      `in ${predicted}, refuted when it lies outside. ${normality} smallestDetectable supposes a spread of 0.05.`,
  };
}

/**
 * Contraction factor per step of a positive sequence over steps [from, to], by least squares on its logarithm.
 * @throws NotMeasured if fewer than three of its values are positive and finite (underflow, divergence).
 */
export function fitRate(values: ArrayLike<number>, from: number, to: number): number {
  const points: [number, number][] = [];
  for (let t = from; t <= Math.min(to, values.length - 1); t++) {
    if (values[t] > 1e-280 && Number.isFinite(values[t])) points.push([t, Math.log(values[t])]);
  }
  if (points.length < 3) throw new NotMeasured(`only ${points.length} usable values between steps ${from} and ${to}`);
  return Math.exp(linearRegression(points).m);
}
