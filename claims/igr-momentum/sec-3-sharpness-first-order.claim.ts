import { all, defineClaim, equivalent, exponentAtLeast, part } from 'lemmata';
import {
  measureSharpness,
  type PointSharpness,
  printed,
  radii,
  type SharpnessRegime,
  sharpnessMap,
} from './sharpness.ts';

type Observation = readonly PointSharpness[];

const regime = { ...printed, points: [0], radii } as const;
const last = radii.length - 1;

export default defineClaim<SharpnessRegime, Observation>({
  id: 'sec-3-sharpness-first-order',
  paper: 'igr-momentum',
  title: 'At a fixed point the sharpness is ρ‖∇E‖ to first order in ρ',
  label: 'Section 3, the first-order approximation of the sharpness',
  section: 'Section 3: Gradient descent',
  restsOn: ['sec-3-sharpness-first-order-identity'],
  kind: 'exponent',
  statement: {
    tex: String.raw`S_\rho(x):=\max_{\|\epsilon\|\le\rho}\big(E(x+\epsilon)-E(x)\big)=\rho\|\nabla E(x)\|+O(\rho^2)`,
    plain: 'At the start of a small net, the sharpness differs from ρ‖∇E‖ by O(ρ²), so that their ratio tends to 1.',
  },
  assumptions: ['x is fixed while ρ → 0', '∇E(x) ≠ 0'],
  profiles: {
    quick: { trials: 12, regime: { ...regime, starts: 2 } },
    full: { trials: 40, regime: { ...regime, starts: 4 } },
  },
  measure: measureSharpness,
  rule: all(
    {
      'error, order 2': part(
        exponentAtLeast({ order: 2, towards: 'zero' }),
        ([{ radii: x, ...point }]: Observation) => ({
          x,
          y: x.map((_, i) => Math.abs(point.sharpness[i] - point.surrogate[i])),
        }),
      ),
      'ratio at the smallest ρ': part(
        equivalent({ target: 1, margin: 0.1 }),
        ([{ sharpness, surrogate }]: Observation) => sharpness[last] / surrogate[last],
      ),
    },
    ['exponent'],
  ),
  controls: [
    { name: 'ρ²‖∇E‖', breaks: 'takes the wrong power of ρ', regime: { surrogate: { factor: 1, power: 2 } } },
    { name: 'ρ‖∇E‖/2', breaks: 'halves the surrogate', regime: { surrogate: { factor: 0.5, power: 1 } } },
  ],
  figures: (observations) => [sharpnessMap(observations)],
  expectation: { verdict: 'holds' },
});
