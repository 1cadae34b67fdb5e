import { defineClaim, norm, type SearchOutcome, twoD, violation } from 'lemmata';
import { type FormulaRegime, formulaRule, formulaSearch, ratioFigure } from './igr-formula.ts';

const printed = { ratio: 'one', xs: null } as const;

/** x = y = 1 at w = (1, 0). */
function wholeNumbers() {
  const loss = twoD(1, 1);
  const w = Float64Array.of(1, 0);
  const slope = norm(loss.gradient(w)) ** 2;
  return { x: 1, y: 1, w: [...w], ...violation(slope, '=', norm(w) ** 2 * loss.value(w)) };
}

export default defineClaim<FormulaRegime, SearchOutcome>({
  id: 'sec-4-1-igr-formula',
  paper: 'igr-momentum',
  title: 'The regulariser of the two-parameter model is (h/4)(w₁² + w₂²)E',
  label: 'Section 4.1, the IGR',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'identity',
  statement: {
    tex: String.raw`\frac h4\|\nabla E\|_2^2=\frac h4(w_1^2+w_2^2)E,\quad E=\tfrac12(y-w_1w_2x)^2`,
    plain: 'For E = ½(y − w₁w₂x)², the squared norm of the gradient is (w₁² + w₂²)E.',
  },
  assumptions: [],
  profiles: {
    quick: { trials: 1, regime: { ...printed, runs: 400 } },
    full: { trials: 1, regime: { ...printed, runs: 5000 } },
  },
  measure: formulaSearch,
  rule: formulaRule,
  controls: [
    { name: 'the x of Figure 1', breaks: 'looks at x = 1 alone, where the ratio is 2', regime: { xs: [1] } },
    {
      name: 'x = 1/√2',
      breaks: 'nothing: the one |x| at which the printed formula is right',
      regime: { xs: [Math.SQRT1_2] },
      expected: 'supported',
    },
  ],
  figures: () => [ratioFigure()],
  counterexample: () => ({
    smallest: wholeNumbers(),
    consequence:
      'The conclusion survives: at every x the regulariser is a multiple of (w₁² + w₂²)E, so among points of equal loss it prefers the smaller norm.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'By the chain rule ‖∇E‖² = x²(y − w₁w₂x)²(w₁² + w₂²) = 2x²(w₁² + w₂²)E: a factor 2x² is missing, 2 at the x = 1 of Figure 1.',
    corrected: 'sec-4-1-igr-formula-corrected',
  },
});
