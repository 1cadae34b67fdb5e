import { defineClaim } from 'lemmata';
import {
  type CovarianceObservation,
  type CovarianceRegime,
  covarianceFigure,
  covarianceRule,
  forceCovariance,
} from './force-covariance.ts';

const longRun = { span: 'all times', matched: true, factor: '1' } as const;
const few = { steps: 20_000 };

export default defineClaim<CovarianceRegime, CovarianceObservation>({
  id: 'remark-5-4-long-run-covariance',
  paper: 'igr-momentum',
  title: 'Summed over time, momentum leaves the covariance of the force as it is',
  label: 'Remark 5.4, over time',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-4-force-covariance'],
  kind: 'identity',
  statement: {
    tex: String.raw`\sum_{\ell\in\mathbb Z}\mathrm{Cov}\big((1-\beta)\nabla G_k,(1-\beta)\nabla G_{k+\ell}\big)=C`,
    plain:
      'What momentum takes from the variance of the force at one time it gives back as correlation: the covariance summed over all lags is that of SGD.',
  },
  assumptions: [
    'batches drawn independently with replacement',
    'fixed point',
    'sums over 500 steps stand for all times; over n steps the sum is C Σ_{m≤n}(1−β^m)²/n',
  ],
  profiles: {
    quick: { trials: 32, regime: { ...longRun, steps: 100_000 } },
    full: { trials: 64, regime: { ...longRun, steps: 1_000_000 } },
  },
  measure: forceCovariance,
  rule: covarianceRule(1, 0.2, 'ratio'),
  controls: [
    {
      name: 'covariance at one time',
      breaks: 'looks at one time only',
      regime: { span: 'one time', ...few },
      trials: 6,
    },
    {
      name: 'variance reduction over time',
      breaks: 'predicts (1−β)/(1+β) C',
      regime: { factor: '(1−β)/(1+β)', ...few },
      trials: 6,
    },
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
