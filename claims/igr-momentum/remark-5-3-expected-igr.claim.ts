import { defineClaim } from 'lemmata';
import {
  type ExpectedObservation,
  type ExpectedRegime,
  expectedFigure,
  expectedIgr,
  expectedRule,
  oppositeBatches,
} from './expected-igr.ts';

const printed = { spread: 'losses', coefficient: '1/(1−β)²', sampling: 'independent' } as const;

export default defineClaim<ExpectedRegime, ExpectedObservation>({
  id: 'remark-5-3-expected-igr',
  paper: 'igr-momentum',
  title: 'The expected regulariser, with F the variance of the mini-batch losses',
  label: 'Remark 5.3',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['theorem-5-1-pathwise-order'],
  kind: 'identity',
  statement: {
    tex: String.raw`\mathbb E\,\mathrm{IGRM}_s(x)=\frac{h(1+\beta)}{4(1-\beta)^3}\|\nabla E\|^2+\frac h{4(1-\beta)^2}F,\quad F:=\mathbb E\|E_n-E\|^2`,
    plain:
      'At a fixed point, the expectation of the regulariser of flow (10) over independent batches is the printed one, with F the mean squared deviation of the mini-batch losses, as printed.',
  },
  assumptions: ['batches drawn independently with replacement', 'k → ∞; at finite k with the finite sums of β'],
  profiles: {
    quick: { trials: 4, regime: { ...printed, steps: 2000 } },
    full: { trials: 48, regime: { ...printed, steps: 200_000 } },
  },
  measure: expectedIgr,
  rule: expectedRule,
  controls: [
    {
      name: 'F over 1−β',
      breaks: 'takes h/(4(1−β)) for F',
      regime: { coefficient: '1/(1−β)', steps: 2000 },
      trials: 4,
    },
    {
      name: 'F of the gradients',
      breaks: 'nothing: F is the mean of ‖∇E_(j) − ∇E‖²',
      regime: { spread: 'gradients', steps: 20_000 },
      expected: 'supported',
      trials: 24,
    },
  ],
  figures: (observations) => [expectedFigure(observations)],
  counterexample: () => ({
    smallest: oppositeBatches(),
    derivation:
      'in units of h/4; both losses are 0 at x = 0, and both gradients have length 1: with F of the gradients it is 1',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'Two batches E = ±x at x = 0 have equal losses and opposite gradients: the regulariser is (h/4)·1, the printed F is 0. F must average the gradients.',
    corrected: 'remark-5-3-expected-igr-gradients',
  },
});
