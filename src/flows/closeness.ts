import { type Field, rungeKutta } from '../numerics/runge-kutta.ts';
import { distance } from '../numerics/vectors.ts';

/**
 * Points x̃(t_0) … x̃(t_n), t_k = kh, of a flow whose field may change at every t_k: RK4 is restarted there, with
 * `substeps` steps in between.
 */
export function flowPoints(
  fieldAt: (k: number) => Field,
  start: Float64Array,
  params: { h: number; steps: number; substeps?: number },
): Float64Array[] {
  const { h, steps, substeps = 1 } = params;
  const step = rungeKutta(start.length);
  const points = [start];
  for (let k = 0; k < steps; k++) {
    const field = fieldAt(k);
    let x = points[k];
    for (let s = 0; s < substeps; s++) x = step(field, x, h / substeps);
    points.push(x);
  }
  return points;
}

/** e(h) = max_{from ≤ k ≤ n} ‖x^k − x̃(t_k)‖ (igr-momentum, Definition 3.1); NaN where either has diverged. */
export function closeness(iterates: readonly Float64Array[], points: readonly Float64Array[], from = 1): number {
  let most = 0;
  for (let k = from; k < iterates.length; k++) {
    const gap = distance(iterates[k], points[k]);
    if (!Number.isFinite(gap)) return Number.NaN;
    most = Math.max(most, gap);
  }
  return most;
}
