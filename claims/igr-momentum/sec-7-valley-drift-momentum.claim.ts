import { defineClaim, pairedMeanLess, violation } from 'lemmata';
import { varianceRatio } from './iterate-variance.ts';
import { sizes } from './valley.ts';
import { type StrengthRegime, type Strengths, strengthFigure, strengths } from './valley-momentum.ts';

const printed = { eta: 0.3, beta: 0.8, equal: 'η', noise: 'all', factor: 1 } as const;

/** β = ½, ηa = 1: the variance of v, and with it κ, is 3/5 of that without momentum (Lyapunov equation). */
function fifths() {
  const [beta, etaA] = [0.5, 1];
  return { beta, etaA, ...violation(1, '≤', varianceRatio(etaA, beta, 'effective rate'), 1e3) };
}

export default defineClaim<StrengthRegime, Strengths>({
  id: 'sec-7-valley-drift-momentum',
  paper: 'igr-momentum',
  title: 'The Hessian-norm force of perturbed gradient descent gets stronger with momentum',
  label: 'Section 7, last paragraph, with Remarks 4.2 and 5.3',
  section: 'Section 7: Noise injection',
  restsOn: ['sec-7-valley-drift-corrected'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\kappa(\beta)>\kappa(0)\quad\text{in}\quad \tfrac d{dt}\mathbb E[u]=-\partial_u\big(R+\kappa(\beta)\,\eta\sigma^2\|\nabla^2E\|_F^2\big),\ \eta=\tfrac h{1-\beta}`,
    plain:
      'At equal effective learning rate the force of σ²‖∇²E‖_F² near minimisers is stronger with momentum than without (Remarks 4.2 and 5.3 have factors (1+β)/(1−β) and 1/(1−β); here any factor above 1 counts).',
  },
  assumptions: ['E(u, v) = ½(1 + u)‖v‖², v ∈ R⁴', 'σ = 0.05', 'β = 0.8, η = 0.3', 'v stationary'],
  profiles: {
    quick: { trials: 20, regime: { ...printed, ...sizes.quick } },
    full: { trials: 20, regime: { ...printed, ...sizes.full } },
  },
  measure: strengths,
  rule: pairedMeanLess(),
  controls: [
    { name: 'no noise across the valley', breaks: 'perturbs only u in the arm with momentum', regime: { noise: 'u' } },
    {
      name: 'equal h',
      breaks: 'nothing: at equal h the effective learning rate grows by 1/(1−β), and the force with it',
      regime: { equal: 'h' },
      expected: 'supported',
    },
  ],
  figures: (observations) => [strengthFigure(observations)],
  counterexample: (observations, { eta, beta }) => ({
    smallest: fifths(),
    eta,
    beta,
    meanRatio: observations.reduce((sum, { ratio }) => sum + ratio, 0) / observations.length,
    closedForm: 'stationary Cov(v) = ησ²a/(2 − ηa(1−β)/(1+β)) I, so κ(β)/κ(0) = (1 − ηa/2)/(1 − ηa(1−β)/(2(1+β))) < 1',
    claimed: { remark42: (1 + beta) / (1 - beta), remark53: 1 / (1 - beta) },
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The force is the spread of the iterates across the valley, and at equal effective learning rate momentum does not widen it: κ(β)/κ(0) is below 1 and tends to 1 as η → 0. It grows by 1/(1−β) at equal h only, as the effective learning rate does.',
    corrected: 'sec-7-valley-drift-momentum-corrected',
  },
});
