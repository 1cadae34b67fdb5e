import { defineClaim } from 'lemmata';
import { paperContrast, quickContrast } from './contrast.ts';
import { measureSelected, type Selected, type Selection, selectedFigure, zeroError } from './selected-iterate.ts';

export default defineClaim<Selection, Selected>({
  id: 'lemma-a7-a14-selected-iterate-gd',
  paper: 'adam-generalization',
  title: 'The iterate of GD of least gradient fits the training set and generalises',
  label: 'Lemma A.14',
  section: '5. Gradient descent',
  restsOn: ['lemma-5-7-gd-maintain'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`W^*=\arg\min_{W\in\{W^{(1)},\dots,W^{(T)}\}}\|\nabla L(W)\|_F:\quad\tfrac1n\sum_i\mathbf 1[F_{y_i}(W^*,x_i)\le F_{-y_i}(W^*,x_i)]=0,\quad\mathbb P[F_y(W^*,x)\le F_{-y}(W^*,x)]=\tfrac1{\mathrm{poly}(n)}`,
    plain:
      'Of all iterates of GD the one with the smallest gradient has training error 0 and a test error of at most 1/n.',
  },
  assumptions: [
    'the data of Section 6: a tenth of the samples, half of the columns and neurons (quick), its own sizes (full)',
    'ηT = 1250: the start is almost stationary, ‖∇L(W^(1))‖_F ≈ 4·10⁻⁴, and GD comes below that from ηt ≈ 500 on; at the ηT = 200 of Section 6 the arg-min is W^(1)',
    'with probability 0.6 or more: in a few starts no neuron of a class is ahead of its noises; the iterates at t = 1, 2, 5, 10, 20 and every tenth of the run',
  ],
  profiles: {
    quick: { trials: 42, regime: { ...quickContrast, arm: 'gd', from: 'start' } },
    full: { trials: 42, regime: { ...paperContrast, gdRate: 0.5, gdSteps: 2500, arm: 'gd', from: 'start' } },
  },
  measure: measureSelected,
  rule: zeroError,
  controls: [
    {
      name: 'T of Section 6',
      breaks:
        'T large: ηT = 200. At the paper’s size two draws in 32 fit all the same; 16 trials, as they were at first, left it undecided',
      regime: { gdRate: 0.5, gdSteps: 400 },
      trials: 32,
    },
    { name: 'T < T₀', breaks: 'T: two steps', regime: { gdSteps: 2 }, trials: 16 },
  ],
  figures: selectedFigure,
  expectation: { verdict: 'holds' },
});
