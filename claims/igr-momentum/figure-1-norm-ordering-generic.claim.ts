import { defineClaim } from 'lemmata';
import {
  limitNorms,
  type NormObservation,
  type NormRegime,
  normRule,
  phaseDiagrams,
  shuffledLabels,
} from './norm-ordering.ts';

const printed = { etas: [1e-3, 1e-2], shuffled: false, overshooting: true } as const;

export default defineClaim<NormRegime, NormObservation>({
  id: 'figure-1-norm-ordering-generic',
  paper: 'igr-momentum',
  title: "From a generic start, more momentum ends at a smaller norm at Figure 1's effective learning rate",
  label: 'Figure 1, generic start',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-2-measured-strength'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\|w^*_{(.1\eta,.9)}\|<\|w^*_{(.2\eta,.8)}\|<\|w^*_{(.5\eta,.5)}\|<\|w^*_{(\eta,0)}\|,\quad\eta\in\{10^{-3},10^{-2}\}`,
    plain:
      'On E = ½(y − w₁w₂x)², from 99 % of the starts in [−4, 4]², the norm of the limit falls with β ∈ {0, .5, .8, .9} at the effective learning rates 10⁻³ and 10⁻².',
  },
  assumptions: ['(x, y) = (1, 0.6)', '||w₁| − |w₂|| > 0.05 at the start', 'rest start'],
  profiles: { quick: { trials: 1600, regime: printed }, full: { trials: 4000, regime: printed } },
  measure: limitNorms,
  rule: normRule,
  controls: [shuffledLabels],
  figures: phaseDiagrams,
  expectation: { verdict: 'holds' },
});
