import { defineClaim } from 'lemmata';
import {
  type LargeNObservation,
  type LargeNRegime,
  largeN,
  largeNFigure,
  largeNRule,
  slowGradientDescent,
} from './large-n.ts';

const corrected: LargeNRegime = {
  samples: [5, 10, 20],
  shapes: [1, 2],
  fractions: [1, 0.1],
  constant: Math.sqrt((10 + 6 * Math.SQRT2) / 7),
  momentum: 'tuned',
};

export default defineClaim<LargeNRegime, LargeNObservation>({
  id: 'eq-10-large-n-limit-corrected',
  paper: 'ntk-acceleration',
  title: 'For every n the accelerated bound holds without an additive term, with the constant 1.6250…',
  label: 'Remark 2, equation (10), corrected',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-2-heavy-ball-bound-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`n\to\infty:\quad\|\Xi_t\|\le\sqrt{\tfrac{10+6\sqrt2}7}\,\big(1-\sqrt{\eta\lambda/2}\big)^t\|\Xi_0\|`,
    plain:
      'In the limit m → ∞ the stacked residual of heavy ball from rest stays below 1.6251 (1 − √(ηλ/2))^t times its start, for every n.',
  },
  assumptions: [
    'm → ∞, with u₀ drawn from the Gaussian process of the network at initialisation',
    'η ≤ 1/(2λ_max)',
    'β = (1 − √(ηλ/2))²',
    'W₋₁ = W₀',
    'x uniform on the sphere, y = ±1, d = n and d = 2n',
  ],
  profiles: {
    quick: { trials: 120, regime: corrected },
    full: { trials: 200, regime: { ...corrected, samples: [5, 10, 20, 50] } },
  },
  measure: largeN,
  rule: largeNRule,
  controls: [
    slowGradientDescent,
    { name: 'the printed constant', breaks: 'puts 1 in front', regime: { constant: 1 }, trials: 12 },
  ],
  figures: (observations) => [largeNFigure(observations)],
  expectation: { verdict: 'holds' },
});
