import { defineClaim } from 'lemmata';
import { type Orders, orderFigure } from './experiments.ts';
import { type DescentRegime, descentOrders, oneStep, printed } from './gradient-descent.ts';

const local = { ...printed, span: 'one step' } as const;

export default defineClaim<DescentRegime, Orders>({
  id: 'sec-3-gd-local-order',
  paper: 'igr-momentum',
  title: 'One step of gradient descent is O(h²) from the gradient flow and O(h³) from the modified flow',
  label: 'Section 3, after eq. (3)',
  section: 'Section 3: Gradient descent',
  kind: 'exponent',
  statement: {
    tex: String.raw`\|x^{k+1}-x_{(2)}(h)\|=O(h^2),\quad\|x^{k+1}-x_{(3)}(h)\|=O(h^3),\qquad x_{(2)}(0)=x_{(3)}(0)=x^k`,
    plain:
      'When gradient descent, flow (2) and flow (3) set off from the same point, the next step is O(h²) close to flow (2) and O(h³) close to flow (3).',
  },
  assumptions: ['E is smooth', 'h small against 1/Λ'],
  profiles: {
    quick: { trials: 16, regime: { ...local, grid: { s0: 0.05, tau: 3, halvings: 3 } } },
    full: { trials: 16, regime: { ...local, grid: { s0: 0.05, tau: 3, halvings: 5 } } },
  },
  measure: descentOrders,
  rule: oneStep,
  controls: [
    { name: 'no regulariser', breaks: 'puts 0 for h/4 in flow (3)', regime: { factor: 0 } },
    { name: 'twice the regulariser', breaks: 'puts h/2 for h/4', regime: { factor: 2 } },
    { name: 'flipped regulariser', breaks: 'puts −h/4 for h/4', regime: { factor: -1 } },
  ],
  figures(observations) {
    const errors = orderFigure('Error of one step', observations);
    const guide = (order: number) => ({
      name: `slope ${order}`,
      points: errors.series[0].points.map(([h]) => [h, 1e-3 * h ** order] as const),
      draw: 'bound' as const,
    });
    return [{ ...errors, series: [...errors.series, guide(2), guide(3)] }];
  },
  expectation: { verdict: 'holds' },
});
