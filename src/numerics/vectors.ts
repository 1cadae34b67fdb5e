/** Σ_k a_k b_k */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** Euclidean norm. */
export function norm(a: ArrayLike<number>): number {
  return Math.sqrt(dot(a, a));
}

/** ‖a − b‖ */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return Math.sqrt(sum);
}

/** a + s b, a new vector. */
export function plus(a: Float64Array, s: number, b: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(a.length);
  for (let k = 0; k < a.length; k++) sum[k] = a[k] + s * b[k];
  return sum;
}
