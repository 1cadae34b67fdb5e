import { all, defineClaim, type Sweep } from 'lemmata';
import { theta1Assumptions, theta1Full, theta1Quick } from './momentum-regimes.ts';
import { gdOfWindow, type NoiseRegime, noiseSizes, staysSmall } from './noise-size.ts';
import { sweepFigure } from './small-step.ts';

const over = { over: 'noise, T' } as const;

export default defineClaim<NoiseRegime, Sweep>({
  id: 'theorem-3-2-noise-corrected',
  paper: 'momentum-generalization',
  title: 'GD+M ends barely correlated with the noise patches',
  label: 'Theorem 3.2, item 2, corrected',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-5-noise-stays-small'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`|\Xi_{i,j,r}^{(T)}|\le\tilde O(\sigma_0)\quad\text{for all }r\in[m],\ i\in[N],\ j\ne P(X_i)`,
    plain: 'At the end no neuron is correlated with a noise patch by more than eight times σ₀.',
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
  controls: [gdOfWindow],
  figures: (observations) => [sweepFigure('Largest noise activation at the end', '|Ξ|/σ₀', observations)],
  expectation: { verdict: 'holds' },
});
