import { defineClaim, violation } from 'lemmata';
import {
  recursions,
  type StrengthObservation,
  type StrengthRegime,
  strengthFigures,
  strengthRule,
  strengths,
  validPhis,
} from './strength-ratio.ts';

const regime = {
  reading: 'normalised',
  common: 'effective rate',
  phis: [0, 0.1, 1, 10, 1e3],
  betas: [0.5, 0.8, 0.9],
} as const;

export default defineClaim<StrengthRegime, StrengthObservation>({
  id: 'remark-5-3-strength-ratio-normalised',
  paper: 'igr-momentum',
  title: 'Relative to its force, the expected regulariser of SGD with momentum is about 1/(1−β) times that of SGD',
  label: 'Remark 5.3, last sentence, relative to the force',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-3-expected-igr-gradients'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\frac{(1-\beta)\,\mathbb E\,\mathrm{IGRM}_s}{\frac\eta4(\|\nabla E\|^2+F)}\approx\frac1{1-\beta},\quad h=(1-\beta)\eta`,
    plain:
      'At equal h/(1−β), with each regulariser divided by the coefficient of its force as in Remark 4.2, the expected one of (10) is 1/(1−β) times that of (11), within a factor 1.25, whatever the share of F.',
  },
  assumptions: [
    'equal h/(1−β)',
    'each regulariser over the coefficient of its force',
    'φ = F/‖∇E‖² ∈ {0, 0.1, 1, 10, 1000}',
  ],
  profiles: { quick: { trials: 1, regime }, full: { trials: 1, regime } },
  measure: strengths,
  rule: strengthRule,
  controls: [
    { name: 'equal step', breaks: 'gives both the same h', regime: { common: 'step' } },
    {
      name: 'equal parts',
      breaks: 'nothing: φ = 1, where the ratio is exactly 1/(1−β)',
      regime: { phis: [1] },
      expected: 'supported',
    },
  ],
  figures: (_, shown) => strengthFigures(shown),
  counterexample: ([{ cells }], { betas }) => ({
    smallest: { phi: 0, beta: 0.5, ...violation(cells[0].ratio, '≤', 1.25 * 2, recursions) },
    saysSoWithin: betas.map((beta) => ({ beta, phi: validPhis('normalised', beta) })),
    cells,
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The ratio is ((1+β)/(1−β) + φ)/(1+φ) with φ = F/‖∇E‖²: (1+β)/(1−β) without noise, 1 when F is all, and 1/(1−β) exactly where F = ‖∇E‖².',
    corrected: 'remark-5-3-strength-ratio-corrected',
  },
});
