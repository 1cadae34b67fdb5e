import { all, defineClaim } from 'lemmata';
import { nearFlow, windowMomentum } from './experiments.ts';
import { smallStepFull, smallStepQuick } from './small-step.ts';
import { type Memory, type MemoryRegime, manyRuns, memories, memorisedAtEach, memoryFigures } from './theorem-3-1.ts';

const unitStep = { rate: 1, dimensions: [60, 240, 960] } as const;

export default defineClaim<MemoryRegime, Memory>({
  id: 'theorem-3-1-memorisation-any-step',
  paper: 'momentum-generalization',
  title: 'With any step up to Õ(1), GD memorises the small margins',
  label: 'Theorem 3.1, item 2, with Parametrization 2.1',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['theorem-3-1-memorisation-corrected'],
  kind: 'probability',
  statement: {
    tex: String.raw`y_i\Xi_i^{(T)}\ge\tilde\Omega(1)\quad\text{for all }i\in\mathcal Z_2,\ \text{any }\eta\in(0,\tilde O(1)]`,
    plain: 'Item 2 for every step that Parametrization 2.1 allows; here η = 1.',
  },
  assumptions: [
    'distribution (D), W₀ redrawn until some c_r > 0',
    'η = 1',
    'until every sample is memorised (max ℓ_i < 0.02)',
    'share p = 0.8',
  ],
  profiles: {
    quick: { trials: 48, regime: { ...smallStepQuick, ...unitStep, sign: 'label' } },
    full: { trials: 64, regime: { ...smallStepFull, ...unitStep, sign: 'label' } },
  },
  measure: memories,
  rule: all(memorisedAtEach(0.8), ['probability']),
  controls: [
    {
      name: 'GD+M of R-window',
      breaks: 'runs GD+M with η = 0.1 and γ = 0.99, which learns the small margins through the signal',
      regime: { ...windowMomentum, dimensions: [30, 40, 50] },
      trials: 20,
    },
    {
      name: 'GD near gradient flow',
      breaks: 'nothing: with η = 1/α² they are memorised',
      regime: { ...nearFlow, dimensions: manyRuns.dimensions },
      expected: 'supported',
      trials: 72,
    },
  ],
  figures: memoryFigures,
  counterexample: (observations) => ({
    trials: observations.length,
    byDimension: observations[0].share.x.map((d, k) => ({
      d,
      memorised: observations.filter(({ memorised }) => memorised[k]).length,
      learntThroughTheSignal: observations.filter(({ learnt }) => learnt.y[k] >= 1).length,
    })),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'At η = 1 the first steps often carry c to the scale 1/β: then Z₂ is learnt through the signal.',
    corrected: 'theorem-3-1-memorisation-corrected',
  },
});
