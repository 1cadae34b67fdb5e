import { defineClaim } from 'lemmata';
import {
  type ExpectedObservation,
  type ExpectedRegime,
  expectedFigure,
  expectedIgr,
  expectedRule,
} from './expected-igr.ts';

const corrected = { spread: 'gradients', coefficient: '1/(1−β)²', sampling: 'independent' } as const;

export default defineClaim<ExpectedRegime, ExpectedObservation>({
  id: 'remark-5-3-expected-igr-gradients',
  paper: 'igr-momentum',
  title: 'The expected regulariser, with F the variance of the mini-batch gradients',
  label: 'Remark 5.3, F of gradients',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['theorem-5-1-pathwise-order'],
  kind: 'identity',
  statement: {
    tex: String.raw`\mathbb E\,\mathrm{IGRM}_s(x)=\frac{h(1+\beta)}{4(1-\beta)^3}\|\nabla E\|^2+\frac h{4(1-\beta)^2}F,\quad F=\mathbb E\|\nabla E_n-\nabla E\|^2`,
    plain:
      'At a fixed point, the expectation of the regulariser of flow (10) over independent batches is the printed one, if F is the mean squared deviation of the mini-batch gradients.',
  },
  assumptions: ['batches drawn independently with replacement', 'k → ∞; at finite k with the finite sums of β'],
  profiles: {
    quick: { trials: 24, regime: { ...corrected, steps: 20_000 } },
    full: { trials: 48, regime: { ...corrected, steps: 200_000 } },
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
      name: 'F as strong as ‖∇E‖²',
      breaks: 'takes h(1+β)/(4(1−β)³) for F',
      regime: { coefficient: '(1+β)/(1−β)³', steps: 2000 },
      trials: 4,
    },
    {
      name: 'F of the losses',
      breaks: 'takes F as printed, E‖E_n − E‖²',
      regime: { spread: 'losses', steps: 2000 },
      trials: 4,
    },
    {
      name: 'reshuffled epochs',
      breaks: 'draws batches without replacement: their dependence takes part of F away at β > 0',
      regime: { sampling: 'shuffled', steps: 2000 },
      trials: 4,
    },
  ],
  figures: (observations) => [expectedFigure(observations)],
  expectation: { verdict: 'holds' },
});
