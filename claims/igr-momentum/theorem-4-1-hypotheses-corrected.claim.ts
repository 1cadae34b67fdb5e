import { defineClaim } from 'lemmata';
import { type Orders, orderFigure } from './experiments.ts';
import {
  belowBlowUp,
  few,
  gradientJumps,
  type HypothesesRegime,
  hypothesesOrders,
  hypothesesRule,
  settings,
} from './hypotheses.ts';

const grid = { s0: 0.1, tau: 3, halvings: 3 } as const;
const corrected = { settings, velocity: 1, first: 1, scalar: 'unbounded below', scalarGrid: belowBlowUp } as const;

export default defineClaim<HypothesesRegime, Orders>({
  id: 'theorem-4-1-hypotheses-corrected',
  paper: 'igr-momentum',
  title: 'While the plain flow exists, (6) holds from rest, and one index later from a start with velocity',
  label: 'Theorem 4.1, its hypotheses, corrected',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`x'=-\tfrac{\nabla E}{1-\beta}\text{ exists on }[0,T]\ \Rightarrow\ \max_{k\le T/h}\|\tilde x(t_k)-x^k\|\le Ch^2\ (h\le h_0);\quad x^{-1}=x^0+h\nabla E(x^0):\ c_{k+1},\gamma_{k+1}\text{ for }c_k,\gamma_k`,
    plain:
      'Up to a time at which the plain rescaled flow still exists, heavy ball from rest is O(h²) close to flow (4) for small h; from x⁻¹ = x⁰ + h∇E(x⁰) it is so if flow (4) is counted from the step before.',
  },
  assumptions: ['x′ = −∇E/(1−β) stays bounded on [0, T]', 'h ≤ h₀, small against (1−β)²/Λ'],
  profiles: {
    quick: { trials: 8, regime: { ...corrected, grid } },
    full: { trials: 8, regime: { ...corrected, grid: { ...grid, halvings: 6 } } },
  },
  measure: hypothesesOrders,
  rule: hypothesesRule,
  controls: [
    { name: 'counted from 0', breaks: 'takes c_k and γ_k from a start with velocity', regime: { first: 0 } },
    {
      name: 'beyond the blow-up',
      breaks: 'looks at −x⁴/4 up to twice the time at which its flow is infinite',
      regime: { scalarGrid: grid, settings: few },
    },
    gradientJumps,
    {
      name: 'from rest',
      breaks: 'nothing: x⁻¹ = x⁰ with c_k and γ_k',
      regime: { velocity: 0, first: 0 },
      expected: 'supported',
    },
  ],
  figures: (observations) => [
    orderFigure('Distance from flow (4): −x⁴/4 before its blow-up, starts with velocity', observations),
  ],
  expectation: { verdict: 'holds' },
});
