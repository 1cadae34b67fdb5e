import { defineClaim, type Worst } from 'lemmata';
import { inverseQuotient, roundingExcess, roundingRule, type ThetaRegime, thetaFigure } from './figure-1.ts';

const corrected: ThetaRegime = {
  quoted: [
    [0.5, 0.5645, 0.0001],
    [1e-2, 0.0954, 0.0001],
    [1e-4, 0.00995, 0.00001],
  ],
  argument: 'alpha',
  quotient: 'printed',
};

export default defineClaim<ThetaRegime, Worst>({
  id: 'fig-1-theta-values-corrected',
  paper: 'ntk-acceleration',
  title: 'Three values of θ, to three and four digits',
  label: 'Remark 3, Figure 1, corrected',
  section: 'C. Theorems and remarks',
  kind: 'identity',
  statement: {
    tex: String.raw`\theta(0.5)\approx0.5645,\ \theta(10^{-2})\approx0.0954,\ \theta(10^{-4})\approx0.00995`,
    plain: 'θ(0.5) is 0.5645, θ(10⁻²) is 0.0954 and θ(10⁻⁴) is 0.00995, to the digits given.',
  },
  assumptions: ['a quoted value is rounded correctly to its last digit'],
  profiles: { quick: { trials: 1, regime: corrected }, full: { trials: 1, regime: corrected } },
  measure: roundingExcess,
  rule: roundingRule,
  controls: [
    inverseQuotient,
    { name: 'half the argument', breaks: 'takes θ(α/2), as (11) does', regime: { argument: 'half' } },
  ],
  figures: (_, regime) => [thetaFigure(regime)],
  expectation: { verdict: 'holds' },
});
