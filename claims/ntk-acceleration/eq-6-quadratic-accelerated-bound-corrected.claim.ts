import { defineClaim, type Worst } from 'lemmata';
import {
  gradientDescentControls,
  type QuadraticBoundRegime,
  quadraticExcess,
  quadraticFigure,
  quadraticRule,
} from './quadratic-bound.ts';

/**
 * Over r^t, r = 1 − √q, the block of mode μ has the t-th power [[U_t, −rU_{t−1}], [U_{t−1}/r, −U_{t−2}]] with Chebyshev
 * polynomials U of cos φ = (1+β−μ)/(2r) ∈ [−1, 1]. Its determinant is 1 and |U_t| ≤ t + 1, so its norm is largest where
 * its Frobenius norm is: at φ = 0, the slowest mode.
 */
const corrected = {
  method: 'heavy-ball',
  left: 'stacked',
  factor: 'powers',
  constant: 1,
  speed: 1,
  starts: 'any',
  qs: [0.25, 0.05, 1e-2, 1e-3, 1e-4],
} as const;

export default defineClaim<QuadraticBoundRegime, Worst>({
  id: 'eq-6-quadratic-accelerated-bound-corrected',
  paper: 'ntk-acceleration',
  title: 'Accelerated bound for heavy ball on quadratics, with the tight factor for every start',
  label: 'Equation (6), corrected',
  section: 'A. Algorithms, gradient, quadratic model',
  restsOn: ['eq-4-5-quadratic-recursion-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\Big\|\binom{w_t-w_*}{w_{t-1}-w_*}\Big\|\le\Big\|\begin{bmatrix}t+1&-rt\\t/r&1-t\end{bmatrix}\Big\|_2r^t\Big\|\binom{w_0-w_*}{w_{-1}-w_*}\Big\|,\qquad r=1-\sqrt{\eta\lambda_d}`,
    plain:
      'On a quadratic, with β = (1 − √(ηλ_d))², the stacked distance of heavy ball from the minimiser is at most r^t times the norm of [[t+1, −rt], [t/r, 1−t]] times its start, r = 1 − √(ηλ_d), and no smaller factor will do for every start.',
  },
  assumptions: ['η ≤ 1/λ_max(A)', 'β = (1 − √(ηλ_d))²'],
  profiles: {
    quick: { trials: 220, regime: corrected },
    full: { trials: 1000, regime: corrected },
  },
  measure: quadraticExcess,
  rule: quadraticRule,
  controls: [
    ...gradientDescentControls,
    { name: 'the printed constant', breaks: 'puts 1 before r^t', regime: { factor: 'one' }, trials: 1 },
    { name: 'nine tenths of the factor', breaks: 'goes below the tight factor', regime: { constant: 0.9 }, trials: 1 },
  ],
  figures: (_, regime) => [quadraticFigure(regime)],
  expectation: { verdict: 'holds' },
});
