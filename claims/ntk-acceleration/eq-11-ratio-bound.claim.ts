import { defineClaim, violation } from 'lemmata';
import { type RatioCase, type RatioRegime, ratioCases, ratioFigure, ratioStatements } from './eq-11-ratio.ts';
import { gradientDescentCount, heavyBallCount, theta } from './iteration-counts.ts';
import { type SearchOutcomes, searchParts } from './search-parts.ts';

const printed = { largest: Math.log10(0.999), power: 1 } as const;

/** ηλ = ½ and γ = 1/√2: √(ηλ/2) = ½ and γ/(2√2) = ¼, so T_0^m is 2, and θ T_0^g = ln ½/ln ½ is 1. */
function wholeSteps() {
  const [etaLambda, gamma] = [0.5, Math.SQRT1_2];
  const [heavyBall, gradientDescent] = [heavyBallCount(etaLambda, gamma), gradientDescentCount(etaLambda, gamma)];
  return { etaLambda, gamma, ...violation(heavyBall, '≤', theta(etaLambda / 2) * gradientDescent) };
}

export default defineClaim<RatioRegime, SearchOutcomes>({
  id: 'eq-11-ratio-bound',
  paper: 'ntk-acceleration',
  title: 'Heavy ball needs at most θ(ηλ) times the steps of gradient descent, as printed, for every γ',
  label: 'Remark 3, equation (11)',
  section: 'C. Theorems and remarks',
  restsOn: ['remark-3-iteration-formulas'],
  kind: 'inequality',
  statement: {
    tex: String.raw`T_0^m\lesssim\frac{\log(1-\eta\lambda/2)}{\log(1-\sqrt{\eta\lambda/2})}\,T_0^g=:\theta(\eta\lambda)\,T_0^g;\qquad\eta\lambda=10^{-4}\Rightarrow T_0^m\le0.01\,T_0^g\qquad\text{for some }\gamma\in(0,1)`,
    plain:
      'For every γ in (0, 1), the count T_0^m of heavy ball is at most θ(ηλ) times the count T_0^g of gradient descent; at ηλ = 10⁻⁴ at most a hundredth.',
  },
  assumptions: ['ηλ ≤ ½', 'the constant hidden in ≲ is 1', 'every γ ∈ (0, 0.999]'],
  profiles: {
    quick: { trials: 1, regime: { ...printed, runs: 300 } },
    full: { trials: 1, regime: { ...printed, runs: 20_000 } },
  },
  ...searchParts<RatioCase, RatioRegime>(ratioCases, ratioStatements),
  controls: [
    { name: 'θ²', breaks: 'squares θ', regime: { power: 2 } },
    {
      name: 'small γ',
      breaks: 'nothing: for γ ≤ 1/(2√2) the bound holds',
      regime: { largest: Math.log10(Math.SQRT1_2 / 2) },
      expected: 'supported',
    },
  ],
  figures: () => [ratioFigure()],
  counterexample: ([outcomes]) => ({
    outcomes,
    smallest: wholeSteps(),
    derivation:
      'without ceilings T_0^m/(θ T_0^g) = ½(1 + ln(2√2)/ln(1/γ)) for every ηλ: at most 1 exactly for γ ≤ 1/(2√2) = 0.3535…, ½ as γ → 0, and unbounded as γ → 1, so no constant hidden in ≲ serves all γ. At ηλ = 10⁻⁴ the ratio is at most 0.01 for γ ≤ 0.568 only.',
    atTenToTheMinusFour: [0.3, 0.5, 0.6, 0.9].map((gamma) => {
      const [heavyBall, gradientDescent] = [heavyBallCount(1e-4, gamma), gradientDescentCount(1e-4, gamma)].map(
        Math.ceil,
      );
      const ratio = heavyBall / gradientDescent;
      return { gamma, heavyBall, gradientDescent, ratio, overTheta: ratio / theta(0.5e-4) };
    }),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The ratio over θ is ½(1 + ln(2√2)/ln(1/γ)), which exceeds 1 for γ > 1/(2√2) and grows without bound as γ → 1; at ηλ = 10⁻⁴ and γ = 0.9 the ratio is 0.038.',
    corrected: 'eq-11-ratio-bound-corrected',
  },
});
