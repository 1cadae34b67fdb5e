import { defineClaim } from 'lemmata';
import { type MeanObservation, type MeanRegime, meanFigure, meanRule, meanTrajectory } from './mean-trajectory.ts';

const regime = { sampling: 'independent', theta: 0, halvings: 3 } as const;

export default defineClaim<MeanRegime, MeanObservation>({
  id: 'remark-5-3-mean-trajectory-corrected',
  paper: 'igr-momentum',
  title: 'With independent batches, the mean iterate follows the expected modified loss without its F term',
  label: 'Remark 5.3, as a force, corrected',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\big\|\mathbb E[x^n]-\tilde x(t_n)\big\|=O(h^3),\quad\tilde x'=-c_k\nabla E-\tfrac h4\nabla\big(a_k\|\nabla E\|^2+0\cdot F\big)`,
    plain:
      'After a fixed number of steps with independent batches, the mean over the batch sequences is within O(h³) of the flow (4) of the full-batch loss: the F term is no force on the mean.',
  },
  assumptions: [
    'batches drawn independently with replacement',
    'n = M = 4 steps, the expectation over all 256 sequences',
    'h → 0 at fixed n',
  ],
  profiles: { quick: { trials: 12, regime }, full: { trials: 48, regime } },
  measure: meanTrajectory,
  rule: meanRule,
  controls: [
    { name: 'half of F', breaks: 'takes half the F term', regime: { theta: 0.5 }, trials: 8 },
    { name: 'all of F', breaks: 'takes the F term of Remark 5.3', regime: { theta: 1 }, trials: 8 },
    {
      name: 'reshuffled epochs',
      breaks: 'draws batches without replacement',
      regime: { sampling: 'shuffled' },
      trials: 12,
    },
  ],
  figures: (observations) => [meanFigure(observations)],
  expectation: { verdict: 'holds' },
});
