import { defineClaim } from 'lemmata';
import {
  type FloorObservation,
  type FloorRegime,
  floorFigure,
  floorRule,
  floors,
  floorTable,
  fourNeurons,
} from './floor.ts';

const printed = { labels: 'random', horizon: 60 } as const;

export default defineClaim<FloorRegime, FloorObservation>({
  id: 'remark-2-neighbourhood-convergence',
  paper: 'ntk-acceleration',
  title: 'Heavy ball on a wide net stops at a neighbourhood, gradient descent does not: read as what runs show',
  label: 'Remark 2, on actual runs',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-2-heavy-ball-bound'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\liminf_t\frac{\|\xi_t\|}{\|\xi_0\|}>0\ \text{under heavy ball},\qquad\|\xi_t\|\to0\ \text{under GD}`,
    plain:
      'Heavy ball reduces the error only down to a floor (the additive term of (8)), while gradient descent converges to an arbitrarily small error and shows no such neighbourhood convergence.',
  },
  assumptions: [
    'η = 1/(2λ_max)',
    'β = (1 − √(ηλ/2))²',
    'x uniform on the sphere, y = ±1, n = 5, d = 10',
    'a floor: the residual stops falling above 10⁻⁸ of its start',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...printed, widths: [1_000, 10, 20, 50, 100, 300] } },
    full: { trials: 120, regime: { ...printed, widths: [10_000, 10, 20, 50, 100, 300, 1_000] } },
  },
  measure: floors,
  rule: floorRule((heavyBall, gradientDescent) => heavyBall.floor && !gradientDescent.floor),
  controls: [
    {
      name: 'contradicting labels',
      breaks: 'adds the first input with the opposite label, so that gradient descent has a floor too',
      regime: { labels: 'contradicting', widths: [50] },
      trials: 12,
    },
  ],
  figures: (observations) => [floorFigure(observations)],
  counterexample: (observations) => ({
    smallest: fourNeurons(),
    derivation:
      'the additive term is an upper bound of what blocks the linear recursion, not a floor: φ_t shrinks with the residual (Lemma 1), so both methods converge linearly once the gates settle',
    widths: floorTable(observations),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The additive term only bounds from above. Wherever gradient descent converges to 10⁻⁸, heavy ball does as well, and in fewer steps; narrow nets that cannot fit leave both with a floor.',
    corrected: 'remark-2-neighbourhood-convergence-corrected',
  },
});
