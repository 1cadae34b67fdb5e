import { closeness, flowPoints, heavyBallIterates, type Lab, type Loss, random } from 'lemmata';
import { draw, type Grid, type Orders, orders, type Setting, sweep } from './experiments.ts';

/** One reading of m x″ + (1−β) x′ + ∇E = 0 (the paper prints its m on x′ and its γ on x″). */
export interface OdeReading {
  /** m = hβ or m = h(1+β)/2; `swapped` puts h(1+β)/2 on x′ and 1−β on x″. */
  readonly mass: 'hβ' | 'h(1+β)/2' | 'swapped';
  /** x′(0) in units of −∇E(x⁰). */
  readonly velocity: '0' | '1/(1−β)' | '1/(1+β)';
}

export interface OdeRegime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  /** RK4 steps in each h. */
  readonly substeps: number;
}

/** e(h) of heavy ball against the second-order ODE, over all steps or those from n/4 on. */
export function odeOrders(
  { mass, velocity }: OdeReading,
  { settings, grid, substeps }: OdeRegime,
  trial: number,
  lab: Lab,
  late: boolean,
): Orders {
  return orders(settings, trial, ({ family, beta }) => {
    const problem = draw(family, 1, random(lab.seed(family, trial)));
    const { loss, start } = problem;
    const push = { '0': 0, '1/(1−β)': 1 / (1 - beta), '1/(1+β)': 1 / (1 + beta) }[velocity];
    return sweep(problem, beta, grid, (h, steps) => {
      const half = (h * (1 + beta)) / 2;
      const [drag, inertia] = { hβ: [1 - beta, h * beta], 'h(1+β)/2': [1 - beta, half], swapped: [half, 1 - beta] }[
        mass
      ];
      return closeness(
        heavyBallIterates(loss, start, { h, beta, steps }),
        odePoints(loss, start, { drag, inertia, push, h, steps, substeps }),
        late ? Math.floor(steps / 4) : 1,
      );
    });
  });
}

/** Positions x(t_0) … x(t_n) of inertia · x″ + drag · x′ + ∇E(x) = 0 from x(0) = start, x′(0) = −push · ∇E(start). */
function odePoints(
  loss: Loss,
  start: Float64Array,
  params: { drag: number; inertia: number; push: number; h: number; steps: number; substeps: number },
): Float64Array[] {
  const { drag, inertia, push } = params;
  const p = start.length;
  const [x, slope] = [new Float64Array(p), new Float64Array(p)];
  // A state is (x, x′).
  const field = (state: Float64Array, into: Float64Array) => {
    for (let i = 0; i < p; i++) x[i] = state[i];
    loss.gradient(x, slope);
    for (let i = 0; i < p; i++) {
      into[i] = state[p + i];
      into[p + i] = -(drag * state[p + i] + slope[i]) / inertia;
    }
    return into;
  };
  const state = new Float64Array(2 * p);
  state.set(start);
  state.set(
    loss.gradient(start).map((value) => -push * value),
    p,
  );
  return flowPoints(() => field, state, params).map((point) => point.subarray(0, p));
}
