import { always, defineClaim, type Worst } from 'lemmata';
import { fullGd, type GdRun, quickGd } from './gd-runs.ts';
import { measureOffDiagonal, type OffDiagonal, offDiagonalFigure } from './off-diagonal.ts';

export default defineClaim<GdRun, Worst & OffDiagonal>({
  id: 'lemma-a10-off-diagonal',
  paper: 'adam-generalization',
  title: 'The neurons of the wrong class never come nearer to a sample',
  label: 'Lemma A.10, read as monotonicity',
  section: '5. Gradient descent',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\langle w_{-y_i,r}^{(t+1)},y_iv\rangle_+\le\langle w_{-y_i,r}^{(t)},y_iv\rangle_+,\qquad\langle w_{-y_i,r}^{(t+1)},\xi_i\rangle_+\le\langle w_{-y_i,r}^{(t)},\xi_i\rangle_+`,
    plain: 'Along GD no positive correlation of a neuron with the feature or the noise of the other class increases.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, GD in family M with s = 49 (quick), m = 30',
    'increases between two records (5 steps), in units of σ₀, beyond 10⁻⁴ (float32)',
  ],
  profiles: {
    quick: { trials: 4, regime: quickGd },
    full: { trials: 4, regime: fullGd },
  },
  measure: async (regime, trials, lab) =>
    (await measureOffDiagonal(regime, trials, lab)).map((seen) => ({ ...seen.increase, ...seen })),
  rule: always({ tolerance: 1e-4, atMost: 0.4 }),
  controls: [
    {
      name: 'strong feature noise',
      breaks: 'α small; in both profiles at the sizes of quick',
      regime: { ...quickGd, alpha: 0.8, rate: 0.5, steps: 600 },
      trials: 2,
    },
    {
      name: 'no feature noise',
      breaks:
        'nothing: with α = 0 the two patches of a sample have no coordinate in common; in both profiles at the sizes of quick',
      regime: { ...quickGd, alpha: 0, steps: 300 },
      trials: 20,
      expected: 'supported',
    },
  ],
  figures: offDiagonalFigure,
  counterexample: ([worst]) => ({
    ...worst,
    exact:
      'n = m = 1, y = 1, ξ = (−α, 1), the neuron of class −1 at w = (0, 1), F_1 = 0: one step makes ⟨w, v⟩ = 3αη e/(1 + e) > 0, as ⟨w, ξ⟩ is reduced through both coordinates',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The gradient that reduces ⟨w, ξ_i⟩ acts through the first coordinate of ξ_i as well and increases ⟨w, y_iv⟩; with α = 0 it cannot.',
    corrected: 'lemma-a10-off-diagonal-bounded',
  },
});
