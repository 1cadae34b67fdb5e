import { Op, Rows } from './layout';
import { madd } from './vectors';

/** Four rows read each weight once; two vectors of neurons keep eight sums apart. */
export function multiplyQuad<T>(rows: Rows, op: Op, weights: usize, z: usize, stride: usize): void {
  const x0 = rows.values + ((<usize>op.value0) << alignof<T>());
  const x1 = rows.values + ((<usize>op.value1) << alignof<T>());
  const x2 = rows.values + ((<usize>op.value2) << alignof<T>());
  const x3 = rows.values + ((<usize>op.value3) << alignof<T>());
  const z0 = z + <usize>op.row0 * stride;
  const z1 = z + <usize>op.row1 * stride;
  const z2 = z + <usize>op.row2 * stride;
  const z3 = z + <usize>op.row3 * stride;
  const bytes = (<usize>op.length) << alignof<T>();
  let j: usize = 0;
  for (; j + 32 <= stride; j += 32) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    let w = weights + j;
    for (let k: usize = 0; k < bytes; k += sizeof<T>(), w += stride) {
      const u = v128.load(w);
      const v = v128.load(w, 16);
      let x = v128.load_splat<T>(x0 + k);
      a0 = madd<T>(a0, x, u);
      b0 = madd<T>(b0, x, v);
      x = v128.load_splat<T>(x1 + k);
      a1 = madd<T>(a1, x, u);
      b1 = madd<T>(b1, x, v);
      x = v128.load_splat<T>(x2 + k);
      a2 = madd<T>(a2, x, u);
      b2 = madd<T>(b2, x, v);
      x = v128.load_splat<T>(x3 + k);
      a3 = madd<T>(a3, x, u);
      b3 = madd<T>(b3, x, v);
    }
    v128.store(z0 + j, a0);
    v128.store(z0 + j, b0, 16);
    v128.store(z1 + j, a1);
    v128.store(z1 + j, b1, 16);
    v128.store(z2 + j, a2);
    v128.store(z2 + j, b2, 16);
    v128.store(z3 + j, a3);
    v128.store(z3 + j, b3, 16);
  }
  if (j < stride) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let w = weights + j;
    for (let k: usize = 0; k < bytes; k += sizeof<T>(), w += stride) {
      const u = v128.load(w);
      a0 = madd<T>(a0, v128.load_splat<T>(x0 + k), u);
      a1 = madd<T>(a1, v128.load_splat<T>(x1 + k), u);
      a2 = madd<T>(a2, v128.load_splat<T>(x2 + k), u);
      a3 = madd<T>(a3, v128.load_splat<T>(x3 + k), u);
    }
    v128.store(z0 + j, a0);
    v128.store(z1 + j, a1);
    v128.store(z2 + j, a2);
    v128.store(z3 + j, a3);
  }
}

/** gradient[column, :] += the four rows' entries times their pulls: one load and store of the gradient for the four. */
export function accumulateQuad<T>(rows: Rows, op: Op, gradient: usize, pull: usize, stride: usize): void {
  const x0 = rows.values + ((<usize>op.value0) << alignof<T>());
  const x1 = rows.values + ((<usize>op.value1) << alignof<T>());
  const x2 = rows.values + ((<usize>op.value2) << alignof<T>());
  const x3 = rows.values + ((<usize>op.value3) << alignof<T>());
  const pull0 = pull + <usize>op.row0 * stride;
  const pull1 = pull + <usize>op.row1 * stride;
  const pull2 = pull + <usize>op.row2 * stride;
  const pull3 = pull + <usize>op.row3 * stride;
  const bytes = (<usize>op.length) << alignof<T>();
  let j: usize = 0;
  for (; j + 32 <= stride; j += 32) {
    const a0 = v128.load(pull0 + j);
    const a1 = v128.load(pull1 + j);
    const a2 = v128.load(pull2 + j);
    const a3 = v128.load(pull3 + j);
    const b0 = v128.load(pull0 + j, 16);
    const b1 = v128.load(pull1 + j, 16);
    const b2 = v128.load(pull2 + j, 16);
    const b3 = v128.load(pull3 + j, 16);
    let g = gradient + j;
    for (let k: usize = 0; k < bytes; k += sizeof<T>(), g += stride) {
      const c0 = v128.load_splat<T>(x0 + k);
      const c1 = v128.load_splat<T>(x1 + k);
      const c2 = v128.load_splat<T>(x2 + k);
      const c3 = v128.load_splat<T>(x3 + k);
      const a = v128.add<T>(madd<T>(v128.mul<T>(c0, a0), c1, a1), madd<T>(v128.mul<T>(c2, a2), c3, a3));
      const b = v128.add<T>(madd<T>(v128.mul<T>(c0, b0), c1, b1), madd<T>(v128.mul<T>(c2, b2), c3, b3));
      v128.store(g, v128.add<T>(v128.load(g), a));
      v128.store(g, v128.add<T>(v128.load(g, 16), b), 16);
    }
  }
  if (j < stride) {
    const a0 = v128.load(pull0 + j);
    const a1 = v128.load(pull1 + j);
    const a2 = v128.load(pull2 + j);
    const a3 = v128.load(pull3 + j);
    let g = gradient + j;
    for (let k: usize = 0; k < bytes; k += sizeof<T>(), g += stride) {
      const a = v128.add<T>(
        madd<T>(v128.mul<T>(v128.load_splat<T>(x0 + k), a0), v128.load_splat<T>(x1 + k), a1),
        madd<T>(v128.mul<T>(v128.load_splat<T>(x2 + k), a2), v128.load_splat<T>(x3 + k), a3),
      );
      v128.store(g, v128.add<T>(v128.load(g), a));
    }
  }
}
