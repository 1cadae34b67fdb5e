import { all, defineClaim } from 'lemmata';
import { windowMomentum } from './experiments.ts';
import { smallStepAssumptions, smallStepFull, smallStepQuick, sweepFigure } from './small-step.ts';
import {
  type ErrorRegime,
  type Generalisation,
  generalisations,
  lossFits,
  manyRuns,
  memorisesInstead,
} from './theorem-3-1.ts';

const beyond = { horizon: { times: 12, unit: 'N√d/(ηκ₀)', stopBelow: 9e-4 }, fresh: 2000 } as const;

export default defineClaim<ErrorRegime, Generalisation>({
  id: 'theorem-3-1-errors',
  paper: 'momentum-generalization',
  title: 'GD fits everything, and gets the small margins wrong by chance',
  label: 'Theorem 3.1, last sentence',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-6-signal-cap', 'theorem-3-1-memorisation-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\text{training error}\le O(\mu/\mathrm{poly}(d)),\quad\text{test error}\ge\tilde\Omega(\mu)`,
    plain:
      'The training error is 0 and the loss below μ̂/d; large margins are classified, small margins at random: the test error is μ times a constant.',
  },
  assumptions: [
    ...smallStepAssumptions.slice(0, 2),
    'until the training loss is below μ̂/d, which is 10⁻³ and more: max ℓ_i < 9·10⁻⁴',
    'test error = (1 − μ)·(error on large margins) + μ·(error on small margins), each on 2000 fresh samples',
    'd ≥ 20 and up to 12N√d/(ηκ₀) steps, as in the catalogue, after a run with d = 16 and a sixth of the steps was refuted at seed 3: one start had not finished',
  ],
  profiles: {
    quick: { trials: 20, regime: { ...smallStepQuick, ...beyond, dimensions: manyRuns.dimensions } },
    full: { trials: 20, regime: { ...smallStepFull, ...beyond, dimensions: [20, 45, 100] } },
  },
  measure: generalisations,
  rule: all({ 'training loss': lossFits, ...memorisesInstead }, ['trajectory']),
  controls: [
    {
      name: 'GD+M of R-window',
      breaks: 'runs GD+M with η = 0.1 and γ = 0.99: the small margins are classified',
      regime: { ...windowMomentum, dimensions: [30, 40, 50] },
      trials: 10,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Error on small margins',
      'error',
      observations.map(({ small }) => small),
    ),
  ],
  expectation: { verdict: 'holds' },
});
