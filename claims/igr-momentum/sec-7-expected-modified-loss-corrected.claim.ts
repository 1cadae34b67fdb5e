import { all, defineClaim } from 'lemmata';
import {
  frobeniusControls,
  type ModifiedRegime,
  type Steps,
  sizes,
  stepErrors,
  thirdOrder,
} from './expected-modified-loss.ts';
import { sigmaFigure } from './noise-injection.ts';

const corrected = { trace: 0.5, cubic: 0.5, frobenius: 1 } as const;
const pairs = {
  'third line': ['first', 'third'],
  'explicit form': ['first', 'explicit'],
} as const;

export default defineClaim<ModifiedRegime, Steps>({
  id: 'sec-7-expected-modified-loss-corrected',
  paper: 'igr-momentum',
  title: 'The expected modified loss of perturbed gradient descent, with two halves restored',
  label: 'Section 7, last display, corrected',
  section: 'Section 7: Noise injection',
  restsOn: ['sec-7-smoothed-loss-expansion'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\mathbb E_\eta\big[E(x+\eta)+\tfrac h4\|\nabla E(x+\eta)\|^2\big]=E+\tfrac12\sigma^2\operatorname{Tr}\nabla^2E+\tfrac h4\big[\sigma^2\|\nabla^2E\|_F^2+\mathbb E_\eta\|\nabla E+\tfrac12\nabla^3E[\eta,\eta]\|^2\big]+O(\sigma^4)`,
    plain:
      'The expected modified loss is E + ½σ² Tr ∇²E + (h/4)(σ²‖∇²E‖_F² + E‖∇E + ½∇³E[η, η]‖²), where the last expectation is ‖∇E‖² + σ²⟨∇E, ∇Tr ∇²E⟩; the error is of third order in σ (in fact of fourth).',
  },
  assumptions: ['E(x, y) = e^{0.3x} + ½(1 + x²)y² + sin(x + y/2)', 'h = 0.3', '30 × 30 Gauss-Hermite nodes'],
  profiles: {
    quick: { trials: 20, regime: { ...corrected, ...sizes.quick } },
    full: { trials: 40, regime: { ...corrected, ...sizes.full } },
  },
  measure: (regime, trials, lab) => stepErrors(pairs, regime, trials, lab),
  rule: all({ 'third line': thirdOrder('third line'), 'explicit form': thirdOrder('explicit form') }),
  controls: [
    ...frobeniusControls,
    { name: 'printed trace', breaks: 'takes σ² Tr ∇²E', regime: { trace: 1 } },
    { name: 'printed third derivative', breaks: 'takes ∇³E[η, η]', regime: { cubic: 1 } },
  ],
  figures: (observations) => [sigmaFigure('Error of the corrected expansion', observations)],
  expectation: { verdict: 'holds' },
});
