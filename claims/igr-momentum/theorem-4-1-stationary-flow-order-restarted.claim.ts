import { defineClaim } from 'lemmata';
import type { Orders } from './experiments.ts';
import { lateReading, type StationaryRegime, unregularised } from './stationary.ts';

export default defineClaim<StationaryRegime, Orders>({
  ...lateReading('E'),
  id: 'theorem-4-1-stationary-flow-order-restarted',
  title: 'Restarted on heavy ball after the transient, flow (5) stays O(h²) close',
  label: 'Theorem 4.1, eqs. (5) and (6), restarted',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  statement: {
    tex: String.raw`\max_{T/4\le t_k\le T}\|\tilde x(t_k)-x^k\|\le Ch^2,\quad\tilde x\text{ solves (5)},\ \tilde x(t_K)=x^K,\ K=\lfloor n/4\rfloor`,
    plain:
      'Once the transient is over, the flow (5) that starts on an iterate stays O(h²) close to the iterates that follow.',
  },
  controls: [
    unregularised,
    {
      name: 'started at x⁰',
      breaks: 'starts before the transient (reading A)',
      regime: { ...unregularised.regime, regularised: true, reading: 'A' },
      trials: 8,
    },
  ],
  expectation: { verdict: 'holds' },
});
