import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { antipodalEigenvalue, hexagon, type PositiveRegime, pairFigure, positiveSearch } from './positive-definite.ts';

export default defineClaim<PositiveRegime, SearchOutcome>({
  id: 'eq-3-gram-positive-definite-same-direction',
  paper: 'ntk-acceleration',
  title: 'The limiting Gram matrix is positive definite when no two inputs have one direction, opposite inputs allowed',
  label: 'Section 2.2, after Du et al., another reading',
  section: 'B. Gram matrix',
  restsOn: ['eq-3-gram-closed-form'],
  kind: 'inequality',
  statement: {
    tex: String.raw`x_i\ne c\,x_j\ \text{for all }i\ne j,\,c>0\quad\Rightarrow\quad\lambda_{\min}(H)>0`,
    plain: 'If no input is a positive multiple of another, the smallest eigenvalue of H is positive.',
  },
  assumptions: ['"parallel" read as a positive multiple', 'd ≥ 2', 'no zero input'],
  profiles: {
    quick: { trials: 1, regime: { inputs: 'with-opposites', runs: 400 } },
    full: { trials: 8, regime: { inputs: 'with-opposites', runs: 2000 } },
  },
  measure: positiveSearch,
  rule: neverViolated({ tolerance: 0, atMost: 0.05 }),
  controls: [
    { name: 'x_2 = ½x_1', breaks: 'adds half of the first input', regime: { inputs: 'half-of-first' } },
    {
      name: 'no opposite inputs',
      breaks: 'nothing: random inputs are no multiples of each other',
      regime: { inputs: 'random' },
      expected: 'supported',
    },
  ],
  figures: () => [
    {
      title: 'Smallest eigenvalue of antipodal pairs on the circle, d = 2',
      x: { label: 'pairs' },
      y: { label: 'λ' },
      series: [{ name: 'λ', points: [1, 2, 3, 4, 5].map((pairs) => [pairs, antipodalEigenvalue(pairs)] as const) }],
    },
    pairFigure(),
  ],
  counterexample: ([outcome]) => ({
    ...outcome,
    smallest: hexagon(),
    derivation:
      'the hexagon, d = 2: H is circulant with rows ½, 1/6, −1/12, 0, −1/12, 1/6, so H(1, −1, 1, −1, 1, −1) = (½ − 1/3 − 1/6)(…) = 0. The feature of x minus that of −x is x1{⟨w,x⟩ ≥ 0} + x1{⟨w,x⟩ ≤ 0} = x for almost every w, so λ = 0 as soon as the pairs are linearly dependent: with d + 1 antipodal pairs at the latest, in the plane with three and not before. One pair alone has λ = ½ on the sphere.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The features of x and −x differ by the constant x, so antipodal pairs x_j, −x_j with linearly dependent x_j (any d + 1 of them) make H singular although no two inputs have one direction.',
    corrected: 'eq-3-gram-positive-definite',
  },
});
