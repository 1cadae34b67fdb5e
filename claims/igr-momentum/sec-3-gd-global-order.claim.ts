import { defineClaim } from 'lemmata';
import { type Orders, orderFigure } from './experiments.ts';
import { type DescentRegime, descentOrders, planeFigure, printed, upToT } from './gradient-descent.ts';

const global = { ...printed, span: 'up to T' } as const;
export default defineClaim<DescentRegime, Orders>({
  id: 'sec-3-gd-global-order',
  paper: 'igr-momentum',
  title: 'Gradient descent stays O(h) from the gradient flow and O(h²) from the modified flow',
  label: 'Section 3, Definition 3.1 and the paragraph after it',
  section: 'Section 3: Gradient descent',
  restsOn: ['sec-3-gd-local-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{1\le k\le T/h}\|x^k-x_{(2)}(t_k)\|\le c\,h,\quad\max_{1\le k\le T/h}\|x^k-x_{(3)}(t_k)\|\le c\,h^2`,
    plain:
      'From the same start and up to a fixed time, flow (2) is O(h) close to gradient descent, and no better, while flow (3) is O(h²) close.',
  },
  assumptions: ['E is smooth', 'the flows exist up to T', 'h small against 1/Λ'],
  profiles: {
    quick: { trials: 16, regime: { ...global, grid: { s0: 0.1, tau: 3, halvings: 3 } } },
    full: { trials: 16, regime: { ...global, grid: { s0: 0.1, tau: 3, halvings: 6 } } },
  },
  measure: descentOrders,
  rule: upToT,
  controls: [
    { name: 'flipped regulariser', breaks: 'puts −h/4 for h/4 in flow (3)', regime: { factor: -1 }, trials: 8 },
    {
      name: 'a gradient that jumps',
      breaks: 'E = |x| + x²/4 in place of a smooth loss',
      regime: { kinked: true },
      trials: 40,
    },
  ],
  figures: (observations) => [orderFigure('Distance from flows (2) and (3)', observations), planeFigure()],
  expectation: { verdict: 'holds' },
});
