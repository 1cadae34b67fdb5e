import { defineClaim } from 'lemmata';
import { type MeanObservation, type MeanRegime, meanFigure, meanRule, meanTrajectory } from './mean-trajectory.ts';

const regime = { sampling: 'shuffled', theta: null, halvings: 3 } as const;

export default defineClaim<MeanRegime, MeanObservation>({
  id: 'remark-5-3-mean-trajectory-shuffled-corrected',
  paper: 'igr-momentum',
  title: 'Over a reshuffled epoch, the mean iterate feels the F term, with momentum a part of it',
  label: 'Remark 5.3, as a force, reshuffled, corrected',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['remark-5-3-mean-trajectory-corrected'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\big\|\mathbb E[x^n]-\tilde x(t_n)\big\|=O(h^3),\quad\tilde x'=-c_k\nabla E-\tfrac h4\nabla\big(a_k\|\nabla E\|^2+\theta_\beta b_kF\big),\quad\theta_\beta=\frac2{M-1}\frac{\sum_{r<k}S_{n-1-k}S_{k-1-r}}{\sum_kb_k},\ S_m=\frac{1-\beta^{m+1}}{1-\beta}`,
    plain:
      'After one epoch of reshuffled batches, the mean over the batch sequences is within O(h³) of the flow of the expected modified loss whose F term carries the factor θ_β, 1 without momentum.',
  },
  assumptions: [
    'batches reshuffled in every epoch',
    'n = M = 4 steps, the expectation over all 24 sequences',
    'h → 0 at fixed n',
  ],
  profiles: { quick: { trials: 12, regime }, full: { trials: 48, regime } },
  measure: meanTrajectory,
  rule: meanRule,
  controls: [
    { name: 'half of F', breaks: 'takes half the F term', regime: { theta: 0.5 }, trials: 8 },
    { name: 'no F', breaks: 'leaves the F term out', regime: { theta: 0 }, trials: 8 },
    { name: 'all of F', breaks: 'takes θ = 1 at β = 0.5 too', regime: { theta: 1 }, trials: 8 },
    {
      name: 'independent batches',
      breaks: 'draws batches with replacement',
      regime: { sampling: 'independent' },
      trials: 12,
    },
  ],
  figures: (observations) => [meanFigure(observations)],
  expectation: { verdict: 'holds' },
});
