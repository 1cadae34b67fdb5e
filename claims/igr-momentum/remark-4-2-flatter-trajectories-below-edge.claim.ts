import { defineClaim } from 'lemmata';
import {
  atEdge,
  belowEdge,
  bothMeasures,
  type FlatnessObservation,
  type FlatnessRegime,
  flatness,
  flatnessFigures,
  fullSizes,
  gradientDescentTwice,
  swappedLabels,
} from './flatness.ts';

export default defineClaim<FlatnessRegime, FlatnessObservation>({
  id: 'remark-4-2-flatter-trajectories-below-edge',
  paper: 'igr-momentum',
  title: 'Far below the stability edge, momentum gives flatter trajectories at one effective learning rate',
  label: 'Remark 4.2, flatter trajectories, corrected',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-2-measured-strength'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\lambda_{\max}\big(x_\beta\big)<\lambda_{\max}\big(x_0\big)\ \text{and}\ \|\nabla E(x_\beta)\|<\|\nabla E(x_0)\|\ \text{at equal}\ E,\ \eta\lambda_{\max}(x_0)<1`,
    plain:
      'At equal effective learning rate and equal loss, heavy ball with β = 0.9 has a smaller ‖∇E‖² and a smaller λ_max than gradient descent, where ηλ_max of the latter is below 1.',
  },
  assumptions: [
    'Net193 on T₃: 1 → 12 → 12 → 1, tanh, 20 points',
    'compared at the first passage of equal losses',
    'ηλ_max of gradient descent below 1',
  ],
  profiles: {
    quick: { trials: 40, regime: belowEdge },
    full: { trials: 60, regime: fullSizes.belowEdge },
  },
  measure: flatness,
  rule: bothMeasures,
  controls: [
    swappedLabels,
    gradientDescentTwice,
    {
      name: 'at the edge',
      breaks: 'compares where gradient descent is at ηλ_max ≈ 2',
      regime: atEdge,
      trials: 20,
    },
  ],
  figures: flatnessFigures,
  expectation: { verdict: 'holds' },
});
