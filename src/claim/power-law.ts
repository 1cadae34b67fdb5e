import { linearRegression, mean } from 'simple-statistics';
import type { Sweep } from '../statistics/exponent.ts';
import { tInterval } from '../statistics/intervals.ts';
import type { Curve } from './figure.ts';

/**
 * Sweeps over the same x as a curve for a figure with two log axes: the geometric mean over the trials at every x, and
 * the power law through it. Its slope is the mean of the trials' least squares slopes, which is that of the geometric
 * means; the interval is Student's at 95 %, left out for a single trial. Sweeps with a value
 * that has no logarithm are left out. `unit` is the x that is shown as 1.
 */
export function powerLaw(name: string, sweeps: readonly Sweep[], unit = 1): Curve {
  const sound = sweeps.filter(({ y }) => y.every((value) => value > 0 && Number.isFinite(value)));
  if (sound.length === 0) return { name, points: [] };
  const logX = sound[0].x.map((value) => Math.log(value / unit));
  const logs = sound.map(({ y }) => y.map(Math.log));
  const means = logX.map((_, k) => mean(logs.map((log) => log[k])));
  const slopeOf = (log: readonly number[]) => linearRegression(logX.map((value, k) => [value, log[k]])).m;
  const slopes = logs.map(slopeOf);
  return {
    name: sound.length < sweeps.length ? `${name} (${sound.length} of ${sweeps.length} sweeps)` : name,
    points: logX.map((value, k) => [Math.exp(value), Math.exp(means[k])]),
    draw: 'dots',
    fit: {
      slope: mean(slopes),
      ...(slopes.length > 1 && { interval: tInterval(slopes, 0.05) }),
      through: [Math.exp(mean(logX)), Math.exp(mean(means))],
    },
  };
}
