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

const printed = { ...derivativeRegime, form: 'printed' } as const;

export default defineClaim<DerivativeRegime, Derivative>({
  id: 'nu2-representation',
  paper: 'momentum-generalization',
  title: 'The derivative of the small margins as one sigmoid, as printed',
  label: 'Section 4, remark after Lemma 4.3',
  section: 'A. Exact algebra',
  restsOn: ['margin-split'],
  kind: 'identity',
  statement: {
    tex: String.raw`\nu_2^{(t)}=\mathrm{sigmoid}\Big(\beta^3\sum_s(c_s^{(t)})^3+\Xi_i^{(t)}\Big)\ \text{for some }i\in\mathcal Z_2`,
    plain: 'ν₂ lies between the smallest and the largest of these sigmoids over the small-margin samples.',
  },
  assumptions: ['R0 at d = 30, η = 0.1, GD and GD+M (γ = 0.99)', '“for some i” read as a value between two samples’'],
  profiles: {
    quick: { trials: 24, regime: { ...printed, ...quickSet } },
    full: { trials: 24, regime: { ...printed, ...fullSet } },
  },
  measure: measureDerivative,
  rule: insideBand,
  controls: [
    { name: 'the large margins', breaks: 'evaluates the form over Z₁', regime: { over: 'Z1' } },
    {
      name: 'fraction, sign and label restored',
      breaks: 'nothing: μ̂ sigmoid(−β³Σc³ − y_iΞ_i) holds',
      regime: { form: 'corrected' },
      expected: 'supported',
    },
  ],
  figures: bandFigure,
  counterexample: ([{ algorithm, excess, step }]) => ({
    exact: 'W = 0: every ℓ_i = 1/2, so ν₂ = μ̂/2, while the printed form is sigmoid(0) = 1/2 for every i',
    measured: { algorithm, step, outsideBy: excess },
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'The printed form lacks the factor μ̂, the minus sign of ℓ_i and the label in front of Ξ_i.',
    corrected: 'nu2-representation-corrected',
  },
});
