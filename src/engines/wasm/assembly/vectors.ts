/** sum + a · b, lane by lane; two roundings, the same on every machine. */
export function madd<T>(sum: v128, a: v128, b: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(a, b));
}

/** z^degree, for degree ≥ 0. */
export function power<T>(z: v128, degree: i32): v128 {
  if (degree === 0) return v128.splat<T>(<T>1);
  let value = z;
  for (let k = 1; k < degree; k++) value = v128.mul<T>(value, z);
  return value;
}
