import { all, defineClaim, equivalent, part } from 'lemmata';
import { etas, sizes } from './valley.ts';
import {
  type CoefficientRegime,
  type Coefficients,
  coefficientFigures,
  coefficients,
  noForce,
} from './valley-coefficient.ts';

const corrected = { slope: 1, noise: 'all' } as const;
const rule = equivalent({ target: 0.125, margin: 0.0125 });

export default defineClaim<CoefficientRegime, Coefficients>({
  id: 'sec-7-valley-drift-corrected',
  paper: 'igr-momentum',
  title: 'Near minimisers perturbed gradient descent feels (h/8)σ²‖∇²E‖_F², once its iterates have spread',
  label: 'Section 7, last paragraph, corrected',
  section: 'Section 7: Noise injection',
  restsOn: ['sec-7-smoothed-loss-expansion'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\tfrac{d}{dt}\,\mathbb E[u]=-\partial_u\big(R+\kappa h\sigma^2\|\nabla^2E\|_F^2\big),\quad \kappa=\frac{1/8}{1-ha/2},\quad\text{and}\ \kappa\cdot\big(1-(1-ha)^{2k}\big)\ \text{at step }k\text{ from }v=0`,
    plain:
      'Along a valley of minimisers the mean of perturbed gradient descent drifts as under R + κhσ²‖∇²E‖_F²: the force does not vanish there and is proportional to the learning rate, with κ = 1/8 (1/8/(1 − ha/2) at a finite step); from v = 0 it builds up as 1 − (1−ha)^{2k}.',
  },
  assumptions: ['E(u, v) = ½(1 + u)‖v‖², v ∈ R⁴', 'σ = 0.05', 'u moves little in 1/h steps'],
  profiles: {
    quick: { trials: 20, regime: { ...corrected, ...sizes.quick } },
    full: { trials: 20, regime: { ...corrected, ...sizes.full } },
  },
  measure: coefficients,
  rule: all({
    'κ, η → 0': part(rule, ({ limit }: Coefficients) => limit),
    ...Object.fromEntries(
      etas.map((eta, k) => [`κ(1 − ηa/2), η = ${eta}`, part(rule, ({ stationary }: Coefficients) => stationary[k])]),
    ),
    'κ as it builds up': part(rule, ({ earlyStationary }: Coefficients) => earlyStationary),
  }),
  controls: noForce,
  figures: coefficientFigures,
  expectation: { verdict: 'holds' },
});
