import { all, defineClaim, equivalent, part } from 'lemmata';
import { measureTestErrors, type NearHalf, type TestErrors, testErrorFigure } from './near-half.ts';
import { armNames, fullRun, gdControl, quickRun } from './stage-two.ts';

const half = equivalent({ target: 0.5, margin: 0.1 });

export default defineClaim<NearHalf, TestErrors>({
  id: 'remark-adam-near-half-error',
  paper: 'adam-generalization',
  title: 'Adam’s output is no better and no worse than a random guess',
  label: 'Discussion of Theorem 4.1, “nearly 1/2”',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['theorem-4-1-adam-train-and-test'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\mathbb P\big[F_y(W^*_{\mathrm{Adam}},x)\le F_{-y}(W^*_{\mathrm{Adam}},x)\big]\approx\tfrac12`,
    plain: 'The test error of Adam’s output is nearly 1/2.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; signGD, Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'family Q (quick), B (full); 500 test points of the nominal dimension; nearly: mean over the trials within 0.1',
  ],
  profiles: {
    quick: { trials: 36, regime: { ...quickRun, untrained: false } },
    full: { trials: 36, regime: { ...fullRun, untrained: false } },
  },
  measure: measureTestErrors,
  rule: all(Object.fromEntries(armNames.map((name) => [name, part(half, (errors: TestErrors) => errors[name])]))),
  controls: [
    {
      name: 'untrained, w[1] = 0',
      breaks: 'nothing: this network guesses',
      regime: { untrained: true, gd: { rate: 1e-12, steps: 1 } },
      trials: 80,
      expected: 'supported',
    },
    {
      name: 'gradient descent',
      breaks: 'the sign: GD learns the feature; in both profiles at the sizes of quick',
      regime: gdControl,
      trials: 40,
    },
  ],
  figures: testErrorFigure,
  counterexample: (observations) => ({
    why: 'with jw_{j,r} < 0 for all neurons and w = 0 off the training noises, the margin of a test point is −Σ_r|w_{−y,r}[1]|^q + α^q Σ_r|w_{y,r}[1]|^q: the feature patch decides, and wrongly every time',
    errors: observations.slice(0, 12),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'Adam learns the reversed feature, not noise: where it is reversed in both classes every test point is wrong (Table 1 itself prints 0.884). 1/2 is a lower bound.',
    corrected: 'remark-adam-near-half-error-corrected',
  },
});
