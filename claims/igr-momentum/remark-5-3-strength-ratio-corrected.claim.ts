import { defineClaim } from 'lemmata';
import {
  type StrengthObservation,
  type StrengthRegime,
  strengthFigures,
  strengthRule,
  strengths,
} from './strength-ratio.ts';

const regime = { reading: 'raw', common: 'effective rate', phis: null, betas: [0.5, 0.8, 0.9] } as const;

export default defineClaim<StrengthRegime, StrengthObservation>({
  id: 'remark-5-3-strength-ratio-corrected',
  paper: 'igr-momentum',
  title: 'Where F outweighs ‖∇E‖², the expected regulariser of SGD with momentum is about 1/(1−β) times that of SGD',
  label: 'Remark 5.3, last sentence, corrected',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-3-expected-igr-gradients'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\frac{\mathbb E\,\mathrm{IGRM}_s}{\frac\eta4(\|\nabla E\|^2+F)}=\frac{\frac{1+\beta}{(1-\beta)^2}+\frac\varphi{1-\beta}}{1+\varphi}\approx\frac1{1-\beta}\iff\varphi=\frac F{\|\nabla E\|^2}\ge\frac{4(1+\beta)}{1-\beta}-5`,
    plain:
      'At equal h/(1−β), the expected regulariser of (10) is 1/(1−β) times that of (11) within a factor 1.25 if, and only if, F ≥ (4(1+β)/(1−β) − 5)‖∇E‖².',
  },
  assumptions: [
    'equal h/(1−β)',
    'the regularisers as they stand in (10) and (11)',
    '"about" is a factor of at most 1.25',
  ],
  profiles: { quick: { trials: 1, regime }, full: { trials: 1, regime } },
  measure: strengths,
  rule: strengthRule,
  controls: [
    {
      name: 'just below',
      breaks: 'takes φ at 0.99 of the threshold at β = 0.9, 71',
      regime: { phis: [0.99 * 71], betas: [0.9] },
    },
    { name: 'equal step', breaks: 'gives both the same h', regime: { common: 'step' } },
    {
      name: 'relative to the force',
      breaks: 'nothing: normalised, for (β−1/4)/(β+1/4) ≤ φ ≤ (β+1/5)/(β−1/5)',
      regime: { reading: 'normalised' },
      expected: 'supported',
    },
  ],
  figures: (_, shown) => strengthFigures(shown),
  expectation: { verdict: 'holds' },
});
