import { defineClaim } from 'lemmata';
import {
  type BoundObservation,
  type BoundRegime,
  boundExcess,
  boundFigures,
  boundRule,
  gradientDescent,
  sizes,
} from './bound.ts';

/** With B of thm-2-heavy-ball-bound-corrected, |ξ_t| ≤ √(1+B²)(1−δ)^t|ξ_0|, and B² ≤ 1 for μ ≥ 2δ², δ ≤ 4/5. */
const alone = { left: 'residual', constant: 1, momentum: 'tuned', floors: [1, 2, 4, 16, 1e12] } as const;

export default defineClaim<BoundRegime, BoundObservation>({
  id: 'thm-2-heavy-ball-bound-residual',
  paper: 'ntk-acceleration',
  title: 'Accelerated bound for heavy ball on a wide net, for the residual alone',
  label: 'Theorem 2, eq. (8), corrected on the left',
  section: 'C. Theorems and remarks',
  restsOn: ['lemma-1-residual-dynamics-corrected', 'lemma-3-spectral-radius'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|u_t-y\|\le\big(1-\sqrt{\eta\lambda/2}\big)^t\|\Xi_0\|+\frac1{2\sqrt2\,n^\nu}\|u_0-y\|\quad\text{for all }t\le T,\ \text{with probability}\ge1-\delta`,
    plain:
      'With probability at least 0.9, the residual of heavy ball from rest (not the stacked one) stays below the right side of Theorem 2 with its printed constants, at every step up to T = n^ν/√(ηλ); in the limit m → ∞ the floor is not needed.',
  },
  assumptions: ['η ≤ 1/(2λ_max)', 'β = (1 − √(ηλ/2))²', 'W₋₁ = W₀', 'm large, and the limit m → ∞'],
  profiles: {
    quick: { trials: 120, regime: { ...alone, ...sizes.quick } },
    full: { trials: 120, regime: { ...alone, ...sizes.full } },
  },
  measure: boundExcess,
  rule: boundRule,
  controls: [
    gradientDescent,
    {
      name: 'without the √2 of ‖Ξ_0‖',
      breaks: 'starts the geometric term at ‖ξ_0‖',
      regime: { constant: Math.SQRT1_2 },
    },
    {
      name: 'two per cent less',
      breaks: 'puts 0.98 in front of the first term, which the limit exceeds as δ → 0',
      regime: { constant: 0.98 },
      trials: 1,
    },
    { name: 'the stacked residual', breaks: 'reads the theorem as printed', regime: { left: 'stacked' } },
  ],
  figures: boundFigures,
  expectation: { verdict: 'holds' },
});
