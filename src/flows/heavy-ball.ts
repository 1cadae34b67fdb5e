import type { Loss } from '../networks/test-losses.ts';

/** Iterates x⁰ … xⁿ of heavy ball from rest: x^{k+1} = x^k − h∇E_k(x^k) + β(x^k − x^{k−1}) (igr-momentum, eq. 8). */
export function heavyBallIterates(
  loss: Loss | ((k: number) => Loss),
  start: Float64Array,
  params: { h: number; beta: number; steps: number },
): Float64Array[] {
  const { h, beta, steps } = params;
  const lossAt = typeof loss === 'function' ? loss : () => loss;
  const slope = new Float64Array(start.length);
  const iterates = [start];
  let previous = start;
  for (let k = 0; k < steps; k++) {
    const x = iterates[k];
    lossAt(k).gradient(x, slope);
    const next = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) next[i] = x[i] - h * slope[i] + beta * (x[i] - previous[i]);
    iterates.push(next);
    previous = x;
  }
  return iterates;
}
