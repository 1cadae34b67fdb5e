import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { type BlockRegime, blockSearch, blockTolerance, conditionFigure } from './block-matrix.ts';

const corrected = { quantity: 'radius', momentum: 'tuned' } as const;

export default defineClaim<BlockRegime, SearchOutcome>({
  id: 'lemma-3-spectral-radius',
  paper: 'ntk-acceleration',
  title: 'The block matrix of heavy ball has spectral radius √β',
  label: 'Lemma 3, corrected',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-3-eigenvalue-range', 'lemma-5-root-magnitude-corrected'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\rho\Big(\begin{bmatrix}(1+\beta)I-\eta H(W)&-\beta I\\I&0\end{bmatrix}\Big)\le1-\sqrt{\eta\lambda/2}=\sqrt\beta`,
    plain: 'The spectral radius of the matrix that advances the stacked residual is at most √β.',
  },
  assumptions: [
    'η ≤ 1/(2λ_max)',
    'β = (1 − √(ηλ/2))²',
    '‖H(W) − H‖ ≤ λ/2, which Lemmas 6 and 7 give with high probability',
  ],
  profiles: {
    quick: { trials: 1, regime: { ...corrected, runs: 600 } },
    full: { trials: 8, regime: { ...corrected, runs: 5000 } },
  },
  measure: blockSearch,
  rule: neverViolated({ tolerance: blockTolerance, atMost: 0.05 }),
  controls: [
    {
      name: 'too little momentum',
      breaks: 'takes β = ½(1 − √(ηλ))², below the range of Lemma 5',
      regime: { momentum: 'below-range' },
    },
    { name: 'the norm in place of the radius', breaks: 'reads the lemma as printed', regime: { quantity: 'norm' } },
  ],
  figures: () => [conditionFigure()],
  expectation: { verdict: 'holds' },
});
