import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { type RecursionRegime, recursionFigure, recursionSearch, recursionTolerance } from './quadratic-recursion.ts';

const corrected = { reference: 'minimiser', steps: 30 } as const;

export default defineClaim<RecursionRegime, SearchOutcome>({
  id: 'eq-4-5-quadratic-recursion-corrected',
  paper: 'ntk-acceleration',
  title: 'Heavy ball on a quadratic is a linear recursion about its minimiser',
  label: 'Equations (4) and (5), corrected',
  section: 'A. Algorithms, gradient, quadratic model',
  kind: 'identity',
  statement: {
    tex: String.raw`w_{t+1}-w_*=(I-\eta A)(w_t-w_*)+\beta(w_t-w_*)-\beta(w_{t-1}-w_*),\qquad Aw_*=-b`,
    plain:
      'On ½wᵀAw + bᵀw, the distance of the iterates of heavy ball from the minimiser, A w_* = −b, follows the linear recursion (4), in block form (5).',
  },
  assumptions: ['A symmetric and positive definite', '0 ≤ β < 1', 'η < 2/λ_max(A)'],
  profiles: {
    quick: { trials: 1, regime: { ...corrected, runs: 260 } },
    full: { trials: 8, regime: { ...corrected, runs: 2000 } },
  },
  measure: recursionSearch,
  rule: neverViolated({ tolerance: recursionTolerance, atMost: 0.05 }),
  controls: [
    {
      name: 'a shifted centre',
      breaks: 'moves the minimiser by a random vector',
      regime: { reference: 'shifted' },
    },
    { name: 'the printed sign', breaks: 'takes A w_* = b', regime: { reference: 'printed' } },
  ],
  figures: (_, regime) => [recursionFigure(regime)],
  expectation: { verdict: 'holds' },
});
