import { closeness, defineClaim, heavyBallIterates, random } from 'lemmata';
import {
  decidedIn,
  draw,
  type Grid,
  type Orders,
  orderFigure,
  orders,
  orderTwo,
  type Setting,
  sweep,
} from './experiments.ts';
import { type Gamma, transientPoints } from './transient.ts';

interface Regime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  readonly gamma: Gamma;
}

const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 8 },
  { family: 'TwoD', beta: 0.9, replicates: 8 },
  { family: 'Quartic', beta: 0.5, replicates: 12 },
];
const few = decidedIn(settings, 'TwoD, β = 0.5', 8);

export default defineClaim<Regime, Orders>({
  id: 'theorem-4-1-local-order-blind-global',
  paper: 'igr-momentum',
  title: 'The order up to T cannot see γ_k: with γ_k = 1 throughout, flow (4) is O(h²) close too',
  label: 'Theorem 4.1, eqs. (4) and (6), with a wrong γ',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-local-order', 'theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{1\le k\le T/h}\|\tilde x(t_k)-x^k\|\le Ch^2,\quad\tilde x'=-c_k\nabla E-\frac{h(1+\beta)}{2(1-\beta)^3}\nabla^2E\,\nabla E`,
    plain:
      'A wrong γ_k errs by O(h²) in each of the O(1) steps of the transient only, so (6) holds with 1, with 1 − β^{2k+2} and with γ_{k−1} in its place, though the error of one step does not.',
  },
  assumptions: ['rest start x⁻¹ = x⁰', 'the flow exists up to T', 'h small against (1−β)²/Λ'],
  profiles: {
    quick: { trials: 12, regime: { settings, grid: { s0: 0.05, tau: 3, halvings: 3 }, gamma: '1' } },
    full: { trials: 12, regime: { settings, grid: { s0: 0.05, tau: 3, halvings: 6 }, gamma: '1' } },
  },
  measure({ settings, grid, gamma }, trials, lab) {
    return trials.map((trial) =>
      orders(settings, trial, ({ family, beta }) => {
        const problem = draw(family, 1, random(lab.seed(family, trial)));
        const { loss, start } = problem;
        return sweep(problem, beta, grid, (h, steps) =>
          closeness(
            heavyBallIterates(loss, start, { h, beta, steps }),
            transientPoints(loss, start, { h, beta, steps, gamma }),
          ),
        );
      }),
    );
  },
  rule: orderTwo(settings),
  controls: [
    {
      name: 'γ_k = 0',
      breaks: 'drops the regulariser also after the transient',
      regime: { gamma: '0', settings: few },
    },
    ...(['1 − β^{2k+2}', 'γ_{k−1}'] as const).map((gamma) => ({
      name: `${gamma} in place of γ_k`,
      breaks: 'nothing that the order up to T can see',
      regime: { gamma },
      expected: 'supported' as const,
    })),
  ],
  figures: (observations) => [orderFigure('Distance from flow (4) with γ_k = 1', observations)],
  expectation: { verdict: 'holds' },
});
