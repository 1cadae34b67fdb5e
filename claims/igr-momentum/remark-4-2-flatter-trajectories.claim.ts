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
  twoWeights,
} from './flatness.ts';

export default defineClaim<FlatnessRegime, FlatnessObservation>({
  id: 'remark-4-2-flatter-trajectories',
  paper: 'igr-momentum',
  title:
    'At one effective learning rate, momentum gives flatter trajectories, also at the stability edge of gradient descent',
  label: 'Remark 4.2, flatter trajectories',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-2-coefficient-ratio'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\lambda_{\max}\big(x_\beta\big)<\lambda_{\max}\big(x_0\big)\ \text{and}\ \|\nabla E(x_\beta)\|<\|\nabla E(x_0)\|\ \text{at equal}\ E,\ \eta=h/(1-\beta)`,
    plain:
      'At equal effective learning rate and equal loss, heavy ball with β = 0.9 has a smaller ‖∇E‖² and a smaller λ_max than gradient descent, where the latter is at its stability edge, ηλ_max ≈ 2.',
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
  rule: bothMeasures,
  controls: [
    swappedLabels,
    gradientDescentTwice,
    {
      name: 'far below the edge',
      breaks: 'nothing: ηλ_max of gradient descent below 1',
      regime: belowEdge,
      expected: 'supported',
      trials: 40,
    },
  ],
  figures: flatnessFigures,
  counterexample: (observations, { eta, levels }) => ({
    smallest: twoWeights(),
    net: 'trial 0',
    level: levels.at(-1),
    edge: 2 / eta,
    sharpness: observations[0].runs.map(({ beta, passages }) => ({ beta, lambdaMax: passages.at(-1)?.sharpness })),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'At its edge gradient descent is held at λ_max = 2/η, and heavy ball may go on to 2(1+β)/((1−β)η): at equal loss its λ_max is several times larger. ‖∇E‖² is smaller all the same, because gradient descent oscillates: the two measures of flatness disagree.',
    corrected: 'remark-4-2-flatter-trajectories-below-edge',
  },
});
