import { alwaysExactly, type Figure, type Worst } from 'lemmata';
import { theta } from './iteration-counts.ts';

export interface ThetaRegime {
  /** [α, the value quoted, the unit of its last digit] */
  readonly quoted: readonly (readonly [alpha: number, value: number, unit: number])[];
  /** α as quoted, or α/2 as in (11); the quotient as printed or inverted. */
  readonly argument: 'alpha' | 'half';
  readonly quotient: 'printed' | 'inverse';
}

/** By how much θ(α) is further from the quoted value than rounding to its last digit explains; the worst α. */
export function roundingExcess({ quoted, argument, quotient }: ThetaRegime, trials: readonly number[]): Worst[] {
  const excesses = quoted.map(([alpha, value, unit]) => {
    const exact = theta(argument === 'half' ? alpha / 2 : alpha) ** (quotient === 'inverse' ? -1 : 1);
    return Math.abs(exact - value) - unit / 2;
  });
  const excess = Math.max(...excesses);
  return trials.map(() => ({ excess, step: excesses.indexOf(excess) }));
}

export const roundingRule = alwaysExactly({ tolerance: 1e-12 });

export const inverseQuotient = {
  name: 'inverse quotient',
  breaks: 'takes log(1 − √α)/log(1 − α)',
  regime: { quotient: 'inverse' },
} as const;

export function thetaFigure({ quoted }: ThetaRegime): Figure {
  const alphas = Array.from({ length: 41 }, (_, k) => 10 ** (-4 + k / 10)).filter((alpha) => alpha < 1);
  return {
    title: 'Figure 1: θ(α) = log(1 − α)/log(1 − √α)',
    x: { label: 'α', log: true },
    y: { label: 'θ', log: true },
    series: [
      { name: 'θ(α)', points: [...alphas, 0.99].map((alpha) => [alpha, theta(alpha)] as const) },
      { name: 'θ(α/2), as in (11)', points: [...alphas, 0.99].map((alpha) => [alpha, theta(alpha / 2)] as const) },
      { name: 'quoted', draw: 'dots', points: quoted.map(([alpha, value]) => [alpha, value] as const) },
    ],
  };
}
