import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { type RootRegime, rationalRoots, rootFigure, rootSearch, rootTolerance } from './root-magnitude.ts';

export default defineClaim<RootRegime, SearchOutcome>({
  id: 'lemma-5-root-magnitude',
  paper: 'ntk-acceleration',
  title: 'The roots of z² − (1 + β − ηλ)z + β are at most √β in magnitude once β ≥ (1 − √ηλ)², as printed',
  label: 'Lemma 5',
  section: 'D. Residual dynamics',
  kind: 'inequality',
  statement: {
    tex: String.raw`\beta\ge(1-\sqrt{\eta\lambda_k})^2\ \Rightarrow\ |z|\le\sqrt\beta\ \text{for the roots of}\ z^2-(1+\beta-\eta\lambda_k)z+\beta`,
    plain:
      'Whenever β is at least (1 − √(ηλ_k))², with no upper limit, both roots of the characteristic equation have magnitude at most √β.',
  },
  assumptions: ['0 < ηλ_k ≤ 5', 'β ≤ 6'],
  profiles: {
    quick: { trials: 1, regime: { momentum: 'from-below', runs: 400 } },
    full: { trials: 8, regime: { momentum: 'from-below', runs: 5000 } },
  },
  measure: rootSearch,
  rule: neverViolated({ tolerance: rootTolerance, atMost: 0.05 }),
  controls: [
    { name: 'half the least momentum', breaks: 'takes β = ½(1 − √(ηλ_k))²', regime: { momentum: 'too-small' } },
    {
      name: 'β ≤ (1 + √ηλ)²',
      breaks: 'nothing: with this upper limit the roots are complex, or equal',
      regime: { momentum: 'between' },
      expected: 'supported',
    },
  ],
  figures: () => [rootFigure()],
  counterexample: ([outcome]) => ({
    smallest: rationalRoots(),
    derivation: 'ηλ_k = ½, β = 3: β ≥ (1 − √½)² = 0.09, but z² − 3.5z + 3 has the roots 3/2 and 2 > √3 = 1.73',
    exactRange:
      'the discriminant (1 + β − ηλ_k)² − 4β is ≤ 0 exactly for (1 − √ηλ_k)² ≤ β ≤ (1 + √ηλ_k)²; above, the roots are real and different with product β, so one exceeds √β',
    ...outcome,
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'No upper limit of β is printed, and the proof’s discriminant is positive again beyond β = (1 + √(ηλ_k))². Momentum parameters are at most 1, where the lemma holds.',
    corrected: 'lemma-5-root-magnitude-corrected',
  },
});
