import { defineClaim } from 'lemmata';
import {
  limitNorms,
  type NormObservation,
  type NormRegime,
  normRule,
  phaseDiagrams,
  shuffledLabels,
} from './norm-ordering.ts';

const corrected = { etas: [1e-3, 1e-2, 3e-2, 5e-2, 1e-1], shuffled: false, overshooting: false } as const;

export default defineClaim<NormRegime, NormObservation>({
  id: 'figure-1-norm-ordering-no-overshoot',
  paper: 'igr-momentum',
  title: 'From a generic start, more momentum ends at a smaller norm unless a run overshoots the curve of minima',
  label: 'Figure 1, generic start and rate, corrected',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-2-measured-strength'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\|w^*_{(.1\eta,.9)}\|<\|w^*_{(.2\eta,.8)}\|<\|w^*_{(.5\eta,.5)}\|<\|w^*_{(\eta,0)}\|\quad\text{if }y-w_1w_2x\text{ changes its sign in none of the runs}`,
    plain:
      'On E = ½(y − w₁w₂x)², from 99 % of the starts in [−4, 4]², the norm of the limit falls with β at every common effective learning rate at which none of the four runs crosses the curve of minima.',
  },
  assumptions: ['(x, y) = (1, 0.6)', '||w₁| − |w₂|| > 0.05 at the start', 'rest start', 'η from 0.001 to 0.1'],
  profiles: { quick: { trials: 1600, regime: corrected }, full: { trials: 4000, regime: corrected } },
  measure: limitNorms,
  rule: normRule,
  controls: [
    shuffledLabels,
    {
      name: 'overshooting',
      breaks: 'counts the runs that cross the curve of minima, at η = 0.03 and above',
      regime: { etas: [3e-2, 5e-2, 1e-1], overshooting: true },
      trials: 300,
    },
  ],
  figures: phaseDiagrams,
  expectation: { verdict: 'holds' },
});
