import { defineClaim } from 'lemmata';
import {
  asPrinted,
  measureQuotients,
  type QuotientRegime,
  type Rounded,
  relativeAccuracies,
} from './figure-4-relative-accuracy.ts';

const printed = relativeAccuracies(97);

export default defineClaim<QuotientRegime, Rounded>({
  id: 'figure-4-relative-accuracy-arithmetic',
  paper: 'momentum-generalization',
  title: 'The two quotients of accuracies beside Figure 4, as printed',
  label: 'Section 1, Figure 4',
  section: 'F. Tables and figures',
  kind: 'identity',
  statement: {
    tex: String.raw`80.36/83.32=0.97,\qquad65.14/73.69=0.88`,
    plain:
      'The accuracy on small margins is 0.97 of the overall accuracy for GD+M and 0.88 for GD (the text calls these quotients the accuracy drop).',
  },
  assumptions: ['rounded half up to two decimals, in whole numbers'],
  profiles: { quick: { trials: 1, regime: printed }, full: { trials: 1, regime: printed } },
  measure: measureQuotients,
  rule: asPrinted,
  controls: [
    {
      name: 'another numerator',
      breaks: 'takes 66.14 for 65.14, and 0.96 for GD+M',
      regime: {
        quotients: [
          { name: 'GD+M', numerator: 8036, denominator: 8332, printed: 96 },
          { name: 'GD', numerator: 6614, denominator: 7369, printed: 88 },
        ],
      },
    },
    {
      name: 'GD alone',
      breaks: 'nothing: 65.14/73.69 = 0.884 rounds to 0.88',
      regime: { quotients: printed.quotients.slice(1) },
      expected: 'supported',
    },
  ],
  figures: () => [],
  counterexample: ([{ name, exact, rounded }]) => ({ name, exact, rounded }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      '80.36/83.32 = 0.9645, which rounds to 0.96; no means that round to these two reach 0.965. The other quotient is right.',
    corrected: 'figure-4-relative-accuracy-arithmetic-corrected',
  },
});
