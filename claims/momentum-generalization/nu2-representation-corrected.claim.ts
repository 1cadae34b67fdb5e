import { defineClaim } from 'lemmata';
import {
  bandFigure,
  type Derivative,
  type DerivativeRegime,
  derivativeRegime,
  fullSet,
  insideBand,
  measureDerivative,
  quickSet,
} from './small-margin-derivative.ts';

const corrected = { ...derivativeRegime, form: 'corrected' } as const;

export default defineClaim<DerivativeRegime, Derivative>({
  id: 'nu2-representation-corrected',
  paper: 'momentum-generalization',
  title: 'The derivative of the small margins lies between two sigmoids',
  label: 'Section 4, remark after Lemma 4.3, corrected',
  section: 'A. Exact algebra',
  restsOn: ['margin-split'],
  kind: 'identity',
  statement: {
    tex: String.raw`\min_{i\in\mathcal Z_2}s_i\le\nu_2^{(t)}\le\max_{i\in\mathcal Z_2}s_i,\quad s_i=\hat\mu\,\mathrm{sigmoid}\Big(-\beta^3\sum_s(c_s^{(t)})^3-y_i\Xi_i^{(t)}\Big)`,
    plain:
      'ν₂ is the fraction of small margins times a value between the smallest and the largest of their derivatives.',
  },
  assumptions: ['R0 at d = 30, η = 0.1, GD and GD+M (γ = 0.99)', 'up to 10⁻¹²'],
  profiles: {
    quick: { trials: 24, regime: { ...corrected, ...quickSet } },
    full: { trials: 24, regime: { ...corrected, ...fullSet } },
  },
  measure: measureDerivative,
  rule: insideBand,
  controls: [{ name: 'the large margins', breaks: 'evaluates the form over Z₁', regime: { over: 'Z1' } }],
  figures: bandFigure,
  expectation: { verdict: 'holds' },
});
