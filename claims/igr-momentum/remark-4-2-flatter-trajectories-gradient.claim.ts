import { defineClaim } from 'lemmata';
import {
  atEdge,
  type FlatnessObservation,
  type FlatnessRegime,
  flatness,
  flatnessFigures,
  fullSizes,
  gradientDescentTwice,
  gradientOnly,
  swappedLabels,
} from './flatness.ts';

export default defineClaim<FlatnessRegime, FlatnessObservation>({
  id: 'remark-4-2-flatter-trajectories-gradient',
  paper: 'igr-momentum',
  title: 'At the stability edge, momentum has the smaller gradient at equal loss',
  label: 'Remark 4.2, flatter trajectories by the gradient',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-2-coefficient-ratio'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\|\nabla E(x_\beta)\|<\|\nabla E(x_0)\|\ \text{at equal}\ E,\ \eta\lambda_{\max}(x_0)\approx2`,
    plain:
      "At equal effective learning rate and equal loss, ‖∇E‖², the paper's own measure of flatness, is smaller for heavy ball with β = 0.9 than for gradient descent at its stability edge.",
  },
  assumptions: [
    'Net193 on T₃: 1 → 12 → 12 → 1, tanh, 20 points',
    'compared at the first passage of equal losses',
    'ηλ_max of gradient descent between 1.8 and 3',
  ],
  profiles: {
    quick: { trials: 20, regime: atEdge },
    full: { trials: 40, regime: fullSizes.atEdge },
  },
  measure: flatness,
  rule: gradientOnly,
  controls: [swappedLabels, gradientDescentTwice],
  figures: flatnessFigures,
  expectation: { verdict: 'holds' },
});
