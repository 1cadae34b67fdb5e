import {
  closeness,
  curvature,
  flowPoints,
  heavyBallIterates,
  type Lab,
  plus,
  random,
  stationaryFlow,
  twoD,
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
  type Problem,
  type Setting,
  sweep,
} from './experiments.ts';
import { parabola } from './scalar-losses.ts';

/**
 * Readings of Theorem 4.1 (6) with flow (5): A same start, all k; B same start, k ≥ n/4; C± start shifted by
 * ±hβ/(1−β)² ∇E(x⁰), k ≥ n/4; `C+ all` the same with +, all k; D same start, flow evaluated hβ/(1−β) earlier, k ≥ n/4;
 * E restarted at x^K, K = n/4.
 */
export const readings = ['A', 'B', 'C+', 'C+ all', 'C-', 'D', 'E'] as const;
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
      return sweep(problem, beta, grid, (h, steps) => {
        return distanceFrom5(problem, reading, { h, beta, steps, regularised });
      });
    }),
  );
}

function distanceFrom5(
  { loss, start }: Pick<Problem, 'loss' | 'start'>,
  reading: Reading,
  { h, beta, steps, regularised }: { h: number; beta: number; steps: number; regularised: boolean },
): number {
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
  const sign = { A: 0, B: 0, 'C+': 1, 'C+ all': 1, 'C-': -1 }[reading];
  const from = sign === 0 ? start : plus(start, (sign * lag) / (1 - beta), loss.gradient(start));
  return closeness(
    iterates,
    flowPoints(() => field, from, { h, steps }),
    reading === 'A' || reading === 'C+ all' ? 1 : late,
  );
}

/** A reading on E = x²/2 from 1, β = ½, up to T = 1, where flow (5) is x̃(t) = x̃(0) exp(−(2 + 6h)t). */
export function onParabola(reading: Reading) {
  const problem = { loss: parabola(1), start: Float64Array.of(1) };
  const rows = [1 / 32, 1 / 64, 1 / 128].map((h) => {
    const distance = distanceFrom5(problem, reading, { h, beta: 0.5, steps: 1 / h, regularised: true });
    return { h, distance, overH: distance / h, overSquare: distance / h ** 2 };
  });
  return { loss: 'E = x²/2', x0: 1, beta: 0.5, T: 1, rows };
}

/**
 * Reading A on TwoD(1, 0.6) from (1.4, 1.7), β = 0.9, T = 3(1−β)/Λ: (x^n − x̃(T))/h tends to the lag of the transient,
 * β/(1−β)² ∇E(x(T)), along the grid h = 0.1·2^{−i}(1−β)²/Λ.
 */
export function leadingVector(): object[] {
  const loss = twoD(1, 0.6);
  const start = Float64Array.of(1.4, 1.7);
  const beta = 0.9;
  const unit = (1 - beta) ** 2 / curvature(loss, start);
  return [0, 2, 4].map((i) => {
    const h = 0.1 * 2 ** -i * unit;
    const steps = Math.round((3 * unit) / (1 - beta) / h);
    const end = heavyBallIterates(loss, start, { h, beta, steps })[steps];
    const point = flowPoints(() => stationaryFlow(loss, h, beta, true), start, { h, steps })[steps];
    const lag = beta / (1 - beta) ** 2;
    return {
      h,
      gapOverH: Array.from(end, (value, d) => (value - point[d]) / h),
      lagTimesGradient: Array.from(loss.gradient(end), (slope) => lag * slope),
    };
  });
}

const analytic = fullBatchSettings.filter(({ family }) => family !== 'MLP31');

/** What the claims of readings B, D and E share: the analytic losses, late steps, ORDER(2). */
export function lateReading(reading: Reading) {
  const regime: StationaryRegime = {
    settings: analytic,
    grid: { s0: 0.1, tau: 3, halvings: 3 },
    reading,
    regularised: true,
    momentum: true,
  };
  return {
    paper: 'igr-momentum',
    section: 'Section 4: Heavy ball, deterministic',
    kind: 'exponent',
    assumptions: ['rest start x⁻¹ = x⁰', 'the flow exists up to T', 'h small against (1−β)²/Λ'],
    profiles: {
      quick: { trials: 16, regime },
      full: { trials: 16, regime: { ...regime, grid: { ...regime.grid, halvings: 6 } } },
    },
    measure: stationaryOrders,
    rule: orderTwo(analytic),
    figures: (observations: readonly Orders[]) => [
      orderFigure(`Distance from flow (5), reading ${reading}, t ≥ T/4`, observations),
    ],
  } as const;
}

/** Without its regulariser flow (5) must miss order 2. */
export const unregularised = {
  name: 'no regulariser',
  breaks: 'drops the ‖∇E‖² term',
  regime: { regularised: false, settings: decidedIn(analytic, 'TwoD, β = 0.5', 8) },
  trials: 8,
} as const;
