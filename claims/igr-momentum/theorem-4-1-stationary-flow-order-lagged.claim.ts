import { defineClaim } from 'lemmata';
import type { Orders } from './experiments.ts';
import { lateReading, type StationaryRegime, unregularised } from './stationary.ts';

export default defineClaim<StationaryRegime, Orders>({
  ...lateReading('D'),
  id: 'theorem-4-1-stationary-flow-order-lagged',
  title: 'After its transient, heavy ball is O(h²) from where flow (5) was β/(1−β) steps before',
  label: 'Theorem 4.1, eqs. (5) and (6), evaluated with a lag',
  restsOn: ['theorem-4-1-stationary-flow-order-shifted'],
  statement: {
    tex: String.raw`\max_{T/4\le t_k\le T}\Big\|\tilde x\Big(t_k-\frac{h\beta}{1-\beta}\Big)-x^k\Big\|\le Ch^2,\quad\tilde x\text{ solves (5)},\ \tilde x(0)=x^0`,
    plain: 'For t ≥ T/4, heavy ball is O(h²) close to the flow (5) from the same start, evaluated hβ/(1−β) earlier.',
  },
  controls: [
    unregularised,
    {
      name: 'no lag',
      breaks: 'evaluates the flow at t_k (reading B)',
      regime: { ...unregularised.regime, regularised: true, reading: 'B' },
      trials: 8,
    },
  ],
  expectation: { verdict: 'holds' },
});
