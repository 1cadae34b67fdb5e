import { defineClaim } from 'lemmata';
import {
  iterateVariance,
  type VarianceObservation,
  type VarianceRegime,
  varianceFigure,
  varianceRule,
} from './iterate-variance.ts';

const corrected = { predicted: 'closed form', common: 'effective rate' } as const;

export default defineClaim<VarianceRegime, VarianceObservation>({
  id: 'remark-5-5-iterate-variance-corrected',
  paper: 'igr-momentum',
  title: 'At one effective learning rate, momentum leaves the stationary variance of the iterates nearly as it is',
  label: 'Remark 5.5, variance of the iterates, corrected',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-4-long-run-covariance'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\frac{V_\beta}{V_0}=\frac{2-\eta\lambda}{2-\eta\lambda\frac{1-\beta}{1+\beta}}\xrightarrow{\eta\lambda\to0}1,\quad E_k=\tfrac\lambda2(x-\xi_k)^2`,
    plain:
      'Near a quadratic minimum the stationary variance with momentum is (2 − ηλ)/(2 − ηλ(1−β)/(1+β)) times the one without: within 5 % of it for ηλ ≤ 0.1, and never below (1−β)/(1+β) of it before ηλ = 1 + β.',
  },
  assumptions: ['equal η = h/(1−β), ηλ < 2', 'ξ_k independent in time', 'chains at ηλ = 0.1 with ξ_k = ±1'],
  profiles: {
    quick: { trials: 24, regime: { ...corrected, runs: 300, steps: 60_000 } },
    full: { trials: 64, regime: { ...corrected, runs: 5000, steps: 100_000 } },
  },
  measure: iterateVariance,
  rule: varianceRule,
  controls: [
    { name: 'equal step', breaks: 'gives both the same h', regime: { common: 'step' }, trials: 4 },
    {
      name: 'variance of the force',
      breaks: 'predicts (1−β)/(1+β)',
      regime: { predicted: '(1−β)/(1+β)' },
      trials: 4,
    },
  ],
  figures: () => [varianceFigure()],
  expectation: { verdict: 'holds' },
});
