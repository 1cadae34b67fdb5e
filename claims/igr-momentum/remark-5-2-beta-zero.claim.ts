import {
  all,
  always,
  closeness,
  defineClaim,
  distance,
  flowPoints,
  heavyBallIterates,
  norm,
  part,
  random,
  stationaryFlow,
  stochasticFlow,
  type Worst,
} from 'lemmata';
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

interface Regime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  /** Which batch flow (11) sees on [t_k, t_{k+1}): that of step k, or of the step before. */
  readonly batch: 'current' | 'previous';
}

interface Observation {
  /** Largest relative distance between the fields of (10) at β = 0 and (11), over random points and k < 20. */
  readonly fields: Worst;
  readonly orders: Orders;
}

const batches = 4;
const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0, replicates: 24 },
  { family: 'Quartic', beta: 0, replicates: 24 },
  { family: 'MLP31', beta: 0, replicates: 16 },
];
const printed = { settings, batch: 'current' } as const;

export default defineClaim<Regime, Observation>({
  id: 'remark-5-2-beta-zero',
  paper: 'igr-momentum',
  title: "Without momentum flow (10) is SGD's modified flow (11), which SGD follows to order h²",
  label: 'Remark 5.2',
  section: 'Section 5: Heavy ball, stochastic',
  restsOn: ['theorem-5-1-pathwise-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\beta=0:\quad\tilde x'=-\nabla\Big(E_k+\frac h4\|\nabla E_k\|^2\Big)\ \text{on}\ [t_k,t_{k+1}),\quad\max_{1\le k\le T/h}\|\tilde x(t_k)-x^k\|\le Ch^2`,
    plain:
      'At β = 0 the field of flow (10) is that of E_k + (h/4)‖∇E_k‖², and SGD stays within a constant times h² of its flow along any sequence of mini-batches.',
  },
  assumptions: ['0⁰ = 1', 'n = ⌊T/h⌋ for a fixed T', 'h small against 1/Λ'],
  profiles: {
    quick: { trials: 24, regime: { ...printed, grid: { s0: 0.1, tau: 2, halvings: 4 } } },
    full: { trials: 24, regime: { ...printed, grid: { s0: 0.1, tau: 2, halvings: 6 } } },
  },
  measure({ settings, grid, batch }, trials, lab) {
    return trials.map((trial) => {
      const fields: Worst[] = [];
      const bySetting = orders(settings, trial, ({ family, beta }) => {
        const problem = draw(family, batches, random(lab.seed(family, trial)));
        const sgdFlow = (path: readonly number[], h: number) => (k: number) =>
          stationaryFlow(problem.batches[path[batch === 'current' ? k : Math.max(0, k - 1)]], h, beta, true);
        const pathOf = (purpose: string, steps: number) => {
          const stream = random(lab.seed(`${family} ${purpose}`, trial));
          return Array.from({ length: steps }, () => stream.integer(batches));
        };
        const path = pathOf('fields', 20);
        const momentumFlow = stochasticFlow(problem.batches, path, { h: 0.5, beta, term: { current: 1, memory: 2 } });
        const gaps = path.map((_, k) => {
          const [of10, of11] = [momentumFlow(k), sgdFlow(path, 0.5)(k)].map((field) =>
            field(problem.start, new Float64Array(problem.start.length)),
          );
          return distance(of10, of11) / norm(of11);
        });
        const excess = Math.max(...gaps);
        fields.push({ excess, step: gaps.indexOf(excess) });
        return sweep(problem, beta, grid, (h, steps) => {
          const path = pathOf(`n=${steps}`, steps);
          return closeness(
            heavyBallIterates((k) => problem.batches[path[k]], problem.start, { h, beta, steps }),
            flowPoints(sgdFlow(path, h), problem.start, { h, steps }),
          );
        });
      });
      return { fields: fields.reduce((most, one) => (one.excess > most.excess ? one : most)), orders: bySetting };
    });
  },
  rule: all(
    {
      fields: part(always({ tolerance: 1e-10, atMost: 0.5 }), ({ fields }: Observation) => fields),
      order: part(orderTwo(settings), ({ orders }: Observation) => orders),
    },
    ['exponent'],
  ),
  controls: [
    {
      name: 'the batch before',
      breaks: 'lets flow (11) see E_{k−1} on [t_k, t_{k+1})',
      regime: { batch: 'previous', settings: decidedIn(settings, 'TwoD, β = 0', 12) },
      trials: 12,
    },
  ],
  figures: (observations) => [
    orderFigure(
      'Distance of SGD from flow (11), random batches',
      observations.map(({ orders }) => orders),
    ),
  ],
  expectation: { verdict: 'holds' },
});
