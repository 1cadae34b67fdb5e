import { defineClaim, heavyBallIterates } from 'lemmata';
import { type Orders, orderFigure } from './experiments.ts';
import {
  belowBlowUp,
  gradientJumps,
  type HypothesesRegime,
  hypothesesOrders,
  hypothesesRule,
  settings,
} from './hypotheses.ts';
import { downhill, parabola } from './scalar-losses.ts';
import { transientPoints } from './transient.ts';

const grid = { s0: 0.1, tau: 3, halvings: 3 } as const;
const printed = { settings, velocity: 1, first: 0, scalar: 'unbounded below' } as const;

/** On −x⁴/4 from 1, β = ½, T = 1: where heavy ball and flow (4) are, for smaller and smaller steps. */
function blowUp() {
  const [start, beta] = [Float64Array.of(1), 0.5];
  return [1 / 30, 1 / 60, 1 / 120, 1 / 240].map((h) => {
    const steps = Math.round(1 / h);
    const iterates = heavyBallIterates(downhill, start, { h, beta, steps });
    const points = transientPoints(downhill, start, { h, beta, steps, gamma: 'γ_k' });
    return {
      h,
      heavyBallBeyondOneMillionAtTime: h * iterates.findIndex(([x]) => !(x < 1e6)),
      flowAtTime1: points[steps][0],
      restPointOfFlow5: Math.sqrt((2 * (1 - beta) ** 2) / (3 * h * (1 + beta))),
    };
  });
}

/** On x²/2 from x⁻¹ = 1 + h, x⁰ = 1, β = ½, one step: the gap from flow (4) is βh, of first order. */
function pushed() {
  const [start, beta] = [Float64Array.of(1), 0.5];
  return [1 / 50, 1 / 100, 1 / 200].map((h) => {
    const [, [flow]] = transientPoints(parabola(1), start, { h, beta, steps: 1, gamma: 'γ_k' });
    const x1 = 1 - (1 + beta) * h;
    return { h, x1, flow, gapOverH: (flow - x1) / h };
  });
}

export default defineClaim<HypothesesRegime, Orders>({
  id: 'theorem-4-1-hypotheses',
  paper: 'igr-momentum',
  title: 'A smooth loss is all that (6) needs',
  label: 'Theorem 4.1, its hypotheses',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`E\in C^4\ \Rightarrow\ \forall T\,\exists C\,\forall h<T:\ \max_{k\le T/h}\|\tilde x(t_k)-x^k\|\le Ch^2`,
    plain:
      'For a loss that is four times differentiable, whatever its growth, and whatever the first two iterates are, heavy ball stays O(h²) close to flow (4) up to any T.',
  },
  assumptions: ['as printed: E is smooth and 4-times differentiable; x¹, x⁻¹ and bounds on E are not mentioned'],
  profiles: {
    quick: { trials: 8, regime: { ...printed, grid, scalarGrid: grid } },
    full: { trials: 8, regime: { ...printed, grid: { ...grid, halvings: 6 }, scalarGrid: grid } },
  },
  measure: hypothesesOrders,
  rule: hypothesesRule,
  controls: [
    gradientJumps,
    {
      name: 'rest start, before the blow-up',
      breaks: 'nothing: x⁻¹ = x⁰ and a horizon on which the flow exists',
      regime: { velocity: 0, scalarGrid: belowBlowUp },
      expected: 'supported',
    },
  ],
  figures: (observations) => [
    orderFigure('Distance from flow (4): −x⁴/4 beyond its blow-up, starts with velocity', observations),
  ],
  counterexample: () => ({
    unboundedBelow: {
      loss: 'E = −x⁴/4, x⁰ = 1, β = 1/2, T = 1',
      cause:
        'heavy ball explodes at t → (1−β)/2 as h → 0, where x′ = x³/(1−β) is infinite; the regulariser of flow (4) is confining, so the flow exists for every h > 0 and comes to rest at √(2(1−β)²/(3h(1+β)))',
      table: blowUp(),
    },
    startWithVelocity: {
      start: 'x⁻¹ = x⁰ + h∇E(x⁰)',
      smallest: pushed(),
      cause: 'the first step is longer by βh∇E(x⁰), in all by hβ/(1−β) ∇E(x⁰) of first order, and the order is 1',
    },
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'On E = −x⁴/4 heavy ball explodes at a finite time while flow (4) does not; a start with velocity shifts the iterates to first order. The flow must exist on [0, T], and heavy ball must start from rest.',
    corrected: 'theorem-4-1-hypotheses-corrected',
  },
});
