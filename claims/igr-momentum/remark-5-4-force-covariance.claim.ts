import { defineClaim } from 'lemmata';
import {
  type CovarianceObservation,
  type CovarianceRegime,
  covarianceFigure,
  covarianceRule,
  forceCovariance,
} from './force-covariance.ts';

const printed = { span: 'one time', matched: true, factor: '(1−β)/(1+β)' } as const;
const few = { steps: 4000 };

export default defineClaim<CovarianceRegime, CovarianceObservation>({
  id: 'remark-5-4-force-covariance',
  paper: 'igr-momentum',
  title: 'At matched expectation, momentum reduces the covariance of the force to (1−β)/(1+β) of it',
  label: 'Remark 5.4',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['theorem-5-1-pathwise-order'],
  kind: 'identity',
  statement: {
    tex: String.raw`\mathrm{Cov}\big((1-\beta)\nabla G_k(x)\big)=(1-\beta)^2\frac{1-\beta^{2k+2}}{1-\beta^2}C\to\frac{1-\beta}{1+\beta}C,\quad C=\mathrm{Cov}\,\nabla E_k(x)`,
    plain:
      'At a fixed point, with effective learning rates matched so that the forces have the same expectation, the covariance of the force is C for SGD and (1−β)/(1+β) C for SGD with momentum.',
  },
  assumptions: [
    'batches drawn independently with replacement',
    'forces matched: (1−β)∇G_k has the expectation of ∇E_k',
    'k → ∞; at finite k times 1 − β^{2k+2}',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...printed, steps: 40_000 } },
    full: { trials: 48, regime: { ...printed, steps: 400_000 } },
  },
  measure: forceCovariance,
  rule: covarianceRule(0, 0.05, 'distance'),
  controls: [
    { name: '(1−β) C', breaks: 'predicts 1−β', regime: { factor: '1−β', ...few }, trials: 6 },
    { name: '(1−β)²/(1+β) C', breaks: 'predicts (1−β)²/(1+β)', regime: { factor: '(1−β)²/(1+β)', ...few }, trials: 6 },
    {
      name: 'force as it stands',
      breaks: 'takes ∇G_k without the factor 1−β',
      regime: { matched: false, ...few },
      trials: 6,
    },
  ],
  figures: (observations) => [covarianceFigure(observations)],
  expectation: { verdict: 'holds' },
});
