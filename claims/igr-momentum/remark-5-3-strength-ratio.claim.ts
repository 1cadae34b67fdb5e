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
  reading: 'raw',
  common: 'effective rate',
  phis: [0, 0.1, 1, 10, 1e3],
  betas: [0.5, 0.8, 0.9],
} as const;

export default defineClaim<StrengthRegime, StrengthObservation>({
  id: 'remark-5-3-strength-ratio',
  paper: 'igr-momentum',
  title:
    'At one effective learning rate, the expected regulariser of SGD with momentum is about 1/(1−β) times that of SGD',
  label: 'Remark 5.3, last sentence',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-3-expected-igr-gradients'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\frac{\mathbb E\,\mathrm{IGRM}_s}{\frac\eta4(\|\nabla E\|^2+F)}\approx\frac1{1-\beta},\quad h=(1-\beta)\eta`,
    plain:
      'At equal h/(1−β), the expected regulariser of (10) is 1/(1−β) times that of (11), within a factor 1.25, whatever the share of F.',
  },
  assumptions: [
    'equal h/(1−β)',
    'the regularisers as they stand in (10) and (11)',
    'φ = F/‖∇E‖² ∈ {0, 0.1, 1, 10, 1000}',
  ],
  profiles: { quick: { trials: 1, regime }, full: { trials: 1, regime } },
  measure: strengths,
  rule: strengthRule,
  controls: [
    { name: 'equal step', breaks: 'gives both the same h', regime: { common: 'step' } },
    { name: 'F alone', breaks: 'nothing: φ = 10⁶, where F is all', regime: { phis: [1e6] }, expected: 'supported' },
  ],
  figures: (_, shown) => strengthFigures(shown),
  counterexample: ([{ cells }], { betas }) => ({
    smallest: { phi: 0, beta: 0.5, ...violation(cells[0].ratio, '≤', 1.25 * 2, recursions) },
    saysSoFrom: betas.map((beta) => ({ beta, phi: validPhis('raw', beta)[0] })),
    cells,
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The ratio is ((1+β)/(1−β)² + φ/(1−β))/(1+φ) with φ = F/‖∇E‖²: 1/(1−β) for the F part, (1+β)/(1−β)² for the ‖∇E‖² part. At β = 0.9 it is 10 only for φ above 71, and 190 without noise.',
    corrected: 'remark-5-3-strength-ratio-corrected',
  },
});
