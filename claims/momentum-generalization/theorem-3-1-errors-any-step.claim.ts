import { all, defineClaim } from 'lemmata';
import { nearFlow } from './experiments.ts';
import { smallStepFull, smallStepQuick, sweepFigure } from './small-step.ts';
import { type ErrorRegime, type Generalisation, generalisations, manyRuns, memorisesInstead } from './theorem-3-1.ts';

const unitStep = { rate: 1, dimensions: [60, 240, 960], fresh: 2000 } as const;

export default defineClaim<ErrorRegime, Generalisation>({
  id: 'theorem-3-1-errors-any-step',
  paper: 'momentum-generalization',
  title: 'With any step up to Õ(1), GD gets the small margins wrong',
  label: 'Theorem 3.1, last sentence, with Parametrization 2.1',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['theorem-3-1-errors', 'theorem-3-1-memorisation-any-step'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\text{training error}\le O(\mu/\mathrm{poly}(d)),\quad\text{test error}\ge\tilde\Omega(\mu)\quad\text{for any }\eta\in(0,\tilde O(1)]`,
    plain: 'The same for every step that Parametrization 2.1 allows; here η = 1.',
  },
  assumptions: [
    'distribution (D), W₀ redrawn until some c_r > 0',
    'η = 1',
    'until every sample is memorised (max ℓ_i < 0.02): too soon for the loss, which is left out',
    'test error = (1 − μ)·(error on large margins) + μ·(error on small margins), each on 2000 fresh samples',
  ],
  profiles: {
    quick: { trials: 48, regime: { ...smallStepQuick, ...unitStep } },
    full: { trials: 48, regime: { ...smallStepFull, ...unitStep } },
  },
  measure: generalisations,
  rule: all(memorisesInstead, ['trajectory']),
  controls: [
    {
      name: 'GD+M of R-theta1',
      breaks: 'runs GD+M with 1 − γ = log(d)/d: the small margins are classified',
      regime: { memory: '1 - log(d)/d', dimensions: [60, 120, 240] },
      trials: 32,
    },
    {
      name: 'GD near gradient flow',
      breaks: 'nothing: with η = 1/α² they are not',
      regime: { ...nearFlow, dimensions: manyRuns.dimensions },
      expected: 'supported',
      trials: 20,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Error on small margins',
      'error',
      observations.map(({ small }) => small),
    ),
  ],
  counterexample: (observations) => ({
    trials: observations.length,
    byDimension: observations[0].small.x.map((d, k) => ({
      d,
      classified: observations.filter(({ small }) => small.y[k] <= 0.05).length,
      atRandom: observations.filter(({ small }) => small.y[k] >= 0.25).length,
    })),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'At η = 1 a growing share of the runs learns the small margins through the signal and classifies them: their mean error falls with d.',
    corrected: 'theorem-3-1-errors',
  },
});
