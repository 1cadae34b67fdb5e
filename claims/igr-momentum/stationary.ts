import { closeness, flowPoints, heavyBallIterates, type Lab, plus, random, stationaryFlow } from 'lemmata';
import { draw, type Grid, type Orders, orders, type Setting, sweep } from './experiments.ts';

/**
 * Readings of Theorem 4.1 (6) with flow (5): A same start, all k; B same start, k ≥ n/4; C± start shifted by
 * ±hβ/(1−β)² ∇E(x⁰), k ≥ n/4; D same start, flow evaluated hβ/(1−β) earlier, k ≥ n/4; E restarted at x^K, K = n/4.
 */
export const readings = ['A', 'B', 'C+', 'C-', 'D', 'E'] as const;
export type Reading = (typeof readings)[number];

export interface StationaryRegime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  readonly reading: Reading;
  /** False drops the ‖∇E‖² term of flow (5). */
  readonly regularised: boolean;
  /** False sets β = 0 while keeping the grid: every reading is then flow (3) of gradient descent. */
  readonly momentum: boolean;
}

/** e(h) of heavy ball against the stationary flow (5), under one reading. */
export function stationaryOrders(regime: StationaryRegime, trials: readonly number[], lab: Lab): Orders[] {
  const { settings, grid, reading, regularised, momentum } = regime;
  return trials.map((trial) =>
    orders(settings, trial, (setting) => {
      const beta = momentum ? setting.beta : 0;
      const problem = draw(setting.family, 1, random(lab.seed(setting.family, trial)));
      const { loss, start } = problem;
      return sweep(problem, beta, grid, (h, steps) => {
        const iterates = heavyBallIterates(loss, start, { h, beta, steps });
        const field = stationaryFlow(loss, h, beta, regularised);
        const late = Math.floor(steps / 4);
        const lag = (h * beta) / (1 - beta);
        if (reading === 'E') {
          const points = flowPoints(() => field, iterates[late], { h, steps: steps - late });
          return closeness(iterates.slice(late), points);
        }
        if (reading === 'D') {
          // One backward step of the flow, from the start to time −hβ/(1−β), puts the lag into the start.
          const lagged = flowPoints(() => field, start, { h: -lag, steps: 1, substeps: 8 })[1];
          return closeness(
            iterates,
            flowPoints(() => field, lagged, { h, steps }),
            late,
          );
        }
        const sign = reading === 'C+' ? 1 : reading === 'C-' ? -1 : 0;
        const from = sign === 0 ? start : plus(start, (sign * lag) / (1 - beta), loss.gradient(start));
        return closeness(
          iterates,
          flowPoints(() => field, from, { h, steps }),
          reading === 'A' ? 1 : late,
        );
      });
    }),
  );
}
