import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { gramOf, leastMargin, searchTraining, smallEnough, type TrainingRegime } from './convex-training.ts';

const small: TrainingRegime = { decays: 'small', factor: 1, separable: true, runs: 500 };
const gram = gramOf([
  [3, 0],
  [-1, 1],
]);
const factors = Array.from({ length: 41 }, (_, k) => 10 ** (-1 + k / 10));

export default defineClaim<TrainingRegime, SearchOutcome>({
  id: 'theorem-4-2-zero-training-error-corrected',
  paper: 'adam-generalization',
  title: 'The convex minimiser fits all training points if λ is small against the margin',
  label: 'Theorem 4.2, training error, corrected',
  section: '7. Convex case',
  restsOn: ['theorem-4-2-same-solution'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\lambda\le\frac{\log2}{n\,\mathbf 1^\top K^{-1}\mathbf 1\,\log^2(2n/\log2)},\ K_{ik}=y_iy_k\langle x_i,x_k\rangle:\quad\tfrac1n\sum_i\mathbf 1[\mathrm{sgn}\,\langle w^*,x_i\rangle\ne y_i]=0`,
    plain:
      'On linearly independent points the minimiser of the logistic loss with a weight decay below an explicit bound classifies all training points correctly.',
  },
  assumptions: [
    'logistic loss, n = d = 3, λ from a thousandth of the bound up to the bound',
    'proof: the multiple log(2n/log 2) of the least vector with margins 1 has a smaller objective than one misclassified point costs',
  ],
  profiles: {
    quick: { trials: 1, regime: small },
    full: { trials: 1, regime: { ...small, runs: 5000 } },
  },
  measure: (regime, trials, lab) => trials.map((trial) => searchTraining(regime, lab.seed('cases', trial))),
  rule: neverViolated({ tolerance: 0, atMost: 0.05 }),
  controls: [
    { name: 'not separable', breaks: 'z₃ = −2z₁ − 3z₂: no w fits all points', regime: { separable: false } },
    { name: 'λ too large', breaks: 'λ up to ten thousand times the bound', regime: { factor: 1e4 } },
  ],
  figures: () => [
    {
      title: 'Least margin of the minimiser on z₁ = (3, 0), z₂ = (−1, 1)',
      x: { label: 'λ over its bound', log: true },
      y: { label: 'min ⟨w*, z_i⟩' },
      series: [
        {
          name: 'least margin',
          points: factors.map((factor) => [factor, leastMargin(gram, factor * smallEnough(gram))] as const),
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
