import { defineClaim } from 'lemmata';
import { paperContrast, quickContrast } from './contrast.ts';
import { measureSelected, type Selected, type Selection, selectedFigure, zeroError } from './selected-iterate.ts';

export default defineClaim<Selection, Selected>({
  id: 'lemma-a7-a14-selected-iterate',
  paper: 'adam-generalization',
  title: 'The iterate of least gradient fits the training set',
  label: 'Lemma A.7',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-5-4-maintain-pattern'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`W^*=\arg\min_{W\in\{W^{(1)},\dots,W^{(T)}\}}\|\nabla L(W)\|_1:\quad\tfrac1n\sum_i\mathbf 1[F_{y_i}(W^*,x_i)\le F_{-y_i}(W^*,x_i)]=0`,
    plain: 'Of all iterates of Adam the one with the smallest gradient has training error 0.',
  },
  assumptions: [
    'the experiment of Section 6, Adam with PyTorch’s defaults at η = 5·10⁻⁵: a tenth of the samples, half of the columns and neurons and 2500 steps (quick), its own sizes and 10⁴ steps (full)',
    'the iterates at t = 1, 2, 5, 10, 20 and ten more: a subset can only be further from an arg-min at the start',
  ],
  profiles: {
    quick: { trials: 16, regime: { ...quickContrast, arm: 'adam', from: 'start' } },
    full: { trials: 16, regime: { ...paperContrast, arm: 'adam', from: 'start' } },
  },
  measure: measureSelected,
  rule: zeroError,
  controls: [{ name: 'T < T₀', breaks: 'T: two steps', regime: { steps: 2 } }],
  figures: selectedFigure,
  counterexample: ([first]) => ({
    first,
    why: 'q ≥ 3: the gradient at W^(0) is of order σ₀^{q−1} and λσ₀ only, an almost stationary point with the error of a guess; it is W* until 1/(Tη) has fallen below it',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The start is almost stationary, ‖∇L(W^(1))‖₁ ≈ 0.01, which Adam’s iterates of Stage II undercut only after the 10⁴ steps of the experiment. The arg-min has to be taken from T₀ on (or T be much larger).',
    corrected: 'lemma-a7-a14-selected-iterate-corrected',
  },
});
