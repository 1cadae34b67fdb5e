import { always, defineClaim, violation, type Worst } from 'lemmata';
import {
  measureSharpness,
  type PointSharpness,
  printed,
  radii,
  type SharpnessRegime,
  sharpnessMap,
} from './sharpness.ts';

interface Observation extends Worst {
  readonly points: readonly PointSharpness[];
}

/** E = x²/2, which rises most towards x + ρ. */
function onParabola() {
  const [x, rho] = [1 / 16, 1 / 8];
  const [sharpness, surrogate] = [((x + rho) ** 2 - x ** 2) / 2, rho * x];
  return { loss: 'E = x²/2', x, rho, sharpness, surrogate, ...violation(sharpness / surrogate, '≤', 1.1) };
}

const regime = { ...printed, points: [0, 200, 6000], radii } as const;

export default defineClaim<SharpnessRegime, Observation>({
  id: 'sec-3-sharpness-first-order-proportional',
  paper: 'igr-momentum',
  title: 'Along training the sharpness is proportional to ‖∇E‖',
  label: 'Section 3, last sentence',
  section: 'Section 3: Gradient descent',
  restsOn: ['sec-3-sharpness-first-order'],
  kind: 'inequality',
  statement: {
    tex: String.raw`0.9\le\frac{S_\rho(x)}{\rho\|\nabla E(x)\|}\le1.1\quad\text{on the way to a minimum}`,
    plain:
      'With one radius ρ ≤ 0.2 throughout, the sharpness of a small net stays within 10 % of ρ‖∇E‖ at the start and after 200 and 6000 steps of gradient descent.',
  },
  assumptions: [
    'one ρ for all points, as a bound that holds for any ρ > 0 is used',
    '“approximately” means within 10 %',
  ],
  profiles: {
    quick: { trials: 12, regime: { ...regime, starts: 1 } },
    full: { trials: 40, regime: { ...regime, starts: 4 } },
  },
  measure: (regime, trials, lab) =>
    measureSharpness(regime, trials, lab).map((points) => {
      const worst = points.map(({ sharpness, surrogate }) =>
        Math.max(...sharpness.map((value, i) => Math.abs(Math.log(value / surrogate[i])) - Math.log(1.1))),
      );
      const excess = Math.max(...worst);
      return { excess, step: points[worst.indexOf(excess)].steps, points };
    }),
  rule: always({ tolerance: 0, atMost: 0.6 }),
  controls: [
    {
      name: 'ρ‖∇E‖/2',
      breaks: 'halves the surrogate, at radii where the printed one fits',
      regime: { points: [0], unit: 'critical', radii: [1 / 16], surrogate: { factor: 0.5, power: 1 } },
    },
    {
      name: 'small radii only',
      breaks: 'nothing: ρ = ρ*/16, ρ* = 2‖∇E‖/λ_max, shrinks with the gradient',
      regime: { unit: 'critical', radii: [1 / 16] },
      expected: 'supported',
    },
  ],
  figures: (observations) => [sharpnessMap(observations.map(({ points }) => points))],
  counterexample: ([{ points }]) => ({
    smallest: onParabola(),
    derivation:
      'on E = x²/2, S_ρ(x) = ρ|x| + ρ²/2, so S_ρ/(ρ|E′|) = 1 + ρ/ρ* with ρ* = 2|x|; at x = 0 the sharpness is ρ²/2 and the gradient is 0',
    nets: points.map(({ steps, critical, slope, lambda, radii, sharpness, surrogate }) => ({
      steps,
      gradientNorm: slope,
      largestEigenvalue: lambda,
      criticalRadius: critical,
      radii,
      ratio: sharpness.map((value, i) => value / surrogate[i]),
      ratioToHalfLambdaRhoSquared: sharpness.map((value, i) => value / (0.5 * lambda * radii[i] ** 2)),
    })),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'Near a minimum the second-order term wins: where ρ is above ρ* = 2‖∇E‖/λ_max the sharpness is ½λ_max ρ², whatever the gradient is.',
    corrected: 'sec-3-sharpness-first-order-proportional-corrected',
  },
});
