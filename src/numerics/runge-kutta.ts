import { plus } from './vectors.ts';

export type Field = (x: Float64Array) => Float64Array;

/** One classical fourth-order Runge-Kutta step of x' = field(x) over `time`, local error O(time⁵). */
export function rk4(field: Field, x: Float64Array, time: number): Float64Array {
  const k1 = field(x);
  const k2 = field(plus(x, time / 2, k1));
  const k3 = field(plus(x, time / 2, k2));
  const k4 = field(plus(x, time, k3));
  const next = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) next[i] = x[i] + (time / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  return next;
}
