import { all, defineClaim } from 'lemmata';
import { windowMomentum } from './experiments.ts';
import { smallStepAssumptions, smallStepFull } from './small-step.ts';
import { type Memory, type MemoryRegime, manyRuns, memories, memorisedAtEach, memoryFigures } from './theorem-3-1.ts';

export default defineClaim<MemoryRegime, Memory>({
  id: 'theorem-3-1-memorisation-corrected',
  paper: 'momentum-generalization',
  title: 'GD memorises the small margins: y_i Ξ_i ≥ Ω̃(1)',
  label: 'Theorem 3.1, item 2, corrected',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-4-memorisation-time-corrected', 'lemma-4-5-small-margin-derivative-sum'],
  kind: 'probability',
  statement: {
    tex: String.raw`y_i\Xi_i^{(T)}\ge\tilde\Omega(1)\quad\text{for all }i\in\mathcal Z_2`,
    plain:
      'With high probability the total noise of every small margin, times its label, ends above one: at least a share p of the runs.',
  },
  assumptions: [...smallStepAssumptions, 'share p = 0.8'],
  profiles: {
    quick: { trials: 72, regime: { ...manyRuns, sign: 'label' } },
    full: { trials: 72, regime: { ...smallStepFull, dimensions: [20, 45, 100], sign: 'label' } },
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
  ],
  figures: memoryFigures,
  expectation: { verdict: 'holds' },
});
