import { defineClaim, type Worst } from 'lemmata';
import {
  gradientDescentControls,
  type QuadraticBoundRegime,
  quadraticExcess,
  quadraticFigure,
  quadraticRule,
} from './quadratic-bound.ts';

/**
 * From rest, over r^t, mode μ is cos φt + (cos φ − r) sin φt / sin φ, cos φ = (1+β−μ)/(2r) ≥ r/2 as μ ≤ 1. Where cos φ ≥ r
 * this is at most 1 + (1−r)t; below, at most √(1 + (cos φ − r)²/sin²φ) ≤ √(1 + 1/3), approached at cos φ = r/2 as r → 1.
 */
const corrected = {
  method: 'heavy-ball',
  left: 'iterate',
  factor: 'from-rest',
  constant: 2 / Math.sqrt(3),
  speed: 1,
  starts: 'at-rest',
  qs: [0.25, 0.05, 1e-2, 1e-3, 1e-4],
} as const;

export default defineClaim<QuadraticBoundRegime, Worst>({
  id: 'eq-6-quadratic-accelerated-bound-from-rest',
  paper: 'ntk-acceleration',
  title: 'Accelerated bound for heavy ball on quadratics, from rest',
  label: 'Equation (6), corrected for starts at rest',
  section: 'A. Algorithms, gradient, quadratic model',
  restsOn: ['eq-4-5-quadratic-recursion-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|w_t-w_*\|\le\tfrac2{\sqrt3}\big(1+t\sqrt{\eta\lambda_d}\big)\big(1-\sqrt{\eta\lambda_d}\big)^t\|w_0-w_*\|`,
    plain:
      'On a quadratic, with β = (1 − √(ηλ_d))² and w₋₁ = w₀, heavy ball stays within (2/√3)(1 + t√(ηλ_d))(1 − √(ηλ_d))^t times its first distance from the minimiser.',
  },
  assumptions: ['η ≤ 1/λ_max(A)', 'β = (1 − √(ηλ_d))²', 'w₋₁ = w₀'],
  profiles: {
    quick: { trials: 220, regime: corrected },
    full: { trials: 1000, regime: corrected },
  },
  measure: quadraticExcess,
  rule: quadraticRule,
  controls: [
    ...gradientDescentControls,
    { name: 'without the growing factor', breaks: 'puts 2/√3 before r^t', regime: { factor: 'one' }, trials: 1 },
    { name: 'without 2/√3', breaks: 'puts 1 + t√(ηλ_d) before r^t', regime: { constant: 1 }, trials: 1 },
  ],
  figures: (_, regime) => [quadraticFigure(regime)],
  expectation: { verdict: 'holds' },
});
