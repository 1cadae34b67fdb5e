import { defineClaim } from 'lemmata';
import { measureRatio, type Ratio, type RatioRegime, ratioFigure, ratioRule, ratios } from './adam-ratio.ts';

const boundary: RatioRegime = {
  betas: [
    [0.9, 0.9 ** 2],
    [0.5, 0.25],
  ],
  runs: 2500,
};

export default defineClaim<RatioRegime, Ratio>({
  id: 'ineq-a5-adam-ratio-bound-closed',
  paper: 'adam-generalization',
  title: 'Adam moves every coordinate by O(η), read with β₂ ≥ β₁²',
  label: 'Lemma A.2, first case, (A.5), other reading',
  section: '2. Adam and signGD',
  restsOn: ['ineq-a5-adam-ratio-bound'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\beta_2\ge\beta_1^2:\quad\frac{|M^{(t)}[k]|}{\sqrt{V^{(t)}[k]}}\le\frac{1-\beta_1}{\sqrt{1-\beta_2}}\Big(\sum_{\tau<t}\Big(\frac{\beta_1^2}{\beta_2}\Big)^\tau\Big)^{1/2}=\Theta(1)`,
    plain: 'The same bound with β₂ = β₁² allowed, where the sum has t terms of size one.',
  },
  assumptions: ['the condition was lost in the text at hand: it is > or ≥'],
  profiles: { quick: { trials: 1, regime: boundary }, full: { trials: 8, regime: boundary } },
  measure: measureRatio,
  rule: ratioRule,
  controls: [
    { name: 'β₂ below β₁²', breaks: 'the bound grows exponentially in t', regime: { betas: [[0.9, 0.8]] } },
    {
      name: 'β₂ above β₁²',
      breaks: 'nothing: the sum converges',
      regime: { betas: [[0.9, 0.99]] },
      expected: 'supported',
    },
  ],
  figures: ratioFigure,
  counterexample: () => ({
    betas: [0.5, 0.25],
    gradients: 'g_t = 2^{−t}',
    exact: 'M = t 2^{−t}/2 and V = 3t 4^{−t}/4 after t steps, so M/√V = √(t/3)',
    measured: [5, 50, 500].map((t) => {
      const gradients = Array.from({ length: t }, (_, k) => 2 ** -k);
      return { t, ratio: ratios(gradients, 0.5, 0.25)[t - 1], rootOfThird: Math.sqrt(t / 3) };
    }),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'At β₂ = β₁² the bound is (1−β₁)/√(1−β₁²) √t, attained by g_t = β₁^t: it grows with t.',
    corrected: 'ineq-a5-adam-ratio-bound',
  },
});
