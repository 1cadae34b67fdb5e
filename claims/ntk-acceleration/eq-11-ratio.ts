import { type Figure, fc } from 'lemmata';
import { gradientDescentCount, heavyBallCount, theta } from './iteration-counts.ts';

export interface RatioRegime {
  /** log₁₀ of the largest γ */
  readonly largest: number;
  /** 1 for θ, 2 for θ² */
  readonly power: number;
  readonly runs: number;
}

export interface RatioCase {
  /** log₁₀ ηλ */
  readonly etaLambda: number;
  /** log₁₀ γ */
  readonly gamma: number;
}

export const ratioCases = ({ largest }: RatioRegime): fc.Arbitrary<RatioCase> =>
  fc.record({
    etaLambda: fc.double({ min: -6, max: Math.log10(0.5), noNaN: true }),
    gamma: fc.double({ min: -6, max: largest, noNaN: true }),
  });

export const ratioStatements = {
  'without ceilings': {
    tolerance: 1e-12,
    excess({ etaLambda, gamma }: RatioCase, { power }: RatioRegime) {
      const [mu, share] = [10 ** etaLambda, 10 ** gamma];
      return heavyBallCount(mu, share) / (theta(mu / 2) ** power * gradientDescentCount(mu, share)) - 1;
    },
  },
  'with ceilings, up to one step': {
    tolerance: 1e-9,
    excess({ etaLambda, gamma }: RatioCase, { power }: RatioRegime) {
      const [mu, share] = [10 ** etaLambda, 10 ** gamma];
      const allowed = theta(mu / 2) ** power * Math.ceil(gradientDescentCount(mu, share));
      return Math.ceil(heavyBallCount(mu, share)) - allowed - 1;
    },
  },
  'at most 0.01 at ηλ = 10⁻⁴': {
    tolerance: 0,
    excess: ({ gamma }: RatioCase) =>
      Math.ceil(heavyBallCount(1e-4, 10 ** gamma)) / Math.ceil(gradientDescentCount(1e-4, 10 ** gamma)) - 0.01,
  },
};

/** T_0^m/(θ T_0^g) = ½(1 + ln(2√2)/ln(1/γ)) for every ηλ. */
export function ratioFigure(): Figure {
  const gammas = [1e-6, 1e-4, 1e-2, 0.1, 0.2, 0.3535, 0.5, 0.7, 0.9];
  return {
    title: 'T_0^m over θ T_0^g, without ceilings',
    x: { label: 'γ', log: true },
    y: { label: 'ratio' },
    series: [
      {
        name: 'every ηλ',
        points: gammas.map(
          (gamma) =>
            [gamma, heavyBallCount(1e-4, gamma) / (theta(0.5e-4) * gradientDescentCount(1e-4, gamma))] as const,
        ),
      },
    ],
  };
}
