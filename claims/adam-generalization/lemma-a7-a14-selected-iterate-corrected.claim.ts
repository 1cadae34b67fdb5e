import { defineClaim } from 'lemmata';
import { paperContrast, quickContrast } from './contrast.ts';
import { measureSelected, type Selected, type Selection, selectedFigure, zeroError } from './selected-iterate.ts';

export default defineClaim<Selection, Selected>({
  id: 'lemma-a7-a14-selected-iterate-corrected',
  paper: 'adam-generalization',
  title: 'The iterate of least gradient after Stage I fits the training set',
  label: 'Lemma A.7, corrected',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-5-4-maintain-pattern'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`W^*=\arg\min_{W\in\{W^{(T_0)},\dots,W^{(T)}\}}\|\nabla L(W)\|_1:\quad\tfrac1n\sum_i\mathbf 1[F_{y_i}(W^*,x_i)\le F_{-y_i}(W^*,x_i)]=0`,
    plain:
      'Of the iterates of Adam after the noises have been memorised, the one with the smallest gradient has training error 0.',
  },
  assumptions: [
    'the experiment of Section 6, Adam with PyTorch’s defaults at η = 5·10⁻⁵: a tenth of the samples, half of the columns and neurons and 2500 steps (quick), its own sizes and 10⁴ steps (full)',
    'with probability 0.6 or more: one trial in about fifty keeps one wrong training point, as supports overlap',
    'T₀: every noise has max own ≥ 1/2; the iterates at every tenth of the run',
  ],
  profiles: {
    quick: { trials: 32, regime: { ...quickContrast, arm: 'adam', from: 'T₀' } },
    full: { trials: 32, regime: { ...paperContrast, arm: 'adam', from: 'T₀' } },
  },
  measure: measureSelected,
  rule: zeroError,
  controls: [
    {
      name: 'all iterates',
      breaks: 'the start of the choice: W^(1), … are candidates',
      regime: { from: 'start' },
      trials: 16,
    },
    { name: 'T < T₀', breaks: 'T: two steps', regime: { steps: 2 }, trials: 16 },
  ],
  figures: selectedFigure,
  expectation: { verdict: 'holds' },
});
