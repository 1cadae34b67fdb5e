import { defineClaim } from 'lemmata';
import {
  chainByRate,
  limitNorms,
  type NormObservation,
  type NormRegime,
  normRule,
  phaseDiagrams,
  roundStart,
  shuffledLabels,
} from './norm-ordering.ts';

const anyRate = { etas: [1e-2, 3e-2, 5e-2, 1e-1], shuffled: false, overshooting: true } as const;

export default defineClaim<NormRegime, NormObservation>({
  id: 'figure-1-norm-ordering-any-rate',
  paper: 'igr-momentum',
  title: 'From a generic start, more momentum ends at a smaller norm at any effective learning rate',
  label: 'Figure 1, generic start and rate',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-2-measured-strength'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\|w^*_{(.1\eta,.9)}\|<\|w^*_{(.2\eta,.8)}\|<\|w^*_{(.5\eta,.5)}\|<\|w^*_{(\eta,0)}\|\quad\text{for every convergent }\eta`,
    plain:
      'On E = ½(y − w₁w₂x)², from 99 % of the starts in [−4, 4]², the norm of the limit falls with β at whatever common effective learning rate the four runs converge.',
  },
  assumptions: ['(x, y) = (1, 0.6)', '||w₁| − |w₂|| > 0.05 at the start', 'rest start', 'all four runs converge'],
  profiles: { quick: { trials: 400, regime: anyRate }, full: { trials: 4000, regime: anyRate } },
  measure: limitNorms,
  rule: normRule,
  controls: [
    shuffledLabels,
    {
      name: 'the rate of Figure 1',
      breaks: 'nothing: η = 10⁻² alone, where the ordering holds',
      regime: { etas: [1e-2] },
      expected: 'supported',
      trials: 1600,
    },
  ],
  figures: phaseDiagrams,
  counterexample: (observations, regime) => ({
    smallest: roundStart(),
    byRate: chainByRate(observations, regime),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The strength (1+β)/(1−β) is a statement to first order in η: at η = 0.03 one start in seven breaks the chain, each by overshooting the curve of minima with β = 0.9.',
    corrected: 'figure-1-norm-ordering-no-overshoot',
  },
});
