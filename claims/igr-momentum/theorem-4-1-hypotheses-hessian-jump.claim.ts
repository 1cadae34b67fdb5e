import { all, defineClaim } from 'lemmata';
import { type Orders, orderFigure } from './experiments.ts';
import { gradientJumps, type HypothesesRegime, hypothesesOrders, scalarParts } from './hypotheses.ts';

const printed = {
  settings: [],
  velocity: 0,
  first: 0,
  grid: { s0: 0.1, tau: 3, halvings: 3 },
  scalar: 'Hessian jumps',
} as const;

export default defineClaim<HypothesesRegime, Orders>({
  id: 'theorem-4-1-hypotheses-hessian-jump',
  paper: 'igr-momentum',
  title: 'A Hessian that jumps does not cost the order: (6) needs less than four derivatives',
  label: 'Theorem 4.1, “4-times differentiable”',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`E'(x)=\mathrm{clip}(x/0.3,-1,1)+\tfrac x2:\quad\max_{k\le T/h}|\tilde x(t_k)-x^k|\le Ch^2`,
    plain:
      'On a loss of one variable with one continuous derivative, heavy ball is still O(h²) close to flow (4): the jump costs O(h²) in the O(1) steps that cross it.',
  },
  assumptions: ['one variable, start in [1, 1.3], the jump crossed once, at τ = 0.3', 'rest start x⁻¹ = x⁰'],
  profiles: {
    quick: { trials: 56, regime: { ...printed, scalarGrid: { s0: 0.005, tau: 1, halvings: 3 } } },
    full: { trials: 56, regime: { ...printed, scalarGrid: { s0: 0.005, tau: 3, halvings: 5 } } },
  },
  measure: hypothesesOrders,
  rule: all(scalarParts),
  controls: [{ ...gradientJumps, regime: { ...gradientJumps.regime, settings: [] } }],
  figures: (observations) => [orderFigure('Distance from flow (4) where the Hessian jumps', observations)],
  expectation: { verdict: 'holds' },
});
