import { alwaysWithProbability, defineClaim, type Worst } from 'lemmata';
import { fullGd, type GdRun, quickGd } from './gd-runs.ts';
import { measureOffDiagonal, type OffDiagonal, offDiagonalFigure } from './off-diagonal.ts';

export default defineClaim<GdRun, OffDiagonal & Worst>({
  id: 'lemma-a10-off-diagonal-bounded',
  paper: 'adam-generalization',
  title: 'The output of the wrong class stays small along GD',
  label: 'Lemma A.10, read as a bound',
  section: '5. Gradient descent',
  restsOn: ['gradient-formula-a2-a4', 'lemma-a9-tensor-power-time'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`F_{-y_i}(W^{(t)},x_i)=\tilde O(\alpha^q)+\tilde O(\sigma_0^q)=o(1)\quad\text{for all }t`,
    plain: 'Along GD the network’s output for the wrong class is at most of order α^q + σ₀^q on every training point.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, GD in family M with s = 49, m = 30 (quick), B (full)',
    'judged by trial: max_{t,i} F_{−y_i} ≤ 0.2; the excess that is listed is over 0.2',
    'the size is that of one neuron, (αΛ)^q: what the feature neuron −y_i makes of −αy_i in the noise patch',
  ],
  profiles: {
    quick: { trials: 44, regime: quickGd },
    full: { trials: 44, regime: fullGd },
  },
  measure: async (regime, trials, lab) =>
    (await measureOffDiagonal(regime, trials, lab)).map((seen) => ({
      ...seen,
      excess: seen.output.excess - 0.2,
      step: seen.output.step,
    })),
  rule: alwaysWithProbability({ p: 0.7 }),
  controls: [
    {
      name: 'strong feature noise',
      breaks: 'α = 0.8; in both profiles at the sizes of quick',
      regime: { ...quickGd, alpha: 0.8, rate: 0.5, steps: 600 },
      trials: 12,
    },
  ],
  figures: offDiagonalFigure,
  expectation: { verdict: 'holds' },
});
