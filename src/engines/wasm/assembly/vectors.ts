/** sum + a · b, lane by lane; two roundings, the same on every machine. */
export function madd<T>(sum: v128, a: v128, b: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(a, b));
}
