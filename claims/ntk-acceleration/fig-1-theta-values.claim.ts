import { defineClaim, violation, type Worst } from 'lemmata';
import { inverseQuotient, roundingExcess, roundingRule, type ThetaRegime, thetaFigure } from './figure-1.ts';
import { theta } from './iteration-counts.ts';

const printed: ThetaRegime = {
  quoted: [
    [0.5, 0.55, 0.01],
    [1e-2, 0.1, 0.1],
    [1e-4, 0.01, 0.01],
  ],
  argument: 'alpha',
  quotient: 'printed',
};

export default defineClaim<ThetaRegime, Worst>({
  id: 'fig-1-theta-values',
  paper: 'ntk-acceleration',
  title: 'The three values of θ quoted beside Figure 1, as printed',
  label: 'Remark 3, Figure 1',
  section: 'C. Theorems and remarks',
  kind: 'identity',
  statement: {
    tex: String.raw`\theta(\alpha)=\frac{\log(1-\alpha)}{\log(1-\sqrt\alpha)}:\quad\theta(0.5)\approx0.55,\ \theta(10^{-2})\approx0.1,\ \theta(10^{-4})=0.01`,
    plain: 'θ(0.5) is 0.55, θ(10⁻²) is 0.1 and θ(10⁻⁴) is 0.01, to the digits printed.',
  },
  assumptions: ['a quoted value is rounded correctly to its last digit'],
  profiles: { quick: { trials: 1, regime: printed }, full: { trials: 1, regime: printed } },
  measure: roundingExcess,
  rule: roundingRule,
  controls: [
    inverseQuotient,
    {
      name: 'two digits at 0.5',
      breaks: 'nothing: 0.56 is the rounded value',
      regime: { quoted: [[0.5, 0.56, 0.01], ...printed.quoted.slice(1)] },
      expected: 'supported',
    },
  ],
  figures: (_, regime) => [thetaFigure(regime)],
  counterexample: () => ({
    smallest: { alpha: 0.5, quoted: 0.55, ...violation(theta(0.5), '≤', 0.55 + 0.005) },
    derivation: 'θ(½) = ln ½ / ln(1 − 1/√2) = 0.56447…, which rounds to 0.56',
    exact: [0.5, 1e-2, 1e-4].map((alpha) => ({ alpha, theta: theta(alpha), thetaOfHalf: theta(alpha / 2) })),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'θ(0.5) = 0.5645, which is 0.56 to two digits; the other two values are right. θ(α/2), which (11) uses, is 0.415, 0.068 and 0.0070.',
    corrected: 'fig-1-theta-values-corrected',
  },
});
