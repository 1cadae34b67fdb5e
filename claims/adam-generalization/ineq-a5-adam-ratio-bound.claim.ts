import { defineClaim } from 'lemmata';
import { measureRatio, type Ratio, type RatioRegime, ratioFigure, ratioRule } from './adam-ratio.ts';

const above: RatioRegime = {
  betas: [
    [0.9, 0.999],
    [0.9, 0.99],
    [0.5, 0.3],
    [0.98, 0.97],
  ],
  runs: 2500,
};

export default defineClaim<RatioRegime, Ratio>({
  id: 'ineq-a5-adam-ratio-bound',
  paper: 'adam-generalization',
  title: 'Adam moves every coordinate by O(η)',
  label: 'Lemma A.2, first case, (A.5)',
  section: '2. Adam and signGD',
  kind: 'inequality',
  statement: {
    tex: String.raw`\beta_2>\beta_1^2:\quad\frac{|M^{(t)}[k]|}{\sqrt{V^{(t)}[k]}}\le\frac{1-\beta_1}{\sqrt{1-\beta_2}}\Big(\sum_{\tau<t}\Big(\frac{\beta_1^2}{\beta_2}\Big)^\tau\Big)^{1/2}=\Theta(1)`,
    plain:
      'Whatever the gradients, the ratio of Adam’s moments is bounded by a constant of β₁ and β₂, which gradients proportional to (β₁/β₂)^τ attain.',
  },
  assumptions: [
    'β₁ ∈ [0, 0.98], β₂ ∈ (β₁², 1), 0/0 = 0, no bias correction',
    'gradient sequences of up to 200 steps with tails from normal to e^{6N}',
    'sup over t: 7.27 at (0.9, 0.999), 2.35 at (0.9, 0.99)',
  ],
  profiles: { quick: { trials: 1, regime: above }, full: { trials: 8, regime: above } },
  measure: measureRatio,
  rule: ratioRule,
  controls: [
    {
      name: 'β₂ below β₁²',
      breaks: 'the bound grows exponentially in t',
      regime: {
        betas: [
          [0.9, 0.8],
          [0.98, 0.95],
        ],
      },
    },
  ],
  figures: ratioFigure,
  expectation: { verdict: 'holds' },
});
