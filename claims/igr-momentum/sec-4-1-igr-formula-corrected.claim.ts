import { defineClaim, type SearchOutcome } from 'lemmata';
import { type FormulaRegime, formulaRule, formulaSearch, ratioFigure } from './igr-formula.ts';

const corrected = { ratio: '2x²', xs: null } as const;

export default defineClaim<FormulaRegime, SearchOutcome>({
  id: 'sec-4-1-igr-formula-corrected',
  paper: 'igr-momentum',
  title: 'The regulariser of the two-parameter model is (h/2)x²(w₁² + w₂²)E',
  label: 'Section 4.1, the IGR, corrected',
  section: 'Section 4: Heavy ball, deterministic',
  kind: 'identity',
  statement: {
    tex: String.raw`\frac h4\|\nabla E\|_2^2=\frac h2x^2(w_1^2+w_2^2)E,\quad E=\tfrac12(y-w_1w_2x)^2`,
    plain: 'For E = ½(y − w₁w₂x)², the squared norm of the gradient is 2x²(w₁² + w₂²)E.',
  },
  assumptions: [],
  profiles: {
    quick: { trials: 1, regime: { ...corrected, runs: 400 } },
    full: { trials: 1, regime: { ...corrected, runs: 5000 } },
  },
  measure: formulaSearch,
  rule: formulaRule,
  controls: [{ name: '2x for x', breaks: 'takes 2(2x)²(w₁² + w₂²)E', regime: { ratio: 'of 2x' } }],
  figures: () => [ratioFigure()],
  expectation: { verdict: 'holds' },
});
