import { all, closeness, defineClaim, exponentEquals, flowPoints, heavyBallIterates, part, random } from 'lemmata';
import {
  decidedIn,
  draw,
  type Grid,
  type Orders,
  orderFigure,
  orders,
  type Setting,
  settingName,
  sweep,
} from './experiments.ts';

interface Regime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  /** Factor on the drift (β/h)(x(t_k) − x(t_{k−1})). */
  readonly drift: number;
  /** True feeds the flow a sequence that has nothing to do with the iterates'. */
  readonly permuted: boolean;
}

const batches = 4;
const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0, replicates: 24 },
  { family: 'TwoD', beta: 0.5, replicates: 24 },
  { family: 'TwoD', beta: 0.9, replicates: 24 },
  { family: 'Quartic', beta: 0.5, replicates: 24 },
  { family: 'MLP31', beta: 0.5, replicates: 24 },
];
const printed = { settings, drift: 1, permuted: false } as const;

export default defineClaim<Regime, Orders>({
  id: 'eq-9-momentum-drift-order',
  paper: 'igr-momentum',
  title:
    'Stochastic heavy ball follows the flow (9), which carries the last displacement as a drift, to order h and no better',
  label: 'Eq. (9)',
  section: 'Section 5: Heavy ball, stochastic',
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_{1\le k\le T/h}\|x(t_k)-x^k\|=\Theta(h),\quad x'=-\nabla E_k(x)+\frac\beta h\big(x(t_k)-x(t_{k-1})\big)\ \text{on}\ (t_k,t_{k+1})`,
    plain:
      'Along any sequence of mini-batches, SGD with heavy-ball momentum stays within a constant times h of the flow (9) of the same sequence, and the order is 1 and not 2. (The paper prints no order.)',
  },
  assumptions: ['rest start: x(t_{−1}) = x(t_0) = x⁰', 'n = ⌊T/h⌋ for a fixed T', 'h small against (1−β)²/Λ'],
  profiles: {
    quick: { trials: 24, regime: { ...printed, grid: { s0: 0.1, tau: 2, halvings: 3 } } },
    full: { trials: 24, regime: { ...printed, grid: { s0: 0.1, tau: 2, halvings: 6 } } },
  },
  measure({ settings, grid, drift, permuted }, trials, lab) {
    return trials.map((trial) =>
      orders(settings, trial, ({ family, beta }) => {
        const problem = draw(family, batches, random(lab.seed(family, trial)));
        return sweep(problem, beta, grid, (h, steps) => {
          const sequence = (purpose: string) => {
            const stream = random(lab.seed(`${family} β=${beta} n=${steps} ${purpose}`, trial));
            return Array.from({ length: steps }, () => problem.batches[stream.integer(batches)]);
          };
          const path = sequence('path');
          const fed = permuted ? sequence('permuted') : path;
          const points = [problem.start];
          for (let k = 0; k < steps; k++) {
            const x = points[k];
            const before = points[Math.max(0, k - 1)];
            const push = x.map((value, i) => ((drift * beta) / h) * (value - before[i]));
            const field = (at: Float64Array, into: Float64Array) => {
              fed[k].gradient(at, into);
              for (let i = 0; i < into.length; i++) into[i] = push[i] - into[i];
              return into;
            };
            points.push(flowPoints(() => field, x, { h, steps: 1 })[1]);
          }
          return closeness(
            heavyBallIterates((k) => path[k], problem.start, { h, beta, steps }),
            points,
          );
        });
      }),
    );
  },
  rule: all(
    Object.fromEntries(
      settings.map((setting) => [
        settingName(setting),
        part(
          exponentEquals({ value: 1, tolerance: 0.2, towards: 'zero' }),
          (observed: Orders) => observed[settingName(setting)],
        ),
      ]),
    ),
  ),
  // One lag more, x(t_{k−1}) − x(t_{k−2}), is no control: the displacements telescope, so the two drifts differ by O(h) in all.
  controls: [
    {
      name: 'half the drift',
      breaks: 'β/(2h) in place of β/h (at β = 0 there is none)',
      regime: { drift: 0.5, settings: decidedIn(settings, 'TwoD, β = 0.5', 12) },
      trials: 12,
    },
    {
      name: 'another batch sequence',
      breaks: 'the flow sees a sequence of its own',
      regime: { permuted: true, settings: decidedIn(settings, 'TwoD, β = 0.5', 48) },
      trials: 48,
    },
  ],
  figures: (observations) => [orderFigure('Distance from flow (9), random batches', observations)],
  expectation: { verdict: 'holds' },
});
