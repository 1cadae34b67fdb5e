import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { measureTestErrors, type NearHalf, type TestErrors, testErrorFigure } from './near-half.ts';
import { armNames, fullRun, gdControl, quickRun } from './stage-two.ts';

const often = proportionAtLeastAnytime({ p: 0.6 });

export default defineClaim<NearHalf, TestErrors>({
  id: 'remark-adam-near-half-error-corrected',
  paper: 'adam-generalization',
  title: 'Adam’s output errs on nearly every test point',
  label: 'Discussion of Theorem 4.1, corrected',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['theorem-4-1-adam-train-and-test', 'remark-pattern-forever'],
  kind: 'probability',
  statement: {
    tex: String.raw`\langle w_{j,r},jv\rangle<0\text{ for all }(j,r):\quad F_y-F_{-y}=-\sum_r|w_{-y,r}[1]|^q+\alpha^q\sum_r|w_{y,r}[1]|^q+o(1)<0,\quad\mathbb P[F_y\le F_{-y}]\approx1`,
    plain:
      'The margin of a fresh point is that of its feature patch, whose sign Adam has reversed: the test error is nearly 1.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; signGD, Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'family Q (quick), B (full); 500 test points of the nominal dimension; judged by trial: test error at least 0.9',
    'a class with a neuron that never flips (n = 8: one trial in twenty) has its half of the points right',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 96 }, regime: { ...quickRun, untrained: false } },
    full: { trials: { batch: 4, max: 96 }, regime: { ...fullRun, untrained: false } },
  },
  measure: measureTestErrors,
  rule: all(
    Object.fromEntries(armNames.map((name) => [name, part(often, (errors: TestErrors) => errors[name] >= 0.9)])),
  ),
  controls: [
    {
      name: 'untrained, w[1] = 0',
      breaks: 'the reversed feature: this network guesses',
      regime: { untrained: true, gd: { rate: 1e-12, steps: 1 } },
      trials: 16,
    },
    {
      name: 'gradient descent',
      breaks: 'the sign: GD learns the feature; in both profiles at the sizes of quick',
      regime: gdControl,
      trials: 16,
    },
  ],
  figures: testErrorFigure,
  expectation: { verdict: 'holds' },
});
