/** The right-hand side of x' = field(x). Fills and returns `into`, an array other than x. */
export type Field = (x: Float64Array, into: Float64Array) => Float64Array;

/**
 * A stepper for systems of one dimension that keeps its stages between calls: one classical fourth-order Runge-Kutta
 * step of x' = field(x) over `time`, local error O(time⁵).
 */
export function rungeKutta(dimension: number): (field: Field, x: Float64Array, time: number) => Float64Array {
  const [k1, k2, k3, k4, stage] = Array.from({ length: 5 }, () => new Float64Array(dimension));
  const towards = (x: Float64Array, time: number, slope: Float64Array): Float64Array => {
    for (let i = 0; i < dimension; i++) stage[i] = x[i] + time * slope[i];
    return stage;
  };
  return (field, x, time) => {
    field(x, k1);
    field(towards(x, time / 2, k1), k2);
    field(towards(x, time / 2, k2), k3);
    field(towards(x, time, k3), k4);
    const next = new Float64Array(dimension);
    for (let i = 0; i < dimension; i++) next[i] = x[i] + (time / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    return next;
  };
}
