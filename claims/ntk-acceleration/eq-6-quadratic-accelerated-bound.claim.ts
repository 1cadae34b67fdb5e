import { defineClaim, violation, type Worst } from 'lemmata';
import {
  gradientDescentControls,
  type QuadraticBoundRegime,
  quadraticExcess,
  quadraticFigure,
  quadraticRule,
  slowestMode,
} from './quadratic-bound.ts';

const printed = {
  method: 'heavy-ball',
  left: 'stacked',
  factor: 'one',
  constant: 1,
  speed: 1,
  starts: 'any',
  qs: [0.25, 0.05, 1e-2, 1e-3, 1e-4],
} as const;

/** d = 1, A = 1, b = 0 from w₋₁ = w₀ = 1, one step. */
function firstStep() {
  const eta = 0.25;
  const rate = 1 - Math.sqrt(eta);
  return { eta, beta: rate ** 2, t: 1, ...violation(Math.hypot(1 - eta, 1), '≤', rate * Math.SQRT2) };
}

export default defineClaim<QuadraticBoundRegime, Worst>({
  id: 'eq-6-quadratic-accelerated-bound',
  paper: 'ntk-acceleration',
  title: 'Accelerated bound for heavy ball on quadratics without a constant, as printed',
  label: 'Equation (6)',
  section: 'A. Algorithms, gradient, quadratic model',
  restsOn: ['eq-4-5-quadratic-recursion-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\Big\|\binom{w_t-w_*}{w_{t-1}-w_*}\Big\|\le\big(1-\sqrt{\eta\lambda_d}\big)^t\Big\|\binom{w_0-w_*}{w_{-1}-w_*}\Big\|`,
    plain:
      'On a quadratic, with β = (1 − √(ηλ_d))², the stacked distance of heavy ball from the minimiser is at most (1 − √(ηλ_d))^t times its start, for every t.',
  },
  assumptions: ['η ≤ 1/λ_max(A)', 'β = (1 − √(ηλ_d))²'],
  profiles: {
    quick: { trials: 220, regime: printed },
    full: { trials: 1000, regime: printed },
  },
  measure: quadraticExcess,
  rule: quadraticRule,
  controls: [...gradientDescentControls],
  figures: (_, regime) => [quadraticFigure(regime)],
  counterexample: (_, regime) => ({
    smallest: firstStep(),
    derivation:
      'd = 1, A = 1, b = 0, η = β = ¼, w₋₁ = w₀ = 1: w₁ = ¾, so the left side at t = 1 is √(9/16 + 1) = 5/4, the right side ½√2 = 0.707. At ηλ_d the block has a double root r = 1 − √(ηλ_d), so from rest w_t = r^t (1 + t√(ηλ_d)): the ratio grows without bound, linearly in t√(ηλ_d).',
    corrected:
      'tight for every start: ‖[[t+1, −rt], [t/r, 1−t]]‖ in front of r^t (eq-6-quadratic-accelerated-bound-corrected); for w_t alone from rest: (2/√3)(1 + t√(ηλ_d)) (eq-6-quadratic-accelerated-bound-from-rest)',
    slowestMode: slowestMode(regime),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'At this β the slowest mode has a double root, whose Jordan block adds a factor that grows linearly in t√(ηλ_d); already one step from rest breaks the bound. What is known (Polyak; Lessard et al.) is the asymptotic rate.',
    corrected: 'eq-6-quadratic-accelerated-bound-corrected',
  },
});
