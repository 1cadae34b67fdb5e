import { defineClaim } from 'lemmata';
import { decidedIn, fullBatchSettings, type Orders, orderFigure, orderTwo } from './experiments.ts';
import { type StationaryRegime, stationaryOrders } from './stationary.ts';

const shifted = { settings: fullBatchSettings, reading: 'C+', regularised: true, momentum: true } as const;

const few = decidedIn(fullBatchSettings, 'TwoD, β = 0.5', 8);

export default defineClaim<StationaryRegime, Orders>({
  id: 'theorem-4-1-stationary-flow-order-shifted',
  paper: 'igr-momentum',
  title: 'After its transient, heavy ball follows flow (5) from a shifted start to order h²',
  label: 'Theorem 4.1, eqs. (5) and (6), corrected',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order', 'theorem-4-1-gamma-identity-limit'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{T/4\le t_k\le T}\|\tilde x(t_k)-x^k\|\le Ch^2,\quad \tilde x \text{ solves (5)},\ \tilde x(0)=x^0+\frac{h\beta}{(1-\beta)^2}\nabla E(x^0)`,
    plain:
      'Once the transient is over (t ≥ T/4), heavy ball stays within a constant times h² of the flow (5) that starts from x⁰ + hβ/(1−β)² ∇E(x⁰).',
  },
  assumptions: ['rest start x⁻¹ = x⁰', 'the flow exists up to T', 'h small against (1−β)²/Λ'],
  profiles: {
    quick: { trials: 16, regime: { ...shifted, grid: { s0: 0.1, tau: 3, halvings: 3 } } },
    full: { trials: 16, regime: { ...shifted, grid: { s0: 0.1, tau: 3, halvings: 6 } } },
  },
  measure: stationaryOrders,
  rule: orderTwo(fullBatchSettings),
  controls: [
    {
      name: 'no regulariser',
      breaks: 'drops the ‖∇E‖² term',
      regime: { regularised: false, settings: few },
      trials: 8,
    },
    {
      name: 'shift of the other sign',
      breaks: 'starts from x⁰ − hβ/(1−β)² ∇E(x⁰)',
      regime: { reading: 'C-', settings: few },
      trials: 8,
    },
    {
      name: 'no shift',
      breaks: 'starts from x⁰, late steps only (reading B)',
      regime: { reading: 'B', settings: few },
      trials: 8,
    },
  ],
  figures: (observations) => [orderFigure('Distance from flow (5), shifted start, t ≥ T/4', observations)],
  expectation: { verdict: 'holds' },
});
