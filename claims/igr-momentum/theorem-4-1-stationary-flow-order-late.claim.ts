import { defineClaim } from 'lemmata';
import type { Orders } from './experiments.ts';
import { lateReading, onParabola, type StationaryRegime, unregularised } from './stationary.ts';

export default defineClaim<StationaryRegime, Orders>({
  ...lateReading('B'),
  id: 'theorem-4-1-stationary-flow-order-late',
  title: 'After its transient, heavy ball follows flow (5) from the same start to order h²',
  label: 'Theorem 4.1, eqs. (5) and (6), late steps',
  restsOn: ['theorem-4-1-stationary-flow-order'],
  statement: {
    tex: String.raw`\max_{T/4\le t_k\le T}\|\tilde x(t_k)-x^k\|\le Ch^2,\quad\tilde x\text{ solves (5)},\ \tilde x(0)=x^0`,
    plain:
      'Even from the same start, the flow (5) is O(h²) close to heavy ball “for a sufficiently large iteration k”, here for t ≥ T/4.',
  },
  controls: [
    unregularised,
    {
      name: 'shifted start',
      breaks: 'nothing: the flow starts at x⁰ + hβ/(1−β)² ∇E(x⁰)',
      regime: { reading: 'C+' },
      expected: 'supported',
    },
  ],
  counterexample: ([trial0]) => ({
    smallest: onParabola('B'),
    cause: 'the lag hβ/(1−β)² ∇E that the first steps leave does not fade: it is carried along by the flow',
    trial0,
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'The lag of the transient stays when the transient is over; only a shifted start takes it in.',
    corrected: 'theorem-4-1-stationary-flow-order-shifted',
  },
});
