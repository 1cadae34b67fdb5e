/** sum + a · b, lane by lane; two roundings, the same on every machine. */
export function madd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

export function offset(index: i32): usize {
  return (<usize>index) << 2;
}
