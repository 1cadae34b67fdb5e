import { defineClaim } from 'lemmata';
import {
  asPrinted,
  measureQuotients,
  type QuotientRegime,
  type Rounded,
  relativeAccuracies,
} from './figure-4-relative-accuracy.ts';

const corrected = relativeAccuracies(96);
const [gdm, gd] = corrected.quotients;

export default defineClaim<QuotientRegime, Rounded>({
  id: 'figure-4-relative-accuracy-arithmetic-corrected',
  paper: 'momentum-generalization',
  title: 'The two quotients of accuracies beside Figure 4',
  label: 'Section 1, Figure 4, corrected',
  section: 'F. Tables and figures',
  kind: 'identity',
  statement: {
    tex: String.raw`80.36/83.32=0.96,\qquad65.14/73.69=0.88`,
    plain:
      'The accuracy on small margins is 0.96 of the overall accuracy for GD+M, a drop of 0.04, and 0.88 for GD, a drop of 0.12.',
  },
  assumptions: ['rounded half up to two decimals, in whole numbers'],
  profiles: { quick: { trials: 1, regime: corrected }, full: { trials: 1, regime: corrected } },
  measure: measureQuotients,
  rule: asPrinted,
  controls: [
    {
      name: 'another numerator for GD+M',
      breaks: 'takes 81.36 for 80.36',
      regime: { quotients: [{ ...gdm, numerator: 8136 }, gd] },
    },
    {
      name: 'another numerator for GD',
      breaks: 'takes 66.14 for 65.14',
      regime: { quotients: [gdm, { ...gd, numerator: 6614 }] },
    },
  ],
  figures: () => [],
  expectation: { verdict: 'holds' },
});
