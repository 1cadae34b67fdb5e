import { defineClaim } from 'lemmata';
import {
  type Domination,
  type DominationRegime,
  dominates,
  dominationFigures,
  dominations,
  noSmallMargins,
} from './domination.ts';
import { smallStepAssumptions, smallStepFull, smallStepQuick } from './small-step.ts';

const reading = { reading: 'derivative', unit: '1/(μ̂ηα)' } as const;

export default defineClaim<DominationRegime, Domination>({
  id: 'lemma-4-2-remark-small-margin-dominates',
  paper: 'momentum-generalization',
  title: 'Soon after T₀ the derivative of the small margins outweighs that of the large ones',
  label: 'Section 4, remark after Lemma 4.2',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-2-large-margin-derivative'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\nu_1^{(t)}<\nu_2^{(t)}\quad\text{for }t\ge\tilde\Omega\Big(\tfrac1{\hat\mu\eta\alpha}\Big)`,
    plain:
      'Read of the derivatives ν₁ and ν₂, the sentence holds: Z₂ leads from a time of that order on, until it is memorised.',
  },
  assumptions: [...smallStepAssumptions, 'times counted from the T₀ of Lemma 4.1, which is of smaller order, up to T₁'],
  profiles: {
    quick: { trials: 24, regime: { ...smallStepQuick, ...reading } },
    full: { trials: 32, regime: { ...smallStepFull, ...reading } },
  },
  measure: dominations,
  rule: dominates,
  controls: [noSmallMargins],
  figures: dominationFigures,
  expectation: { verdict: 'holds' },
});
