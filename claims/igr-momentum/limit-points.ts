import { distance, flowPoints, heavyBallIterates, NotMeasured, norm, plus, stationaryFlow, twoD } from 'lemmata';

/** TwoD(1, 0.6): its minima are the curve w₁w₂ = 0.6, on which the Hessian is at least 1.2. */
export const valley = twoD(1, 0.6);

/** Time in which the distance from the minima falls by e^{−33}, in units of 1−β. */
const settling = 28;

/** Distance of the limits of heavy ball from x⁰ and of flow (5), or of the plain flow, from x⁰ + shift · hβ/(1−β)² ∇E(x⁰). */
export function limitDistance(
  start: Float64Array,
  params: { h: number; beta: number; shift: number; regularised: boolean },
): number {
  const { h, beta, shift, regularised } = params;
  const steps = Math.ceil((settling * (1 - beta)) / h);
  const field = stationaryFlow(valley, h, beta, regularised);
  const from = plus(start, (shift * h * beta) / (1 - beta) ** 2, valley.gradient(start));
  return distance(
    converged(heavyBallIterates(valley, start, { h, beta, steps })),
    converged(flowPoints(() => field, from, { h, steps })),
  );
}

function converged(points: readonly Float64Array[]): Float64Array {
  const end = points[points.length - 1];
  if (!(norm(valley.gradient(end)) < 1e-10)) throw new NotMeasured('a run has not converged');
  return end;
}
