import { all, defineClaim, type Sweep } from 'lemmata';
import { theta1Assumptions, theta1Full, theta1Quick } from './momentum-regimes.ts';
import { gdOfWindow, type NoiseRegime, noiseSizes, staysSmall } from './noise-size.ts';
import { sweepFigure } from './small-step.ts';

const over = { over: 'all j ∈ [P], T' } as const;

export default defineClaim<NoiseRegime, Sweep>({
  id: 'theorem-3-2-noise',
  paper: 'momentum-generalization',
  title: 'GD+M ends barely correlated with every patch, as printed',
  label: 'Theorem 3.2, item 2',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-5-noise-stays-small'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`|\Xi_{i,j,r}^{(T)}|\le\tilde O(\sigma_0)\quad\text{for all }r\in[m],\ i\in[N],\ j\in[P]`,
    plain:
      'At the end no neuron is correlated with any patch by more than the order of σ₀; j runs over all patches, the signal patch among them.',
  },
  assumptions: [
    ...theta1Assumptions,
    'at most 8 units, in at least 60 % of the runs at each d',
    'T = 20N/η (full: 100N/η)',
  ],
  profiles: {
    quick: { trials: 32, regime: { ...theta1Quick, ...over } },
    full: { trials: 32, regime: { ...theta1Full, ...over } },
  },
  measure: noiseSizes,
  rule: all(staysSmall, ['trajectory']),
  controls: [
    gdOfWindow,
    {
      name: 'without the signal patches',
      breaks: 'nothing: over j ≠ P(X_i) it holds',
      regime: { over: 'noise, T' },
      expected: 'supported',
    },
  ],
  figures: (observations) => [sweepFigure('Largest activation at the end, over all patches', '|Ξ|/σ₀', observations)],
  counterexample: (observations) => ({
    inUnitsOfSigma0: observations.slice(0, 6).map(({ x, y }) => x.map((d, k) => ({ d, largest: y[k] }))),
    cause:
      'For j = P(X_i), ⟨w_r, X_i[j]⟩ = ±αc, and item 1 of the same theorem makes c ≥ Ω̃(1/β): α/(βσ₀) is of order d.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'j ∈ [P] takes in the signal patch, whose activation is α c ≥ α/β by item 1. The notation of Section 3 has j ≠ P(X_i).',
    corrected: 'theorem-3-2-noise-corrected',
  },
});
