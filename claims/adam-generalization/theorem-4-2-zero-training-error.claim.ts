import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { gramOf, leastMargin, searchTraining, type TrainingRegime } from './convex-training.ts';

/** n = d = 2: separable, as many parameters as points. */
const pair = [
  [3, 0],
  [-1, 1],
] as const;
const decays = Array.from({ length: 41 }, (_, k) => 10 ** (-2 + k / 10));
const printed: TrainingRegime = { decays: 'any', factor: 1, separable: true, runs: 500 };

export default defineClaim<TrainingRegime, SearchOutcome>({
  id: 'theorem-4-2-zero-training-error',
  paper: 'adam-generalization',
  title: 'The convex minimiser fits all training points, whatever λ is',
  label: 'Theorem 4.2, training error',
  section: '7. Convex case',
  restsOn: ['theorem-4-2-same-solution'],
  kind: 'inequality',
  statement: {
    tex: String.raw`L\ \text{convex and smooth},\ \lambda>0:\quad\tfrac1n\sum_i\mathbf 1[\mathrm{sgn}\,F(w^*,x_i)\ne y_i]=0`,
    plain: 'For every λ > 0 the minimiser of a regularised convex loss classifies all training points correctly.',
  },
  assumptions: [
    'logistic loss on linearly independent points, n = d = 3, so that they are separable; λ ∈ [10⁻⁵, 1]',
    'the common limit of Adam and GD is the exact minimiser, here by Newton’s method',
  ],
  profiles: {
    quick: { trials: 1, regime: printed },
    full: { trials: 1, regime: { ...printed, runs: 5000 } },
  },
  measure: (regime, trials, lab) => trials.map((trial) => searchTraining(regime, lab.seed('cases', trial))),
  rule: neverViolated({ tolerance: 0, atMost: 0.05 }),
  controls: [
    { name: 'not separable', breaks: 'z₃ = −2z₁ − 3z₂: no w fits all points', regime: { separable: false } },
    {
      name: 'small λ',
      breaks: 'nothing: below the λ of the corrected claim the rule does hold',
      regime: { decays: 'small' },
      expected: 'supported',
    },
  ],
  counterexample: ([{ counterexample, excess }]) => ({
    search: { counterexample, leastMargin: -excess },
    byHand:
      'squared loss, z₁ = (3, 0), z₂ = (−1, 1) (z = yx, n = d = 2): w* = Zᵀ(K + 2λ)⁻¹1 has ⟨w*, z₂⟩ = (9 − 2λ)/det(K + 2λ), negative for λ > 9/2',
    logisticLossOnTheSamePair: decays.filter((decay) => leastMargin(gramOf(pair), decay) <= 0)[0],
  }),
  figures: () => [
    {
      title: 'Least margin of the logistic minimiser on z₁ = (3, 0), z₂ = (−1, 1)',
      x: { label: 'λ', log: true },
      y: { label: 'min ⟨w*, z_i⟩' },
      series: [
        { name: 'least margin', points: decays.map((decay) => [decay, leastMargin(gramOf(pair), decay)] as const) },
      ],
    },
  ],
  expectation: {
    verdict: 'fails as printed',
    reason:
      'a large λ shrinks w* towards a multiple of Σ z_i, whose product with one z_i may be negative; λ has to be small against the margin',
    corrected: 'theorem-4-2-zero-training-error-corrected',
  },
});
