import { all, defineClaim } from 'lemmata';
import { windowMomentum } from './experiments.ts';
import { smallStepAssumptions, smallStepFull } from './small-step.ts';
import { type Memory, type MemoryRegime, manyRuns, memories, memorisedAtEach, memoryFigures } from './theorem-3-1.ts';

export default defineClaim<MemoryRegime, Memory>({
  id: 'theorem-3-1-memorisation',
  paper: 'momentum-generalization',
  title: 'GD memorises the small margins: Ξ_i ≥ Ω̃(1), as printed',
  label: 'Theorem 3.1, item 2',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-4-memorisation-time', 'lemma-4-5-small-margin-derivative-sum'],
  kind: 'probability',
  statement: {
    tex: String.raw`\Xi_i^{(T)}\ge\tilde\Omega(1)\quad\text{for all }i\in\mathcal Z_2`,
    plain: 'With high probability the total noise of every small margin ends above one.',
  },
  assumptions: [...smallStepAssumptions, 'in at least 90 % of the runs'],
  profiles: {
    quick: { trials: 32, regime: { ...manyRuns, sign: 'printed' } },
    full: { trials: 32, regime: { ...smallStepFull, dimensions: [20, 45, 100], sign: 'printed' } },
  },
  measure: memories,
  rule: all(memorisedAtEach(0.9), ['probability']),
  controls: [
    {
      name: 'GD+M of R-window',
      breaks: 'runs GD+M with η = 0.1 and γ = 0.99, which learns the small margins through the signal',
      regime: { ...windowMomentum, dimensions: [30, 40, 50] },
      trials: 20,
    },
  ],
  figures: memoryFigures,
  counterexample: (observations) => ({
    memorisedAsPrinted: observations.slice(0, 16).map(({ memorised }) => memorised),
    exact: 'A sample with y_i = −1 has margin −β³Σc³ − Ξ_i: fitting it by its noise means Ξ_i ≤ −1.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'Ξ_i carries the sign of the label: it ends below −1 for every small margin with y_i = −1.',
    corrected: 'theorem-3-1-memorisation-corrected',
  },
});
