import { defineClaim, type Pair, pairedLess } from 'lemmata';
import { type AppendixRegime, type Comparison, compareLosses, lossFigures, printedSize } from './appendix-d.ts';

export default defineClaim<AppendixRegime, Comparison & Pair>({
  id: 'fig-2-loss-comparison',
  paper: 'ntk-acceleration',
  title: 'Heavy ball beats gradient descent within 50 steps',
  label: 'Figure 2',
  section: 'E. Experiment (Appendix D)',
  restsOn: ['thm-2-asymptotic-rate'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\Pr\big[L(W_{50}^{\rm HB})<L(W_{50}^{\rm GD})\big]\ge0.95`,
    plain:
      'In the experiment of Appendix D, the empirical risk of heavy ball with β = (1 − √(ηλ_min(H_0)))² is below that of gradient descent with the same step after 50 iterations, in at least 95 % of the draws.',
  },
  assumptions: [
    'n = 5 Gaussian points scaled to norm 1 in R^10, y = ±1, m = 1000',
    'η = 1/(10 λ_max(H_0)) for both',
    'β = (1 − √(ηλ_min(H_0)))²',
  ],
  profiles: {
    quick: { trials: 225, regime: printedSize },
    full: { trials: 2000, regime: printedSize },
  },
  measure: compareLosses,
  rule: pairedLess({ fraction: 0.95 }),
  controls: [{ name: 'too much momentum', breaks: 'runs β = 0.95', regime: { momentum: 'large' }, trials: 40 }],
  figures: lossFigures,
  expectation: { verdict: 'holds' },
});
