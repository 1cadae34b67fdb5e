import { defineClaim, type Sweep } from 'lemmata';
import {
  boundedDeficit,
  type GrowthRegime,
  growthAssumptions,
  growthDeficits,
  growthRegime,
  leadingSix,
} from './noise-growth.ts';
import { sweepFigure } from './small-step.ts';

const regime: GrowthRegime = { ...growthRegime, error: 'Pσ²√d/α' };

export default defineClaim<GrowthRegime, Sweep>({
  id: 'lemma-4-4-noise-growth',
  paper: 'momentum-generalization',
  title: 'The noise of a small margin grows by its own square, up to an error of order Pσ²√d/α',
  label: 'Lemma 4.4, first part',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['gd-s-gd-n-updates'],
  kind: 'exponent',
  statement: {
    tex: String.raw`y_i\Xi_{i,j,r}^{(t+1)}\ge y_i\Xi_{i,j,r}^{(0)}+\frac{\tilde\Theta(\eta\sigma^2d)}N\sum_{\tau=0}^t(\Xi_{i,j,r}^{(\tau)})^2-\tilde O\Big(\frac{P\sigma^2\sqrt d}\alpha\Big)`,
    plain:
      'Until a small margin is memorised, each of its noise activations gains the sum of its squares, less an error of order Pσ²√d/α.',
  },
  assumptions: growthAssumptions,
  profiles: {
    quick: { trials: 64, regime },
    full: { trials: 40, regime: { ...regime, dimensions: [64, 256, 1024, 4096] } },
  },
  measure: growthDeficits,
  rule: boundedDeficit,
  controls: [
    leadingSix,
    {
      name: 'an error of order 1/√d',
      breaks: 'nothing: the deficit is of that order',
      regime: { error: '1/√d' },
      expected: 'supported',
    },
  ],
  figures: (observations) => [sweepFigure('Deficit in units of the error term', 'deficit', observations)],
  counterexample: (observations) => ({
    inUnitsOfTheError: observations.slice(0, 8).map(({ x, y }) => x.map((d, k) => ({ d, deficit: y[k] }))),
    cause:
      'While the patch l of one neuron grows to Ξ ≈ 1, every other patch j of that sample and neuron moves by Ξ⟨X[l], X[j]⟩/‖X[l]‖², which is normal of deviation 1/√d, and as often against y_i as with it. The printed error is P d^−0.99.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'The error is at least of order 1/√d, not P/(α√d): a patch is dragged along by the one that is memorised.',
    corrected: 'lemma-4-4-noise-growth-corrected',
  },
});
