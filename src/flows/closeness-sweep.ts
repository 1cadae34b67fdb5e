import { BadInput } from '../errors.ts';
import { curvature, type Loss } from '../networks/test-losses.ts';
import type { Field } from '../numerics/runge-kutta.ts';
import { closeness, flowPoints } from './closeness.ts';

/** One step size of a grid and the number of steps ⌊T/h⌋ up to the common horizon T. */
export interface GridPoint {
  readonly h: number;
  readonly steps: number;
}

/**
 * The step grid of heavy ball: h_i = s₀ 2^{−i} (1−β)²/Λ, i = 0 … halvings, up to T = τ(1−β)/Λ, with Λ = ‖∇²E(x⁰)‖₂.
 * @throws BadInput where Λ is 0 or not finite.
 */
export function stepGrid(
  loss: Loss,
  start: Float64Array,
  params: { beta: number; s0?: number; tau?: number; halvings?: number },
): GridPoint[] {
  const { beta, s0 = 0.1, tau = 3, halvings = 4 } = params;
  const lambda = curvature(loss, start);
  if (!(lambda > 0 && Number.isFinite(lambda))) {
    const remedy = 'Check that the loss is finite there, or give step sizes of your own.';
    throw new BadInput({ field: 'curvature at the start', rule: 'must be positive', value: String(lambda), remedy });
  }
  const horizon = (tau * (1 - beta)) / lambda;
  return Array.from({ length: halvings + 1 }, (_, i) => {
    const h = (s0 * 2 ** -i * (1 - beta) ** 2) / lambda;
    // The small slack keeps ⌊T/h⌋ from losing its last step to rounding.
    return { h, steps: Math.floor(horizon / h + 1e-9) };
  });
}

/**
 * An optimiser at step size h: from x^k, x^{k−1} (x⁰ at the start) and k to x^{k+1}. What else it remembers lives in its
 * closure, new for every run.
 */
export type Optimiser = (h: number) => (x: Float64Array, previous: Float64Array, k: number) => ArrayLike<number>;

/**
 * e(h) = max_k ‖x^k − x̃(kh)‖ of an optimiser and a flow from one start, along a grid of step sizes: a sweep for the
 * exponent rules, which say whether e(h) = O(h^q). A run that diverges has e(h) = NaN.
 * @throws BadInput for steps of the wrong shape, and for a start or a first step that is not finite.
 */
export function closenessSweep(question: {
  readonly start: Float64Array;
  readonly grid: readonly GridPoint[];
  readonly optimiser: Optimiser;
  /** The flow's field on [t_k, t_{k+1}], at step size h. */
  readonly flow: (h: number) => (k: number) => Field;
}): { x: number[]; y: number[] } {
  const { start, grid, optimiser, flow } = question;
  demandFinite('start', start);
  return {
    x: grid.map(({ h }) => h),
    y: grid.map(({ h, steps }) => {
      const step = optimiser(h);
      const iterates = [start];
      for (let k = 0; k < steps; k++) {
        const next = step(iterates[k], iterates[Math.max(0, k - 1)], k);
        if (next?.length !== start.length) {
          const [rule, remedy] = [`must have length ${start.length}`, 'Return x^{k+1} from x^k.'];
          throw new BadInput({ field: `step ${k} of the optimiser`, rule, value: next?.length, remedy });
        }
        if (k === 0) demandFinite('first step of the optimiser', next);
        iterates.push(Float64Array.from(next));
      }
      return closeness(iterates, flowPoints(flow(h), start, { h, steps }));
    }),
  };
}

function demandFinite(field: string, point: ArrayLike<number>): void {
  const values = Array.from(point);
  if (values.every(Number.isFinite)) return;
  const remedy = 'Check the loss and its gradient there.';
  throw new BadInput({ field, rule: 'must be finite', value: values.map(String), remedy });
}
