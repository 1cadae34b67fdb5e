import {
  closeness,
  defineClaim,
  flowPoints,
  heavyBallIterates,
  type PiecewiseTerm,
  piecewiseFlow,
  random,
} from 'lemmata';
import {
  decidedIn,
  draw,
  fullBatchSettings,
  type Grid,
  type Orders,
  orderFigure,
  orders,
  orderTwo,
  type Setting,
  sweep,
} from './experiments.ts';

interface Regime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  readonly term: PiecewiseTerm;
}
const few = decidedIn(fullBatchSettings, 'TwoD, β = 0.5', 8);

export default defineClaim<Regime, Orders>({
  id: 'theorem-4-1-piecewise-flow-order',
  paper: 'igr-momentum',
  title: 'Heavy ball follows the piecewise modified flow (4) to order h²',
  label: 'Theorem 4.1, eqs. (4) and (6)',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-local-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{1\le k\le T/h}\|\tilde x(t_k)-x^k\|\le Ch^2,\quad \tilde x'=-c_k\nabla E-\frac{h\gamma_k(1+\beta)}{2(1-\beta)^3}\nabla^2E\,\nabla E`,
    plain:
      'For a smooth loss and a fixed horizon, the iterates of heavy ball stay within a constant times h² of the flow (4) that starts at the same point.',
  },
  assumptions: ['rest start x⁻¹ = x⁰', 'the flow exists up to T', 'h small against (1−β)²/Λ'],
  profiles: {
    quick: {
      trials: 16,
      regime: { settings: fullBatchSettings, grid: { s0: 0.1, tau: 3, halvings: 3 }, term: 'printed' },
    },
    full: {
      trials: 16,
      regime: { settings: fullBatchSettings, grid: { s0: 0.1, tau: 3, halvings: 6 }, term: 'printed' },
    },
  },
  measure({ settings, grid, term }, trials, lab) {
    return trials.map((trial) =>
      orders(settings, trial, ({ family, beta }) => {
        const problem = draw(family, 1, random(lab.seed(family, trial)));
        const { loss, start } = problem;
        return sweep(problem, beta, grid, (h, steps) =>
          closeness(
            heavyBallIterates(loss, start, { h, beta, steps }),
            flowPoints(piecewiseFlow(loss, h, beta, term), start, { h, steps }),
          ),
        );
      }),
    );
  },
  rule: orderTwo(fullBatchSettings),
  controls: [
    { name: 'no regulariser', breaks: 'drops the term in ∇²E∇E', regime: { term: 'none', settings: few }, trials: 8 },
    {
      name: 'flipped regulariser',
      breaks: 'flips the sign of the term in ∇²E∇E',
      regime: { term: 'flipped', settings: few },
      trials: 8,
    },
    {
      name: "gradient descent's regulariser",
      breaks: 'takes the term of GD at the rate c_k, (h/2)c_k²∇²E∇E',
      regime: { term: 'gradient-descent', settings: few },
      trials: 8,
    },
  ],
  figures: (observations) => [orderFigure('Distance from flow (4)', observations)],
  expectation: { verdict: 'holds' },
});
