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

const reading = { reading: 'gradient', unit: '1/(μ̂ηα)' } as const;

export default defineClaim<DominationRegime, Domination>({
  id: 'lemma-4-2-remark-small-margin-dominates-gradient',
  paper: 'momentum-generalization',
  title: 'The gradient of the small margins dominates as soon as their derivative does',
  label: 'Section 4, remark after Lemma 4.2',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-2-large-margin-derivative'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|\nabla\widehat L|_{\mathcal Z_1}\|<\|\nabla\widehat L|_{\mathcal Z_2}\|\quad\text{for }t\ge\tilde\Omega\Big(\tfrac1{\hat\mu\eta\alpha}\Big)`,
    plain: 'Read of the gradients, as it is printed: the part of Z₂ is the larger one from a time of order 1/(μ̂ηα) on.',
  },
  assumptions: [...smallStepAssumptions, 'times counted from the T₀ of Lemma 4.1, which is of smaller order, up to T₁'],
  profiles: {
    quick: { trials: 24, regime: { ...smallStepQuick, ...reading } },
    full: { trials: 32, regime: { ...smallStepFull, ...reading } },
  },
  measure: dominations,
  rule: dominates,
  controls: [
    noSmallMargins,
    {
      name: 'read of the derivatives',
      breaks: 'nothing: for ν₁ and ν₂ the time is of that order',
      regime: { reading: 'derivative' },
      expected: 'supported',
    },
  ],
  figures: dominationFigures,
  counterexample: (observations) => ({
    firstTimes: observations.slice(0, 8).map(({ first: { x, y } }) => x.map((d, k) => ({ d, inUnits: y[k] }))),
    cause:
      'Once ν₁ ≈ 1/(9ηα²t) the gradient of Z₁ is 3αν₁(αc)² ≈ 1/(3ηαt), that of Z₂ of order μ̂σ₀² = μ̂κ₀²/d until the noise grows: they cross at ηt ≈ d/(μ̂α).',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The derivative ν₂ outweighs ν₁ by then, the gradients do not: the weights of Z₂ in the gradient are squares of noise activations, of order 1/d. The first time grows almost like d in that unit.',
    corrected: 'lemma-4-2-remark-small-margin-dominates-gradient-corrected',
  },
});
