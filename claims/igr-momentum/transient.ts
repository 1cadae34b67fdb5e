import { flowPoints, type Loss, stationaryFlow, transientRate, transientStrength } from 'lemmata';

/** What stands for γ_k in flow (4). */
export type Gamma = 'γ_k' | '1' | '1 − β^{2k+2}' | '0' | 'γ_{k−1}';

export const wrongGammas: readonly Gamma[] = ['1', '1 − β^{2k+2}', '0', 'γ_{k−1}'];

function strength(gamma: Gamma, k: number, beta: number): number {
  return {
    γ_k: transientStrength(k, beta),
    '1': 1,
    '1 − β^{2k+2}': 1 - beta ** (2 * k + 2),
    '0': 0,
    'γ_{k−1}': transientStrength(k - 1, beta),
  }[gamma];
}

/** Where flow (4) takes x during [t_k, t_{k+1}]. */
export function overInterval(
  loss: Loss,
  x: Float64Array,
  { h, beta, k, gamma }: { h: number; beta: number; k: number; gamma: Gamma },
): Float64Array {
  const rate = transientRate(k, beta);
  const regulariser = (h * strength(gamma, k, beta) * (1 + beta)) / (2 * (1 - beta) ** 3);
  // −a∇E − b∇²E∇E is flow (3) of gradient descent with step 2b/a, a times as fast.
  const field = stationaryFlow(loss, (2 * regulariser) / rate, 0, true);
  return flowPoints(() => field, x, { h: rate * h, steps: 1 })[1];
}

/** Points x̃(t_0) … x̃(t_n) of flow (4). */
export function transientPoints(
  loss: Loss,
  start: Float64Array,
  { h, beta, steps, gamma }: { h: number; beta: number; steps: number; gamma: Gamma },
): Float64Array[] {
  const points = [start];
  for (let k = 0; k < steps; k++) points.push(overInterval(loss, points[k], { h, beta, k, gamma }));
  return points;
}
