import { all, defineClaim } from 'lemmata';
import { windowMomentum } from './experiments.ts';
import { smallStepAssumptions, smallStepFull, smallStepQuick, sweepFigure } from './small-step.ts';
import { type Memory, type MemoryRegime, memories, memorisedAtEach } from './theorem-3-1.ts';

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
  assumptions: [...smallStepAssumptions, 'share p = 0.6, the most that 32 runs can show'],
  profiles: {
    quick: { trials: 32, regime: { ...smallStepQuick, sign: 'label' } },
    full: { trials: 32, regime: { ...smallStepFull, dimensions: [20, 45, 100], sign: 'label' } },
  },
  measure: memories,
  rule: all(memorisedAtEach(0.6), ['probability']),
  controls: [
    {
      name: 'GD+M of R-window',
      breaks: 'runs GD+M with η = 0.1 and γ = 0.99, which learns the small margins through the signal',
      regime: { ...windowMomentum, dimensions: [30, 40, 50] },
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Share of the least small margin that is noise',
      'y Ξ/margin',
      observations.map(({ share }) => share),
    ),
    sweepFigure(
      'Signal at the end',
      'β c',
      observations.map(({ learnt }) => learnt),
    ),
  ],
  expectation: { verdict: 'holds' },
});
