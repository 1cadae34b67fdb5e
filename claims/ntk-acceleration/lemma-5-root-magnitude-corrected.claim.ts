import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { type RootRegime, rootFigure, rootSearch, rootTolerance } from './root-magnitude.ts';

export default defineClaim<RootRegime, SearchOutcome>({
  id: 'lemma-5-root-magnitude-corrected',
  paper: 'ntk-acceleration',
  title: 'The roots of z² − (1 + β − ηλ)z + β are at most √β in magnitude for (1 − √ηλ)² ≤ β ≤ (1 + √ηλ)²',
  label: 'Lemma 5, corrected',
  section: 'D. Residual dynamics',
  kind: 'inequality',
  statement: {
    tex: String.raw`(1-\sqrt{\eta\lambda_k})^2\le\beta\le(1+\sqrt{\eta\lambda_k})^2\ \Rightarrow\ |z|=\sqrt\beta\ \text{for the roots of}\ z^2-(1+\beta-\eta\lambda_k)z+\beta`,
    plain:
      'Where β lies between (1 − √(ηλ_k))² and (1 + √(ηλ_k))², which every β ≤ 1 above the first does, both roots of the characteristic equation have magnitude √β.',
  },
  assumptions: ['0 < ηλ_k ≤ 5', 'β ≤ 6'],
  profiles: {
    quick: { trials: 1, regime: { momentum: 'between', runs: 400 } },
    full: { trials: 8, regime: { momentum: 'between', runs: 5000 } },
  },
  measure: rootSearch,
  rule: neverViolated({ tolerance: rootTolerance, atMost: 0.05 }),
  controls: [
    { name: 'half the least momentum', breaks: 'takes β = ½(1 − √(ηλ_k))²', regime: { momentum: 'too-small' } },
    { name: 'no upper limit', breaks: 'reads the lemma as printed', regime: { momentum: 'from-below' } },
  ],
  figures: () => [rootFigure()],
  expectation: { verdict: 'holds' },
});
