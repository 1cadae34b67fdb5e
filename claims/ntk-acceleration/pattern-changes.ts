import { all, type Figure, type Lab, part, proportionAtLeast } from 'lemmata';
import { type AppendixRegime, type Comparison, type Curve, compare, iterations, samples } from './appendix-d.ts';

/** Which percentage the text means. */
export interface Reading {
  /** The value after 50 iterations, or the mean of t = 1 … 50. */
  readonly over: 'end' | 'mean';
  readonly gates: 'changed' | 'opened';
  /** What the count is divided by: the mn of the printed formula, or md. */
  readonly per: 'mn' | 'md';
}

export type PercentageRegime = AppendixRegime & Reading;

export interface Percentages {
  readonly heavyBall: number;
  readonly gradientDescent: number;
}

export interface PercentageObservation extends Percentages {
  readonly dimension: number;
  readonly curves: Comparison;
}

/** The ends of what rounds to 0.76 % (heavy ball) and 0.55 % (gradient descent). */
export const printed = { heavyBall: [0.755, 0.765], gradientDescent: [0.545, 0.555] } as const;

export function measurePercentages(
  regime: PercentageRegime,
  trials: readonly number[],
  lab: Lab,
): PercentageObservation[] {
  const { dimension } = regime;
  return compare(regime, trials, lab).map((curves) => ({
    ...percentages(curves, regime, dimension),
    dimension,
    curves,
  }));
}

function percentages({ heavyBall, gradientDescent }: Comparison, { over, gates, per }: Reading, dimension: number) {
  const of = (curve: Curve): number => {
    const values = curve[gates];
    const value = over === 'end' ? values[iterations] : values.reduce((sum, x) => sum + x, 0) / iterations;
    return per === 'mn' ? value : (value * samples) / dimension;
  };
  return { heavyBall: of(heavyBall), gradientDescent: of(gradientDescent) };
}

const lower = ({ heavyBall, gradientDescent }: Percentages) =>
  heavyBall <= printed.heavyBall[1] && gradientDescent <= printed.gradientDescent[1];
const higher = ({ heavyBall, gradientDescent }: Percentages) =>
  heavyBall >= printed.heavyBall[0] && gradientDescent >= printed.gradientDescent[0];

/** The printed pair is typical: a tenth of the draws or more have both percentages as low, and a tenth both as high. */
export const typical = all({
  'both as low': part(proportionAtLeast({ p: 0.1 }), lower),
  'both as high': part(proportionAtLeast({ p: 0.1 }), higher),
});

const readings: readonly Reading[] = (['end', 'mean'] as const).flatMap((over) =>
  (['changed', 'opened'] as const).flatMap((gates) => (['mn', 'md'] as const).map((per) => ({ over, gates, per }))),
);
const nameOf = ({ over, gates, per }: Reading) =>
  `${gates} gates over ${per}, ${over === 'end' ? 'after 50 iterations' : 'mean of 50 iterations'}`;

/** Under every reading, the share of the draws that have no more than the printed percentages. */
export function ranks(observations: readonly PercentageObservation[]) {
  return readings.map((reading) => {
    const draws = observations.map(({ curves, dimension }) => percentages(curves, reading, dimension));
    const share = (holds: (draw: Percentages) => boolean) => draws.filter(holds).length / draws.length;
    return {
      reading: nameOf(reading),
      heavyBall: share(({ heavyBall }) => heavyBall <= printed.heavyBall[1]),
      gradientDescent: share(({ gradientDescent }) => gradientDescent <= printed.gradientDescent[1]),
      ratio: share(({ heavyBall, gradientDescent }) => heavyBall <= (0.76 / 0.55) * gradientDescent),
      both: share(lower),
    };
  });
}

/** One panel per reading: the draws and the printed point. */
export function scatters(observations: readonly PercentageObservation[]): Figure[] {
  return readings.map((reading) => ({
    title: `Pattern changes: ${nameOf(reading)}`,
    x: { label: 'gradient descent, %' },
    y: { label: 'heavy ball, %' },
    series: [
      {
        name: 'draws',
        draw: 'dots' as const,
        points: observations.slice(0, 100).map(({ curves, dimension }) => {
          const { heavyBall, gradientDescent } = percentages(curves, reading, dimension);
          return [gradientDescent, heavyBall] as const;
        }),
      },
      { name: 'printed', draw: 'dots' as const, points: [[0.55, 0.76]] },
    ],
  }));
}
