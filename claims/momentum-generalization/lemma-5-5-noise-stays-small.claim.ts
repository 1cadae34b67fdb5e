import { all, defineClaim, type Sweep } from 'lemmata';
import { theta1Assumptions, theta1Full, theta1Quick } from './momentum-regimes.ts';
import { gdOfWindow, type NoiseRegime, noiseSizes, staysSmall } from './noise-size.ts';
import { sweepFigure } from './small-step.ts';

const over = { over: 'noise, all t' } as const;

export default defineClaim<NoiseRegime, Sweep>({
  id: 'lemma-5-5-noise-stays-small',
  paper: 'momentum-generalization',
  title: 'Under GD+M the noise activations stay of the order of the start',
  label: 'Lemma 5.5, second part',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-5-noise-recursion', 'lemma-5-4-derivative-decay', 'theorem-3-2-signal'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`|\Xi_{i,j,r}^{(t)}|\le\tilde O(\sigma_0\sigma\sqrt d),\quad t\in[\mathcal T_1,T]`,
    plain:
      'Along the whole run no noise activation exceeds eight times σ₀σ√d, where the largest starts at about three.',
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
  figures: (observations) => [sweepFigure('Largest noise activation along the run', '|Ξ|/σ₀', observations)],
  expectation: { verdict: 'holds' },
});
