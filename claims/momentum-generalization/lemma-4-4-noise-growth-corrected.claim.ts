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

const regime: GrowthRegime = { ...growthRegime, error: '1/√d' };

export default defineClaim<GrowthRegime, Sweep>({
  id: 'lemma-4-4-noise-growth-corrected',
  paper: 'momentum-generalization',
  title: 'The noise of a small margin grows by its own square, up to an error of order 1/√d',
  label: 'Lemma 4.4, first part, corrected',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['gd-s-gd-n-updates'],
  kind: 'exponent',
  statement: {
    tex: String.raw`y_i\Xi_{i,j,r}^{(t+1)}\ge y_i\Xi_{i,j,r}^{(0)}+\frac{\tilde\Theta(\eta\sigma^2d)}N\sum_{\tau=0}^t(\Xi_{i,j,r}^{(\tau)})^2-\tilde O\Big(\frac1{\sqrt d}\Big)`,
    plain:
      'Until a small margin is memorised, each of its noise activations gains the sum of its squares, less an error of order 1/√d, the overlap of two noise patches.',
  },
  assumptions: growthAssumptions,
  profiles: {
    quick: { trials: 64, regime },
    full: { trials: 40, regime: { ...regime, dimensions: [64, 256, 1024, 4096] } },
  },
  measure: growthDeficits,
  rule: boundedDeficit,
  controls: [leadingSix],
  figures: (observations) => [sweepFigure('Deficit in units of the error term', 'deficit', observations)],
  expectation: { verdict: 'holds' },
});
