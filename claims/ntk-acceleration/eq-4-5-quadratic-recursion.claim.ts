import { defineClaim, neverViolated, type SearchOutcome, violation } from 'lemmata';
import { type RecursionRegime, recursionFigure, recursionSearch, recursionTolerance } from './quadratic-recursion.ts';

const printed = { reference: 'printed', steps: 30 } as const;

/** d = 1: both sides of (4) at t = 0, from rest. */
function oneDimension() {
  const [A, b, eta, w0] = [1, 1, 0.5, 1];
  const [w1, centre] = [w0 - eta * (A * w0 + b), b / A];
  return { A, b, eta, beta: 0, w0, w1, ...violation(w1 - centre, '=', (1 - eta * A) * (w0 - centre)) };
}

export default defineClaim<RecursionRegime, SearchOutcome>({
  id: 'eq-4-5-quadratic-recursion',
  paper: 'ntk-acceleration',
  title: 'Heavy ball on a quadratic is a linear recursion about the solution of A w = b, as printed',
  label: 'Equations (4) and (5)',
  section: 'A. Algorithms, gradient, quadratic model',
  kind: 'identity',
  statement: {
    tex: String.raw`w_{t+1}-w_*=(I-\eta A)(w_t-w_*)+\beta(w_t-w_*)-\beta(w_{t-1}-w_*),\qquad Aw_*=b`,
    plain:
      'On ½wᵀAw + bᵀw, the distance of the iterates of heavy ball from the w_* with A w_* = b follows the linear recursion (4), in block form (5).',
  },
  assumptions: ['A symmetric and positive definite', '0 ≤ β < 1', 'η < 2/λ_max(A)'],
  profiles: {
    quick: { trials: 1, regime: { ...printed, runs: 260 } },
    full: { trials: 8, regime: { ...printed, runs: 2000 } },
  },
  measure: recursionSearch,
  rule: neverViolated({ tolerance: recursionTolerance, atMost: 0.05 }),
  controls: [
    {
      name: 'a shifted centre',
      breaks: 'moves the minimiser by a random vector',
      regime: { reference: 'shifted' },
    },
    {
      name: 'the minimiser',
      breaks: 'nothing: with A w_* = −b the recursion holds',
      regime: { reference: 'minimiser' },
      expected: 'supported',
    },
  ],
  figures: (_, regime) => [recursionFigure(regime)],
  counterexample: ([outcome]) => ({
    ...outcome,
    smallest: oneDimension(),
    derivation:
      'd = 1, A = 1, b = 1, w₋₁ = w₀ = 1: the printed w_* is 1, so (4) says w₁ − w_* = 0; but the gradient at 1 is 2 and w₁ = 1 − 2η. In general (4) misses by 2ηb at every step.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The gradient of ½wᵀAw + bᵀw is Aw + b, so the minimiser satisfies A w_* = −b. With the printed sign the recursion misses by 2ηb at every step, unless b = 0.',
    corrected: 'eq-4-5-quadratic-recursion-corrected',
  },
});
