import { all, defineClaim, equivalent, part } from 'lemmata';
import { measureSharpness, type PointSharpness, printed, type SharpnessRegime, sharpnessMap } from './sharpness.ts';

type Observation = readonly PointSharpness[];

const points = [0, 200, 6000] as const;
const regime = { ...printed, points, unit: 'critical', radii: [1 / 16, 16] } as const;
/** The start decides the controls. */
const early = [0, 1, 2] as const;
const within = equivalent({ target: 1, margin: 0.1 });
const below = points.map((steps, k) => [
  `ρ = ρ*/16 after ${steps} steps`,
  part(within, (seen: Observation) => seen[k].sharpness[0] / seen[k].surrogate[0]),
]);
// Elsewhere 16 ρ* is not small: at the start, and in the tenth of the nets that 6000 steps take to the edge of stability.
const beyond = part(within, ([, { sharpness, lambda, radii }]: Observation) => {
  return sharpness[1] / (0.5 * lambda * radii[1] ** 2);
});

export default defineClaim<SharpnessRegime, Observation>({
  id: 'sec-3-sharpness-first-order-proportional-corrected',
  paper: 'igr-momentum',
  title: 'The sharpness follows ‖∇E‖ below the radius 2‖∇E‖/λ_max and λ_max above it',
  label: 'Section 3, last sentence, corrected',
  section: 'Section 3: Gradient descent',
  restsOn: ['sec-3-sharpness-first-order'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\rho^*:=\frac{2\|\nabla E\|}{\lambda_{\max}}:\quad S_\rho\approx\rho\|\nabla E\|\ (\rho\le\rho^*/16),\qquad S_\rho\approx\tfrac12\lambda_{\max}\rho^2\ (\rho=16\rho^*)`,
    plain:
      'Within 10 %, the sharpness is ρ‖∇E‖ where ρ is at most a sixteenth of ρ* = 2‖∇E‖/λ_max; at 16 ρ*, where that is still small, it is ½λ_max ρ², whatever the gradient is.',
  },
  assumptions: [
    'on a quadratic S_ρ is at most ρ‖∇E‖ + ½λ_max ρ², attained where ∇E is an eigenvector of λ_max: ρ*/10 and 10 ρ* are the tightest radii, which ρ*/16 and 16 ρ* keep off',
    'ρ small against the scale on which the Hessian changes',
    'λ_max is the largest modulus and positive',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...regime, starts: 1 } },
    full: { trials: 40, regime: { ...regime, starts: 4 } },
  },
  measure: measureSharpness,
  rule: all({ ...Object.fromEntries(below), '½λ_max ρ² at 16 ρ* after 200 steps': beyond }),
  controls: [
    {
      name: 'ρ‖∇E‖/2',
      breaks: 'halves the surrogate',
      regime: { points: early, surrogate: { factor: 0.5, power: 1 } },
      trials: 12,
    },
    {
      name: 'at the critical radius',
      breaks: 'ρ = ρ* in place of ρ*/16',
      regime: { points: early, radii: [1, 16] },
      trials: 12,
    },
  ],
  figures: (observations) => [sharpnessMap(observations)],
  expectation: { verdict: 'holds' },
});
