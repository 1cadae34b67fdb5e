import { Op, Plan, QUAD, Rows, SPARSE } from './layout';
import { accumulateQuad, multiplyQuad } from './quads';
import { madd } from './vectors';

/** z[row, :] of every row of a group: the products of its patches with one block of W. */
export function multiply<T>(plan: Plan, rows: Rows, group: i32, weights: usize, z: usize): void {
  const stride: usize = (<usize>plan.width) << alignof<T>();
  let op = changetype<Op>(rows.ops + <usize>load<i32>(rows.groupOp + ((<usize>group) << 2)) * offsetof<Op>());
  const end = rows.ops + <usize>load<i32>(rows.groupOp + ((<usize>(group + 1)) << 2)) * offsetof<Op>();
  while (changetype<usize>(op) < end) {
    const values = rows.values + ((<usize>op.value0) << alignof<T>());
    const to = z + <usize>op.row0 * stride;
    if (op.kind === QUAD) {
      multiplyQuad<T>(rows, op, weights + <usize>op.column * stride, z, stride);
    } else if (op.kind === SPARSE) {
      multiplySparse<T>(values, rows.columns + ((<usize>op.column) << 2), op.length, weights, to, stride);
    } else {
      multiplyDense<T>(values, op.length, weights + <usize>op.column * stride, to, stride);
    }
    op = changetype<Op>(changetype<usize>(op) + offsetof<Op>());
  }
}

/** gradient[column, :] += value · pull[row, :] over every row of a group. */
export function accumulate<T>(plan: Plan, rows: Rows, group: i32): void {
  const stride: usize = (<usize>plan.width) << alignof<T>();
  const gradient = plan.gradient;
  const pull = plan.pull;
  let op = changetype<Op>(rows.ops + <usize>load<i32>(rows.groupOp + ((<usize>group) << 2)) * offsetof<Op>());
  const end = rows.ops + <usize>load<i32>(rows.groupOp + ((<usize>(group + 1)) << 2)) * offsetof<Op>();
  while (changetype<usize>(op) < end) {
    const values = rows.values + ((<usize>op.value0) << alignof<T>());
    const from = pull + <usize>op.row0 * stride;
    if (op.kind === QUAD) {
      accumulateQuad<T>(rows, op, gradient + <usize>op.column * stride, pull, stride);
    } else if (anyNonZero(from, stride)) {
      if (op.kind === SPARSE) {
        accumulateSparse<T>(values, rows.columns + ((<usize>op.column) << 2), op.length, gradient, from, stride);
      } else {
        accumulateDense<T>(values, op.length, gradient + <usize>op.column * stride, from, stride);
      }
    }
    op = changetype<Op>(changetype<usize>(op) + offsetof<Op>());
  }
}

/** A patch whose neurons are all inactive pulls nowhere. */
function anyNonZero(from: usize, bytes: usize): bool {
  for (let at: usize = 0; at < bytes; at += 16) {
    if (v128.any_true(v128.load(from + at))) return true;
  }
  return false;
}

/** Eight vectors of neurons at a time keep eight sums apart, so that no addition waits for the one before. */
function multiplySparse<T>(values: usize, columns: usize, length: i32, weights: usize, z: usize, stride: usize): void {
  let j: usize = 0;
  for (; j + 128 <= stride; j += 128) {
    let s0 = v128.splat<T>(<T>0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (let k = 0; k < length; k++) {
      const x = v128.load_splat<T>(values + ((<usize>k) << alignof<T>()));
      const w = weights + <usize>load<i32>(columns + ((<usize>k) << 2)) * stride + j;
      s0 = madd<T>(s0, x, v128.load(w));
      s1 = madd<T>(s1, x, v128.load(w, 16));
      s2 = madd<T>(s2, x, v128.load(w, 32));
      s3 = madd<T>(s3, x, v128.load(w, 48));
      s4 = madd<T>(s4, x, v128.load(w, 64));
      s5 = madd<T>(s5, x, v128.load(w, 80));
      s6 = madd<T>(s6, x, v128.load(w, 96));
      s7 = madd<T>(s7, x, v128.load(w, 112));
    }
    v128.store(z + j, s0);
    v128.store(z + j, s1, 16);
    v128.store(z + j, s2, 32);
    v128.store(z + j, s3, 48);
    v128.store(z + j, s4, 64);
    v128.store(z + j, s5, 80);
    v128.store(z + j, s6, 96);
    v128.store(z + j, s7, 112);
  }
  for (; j + 32 <= stride; j += 32) {
    // Even and odd entries apart, for the same reason.
    let s0 = v128.splat<T>(<T>0);
    let s1 = s0;
    let t0 = s0;
    let t1 = s0;
    let k = 0;
    for (; k + 2 <= length; k += 2) {
      const x = v128.load_splat<T>(values + ((<usize>k) << alignof<T>()));
      const w = weights + <usize>load<i32>(columns + ((<usize>k) << 2)) * stride + j;
      const y = v128.load_splat<T>(values + ((<usize>(k + 1)) << alignof<T>()));
      const v = weights + <usize>load<i32>(columns + ((<usize>(k + 1)) << 2)) * stride + j;
      s0 = madd<T>(s0, x, v128.load(w));
      s1 = madd<T>(s1, x, v128.load(w, 16));
      t0 = madd<T>(t0, y, v128.load(v));
      t1 = madd<T>(t1, y, v128.load(v, 16));
    }
    if (k < length) {
      const x = v128.load_splat<T>(values + ((<usize>k) << alignof<T>()));
      const w = weights + <usize>load<i32>(columns + ((<usize>k) << 2)) * stride + j;
      s0 = madd<T>(s0, x, v128.load(w));
      s1 = madd<T>(s1, x, v128.load(w, 16));
    }
    v128.store(z + j, v128.add<T>(s0, t0));
    v128.store(z + j, v128.add<T>(s1, t1), 16);
  }
  for (; j < stride; j += 16) {
    let s0 = v128.splat<T>(<T>0);
    for (let k = 0; k < length; k++) {
      const x = v128.load_splat<T>(values + ((<usize>k) << alignof<T>()));
      s0 = madd<T>(s0, x, v128.load(weights + <usize>load<i32>(columns + ((<usize>k) << 2)) * stride + j));
    }
    v128.store(z + j, s0);
  }
}

function accumulateSparse<T>(
  values: usize,
  columns: usize,
  length: i32,
  gradient: usize,
  pull: usize,
  stride: usize,
): void {
  let j: usize = 0;
  for (; j + 128 <= stride; j += 128) {
    const p0 = v128.load(pull + j);
    const p1 = v128.load(pull + j, 16);
    const p2 = v128.load(pull + j, 32);
    const p3 = v128.load(pull + j, 48);
    const p4 = v128.load(pull + j, 64);
    const p5 = v128.load(pull + j, 80);
    const p6 = v128.load(pull + j, 96);
    const p7 = v128.load(pull + j, 112);
    for (let k = 0; k < length; k++) {
      const x = v128.load_splat<T>(values + ((<usize>k) << alignof<T>()));
      const g = gradient + <usize>load<i32>(columns + ((<usize>k) << 2)) * stride + j;
      v128.store(g, madd<T>(v128.load(g), x, p0));
      v128.store(g, madd<T>(v128.load(g, 16), x, p1), 16);
      v128.store(g, madd<T>(v128.load(g, 32), x, p2), 32);
      v128.store(g, madd<T>(v128.load(g, 48), x, p3), 48);
      v128.store(g, madd<T>(v128.load(g, 64), x, p4), 64);
      v128.store(g, madd<T>(v128.load(g, 80), x, p5), 80);
      v128.store(g, madd<T>(v128.load(g, 96), x, p6), 96);
      v128.store(g, madd<T>(v128.load(g, 112), x, p7), 112);
    }
  }
  for (; j < stride; j += 16) {
    const p0 = v128.load(pull + j);
    for (let k = 0; k < length; k++) {
      const x = v128.load_splat<T>(values + ((<usize>k) << alignof<T>()));
      const g = gradient + <usize>load<i32>(columns + ((<usize>k) << 2)) * stride + j;
      v128.store(g, madd<T>(v128.load(g), x, p0));
    }
  }
}

function multiplyDense<T>(values: usize, length: i32, weights: usize, z: usize, stride: usize): void {
  for (let j: usize = 0; j < stride; j += 16) {
    let s0 = v128.splat<T>(<T>0);
    let s1 = s0;
    let w = weights + j;
    let k = 0;
    for (; k + 2 <= length; k += 2, w += 2 * stride) {
      const x = values + ((<usize>k) << alignof<T>());
      s0 = madd<T>(s0, v128.load_splat<T>(x), v128.load(w));
      s1 = madd<T>(s1, v128.load_splat<T>(x, sizeof<T>()), v128.load(w + stride));
    }
    if (k < length) s0 = madd<T>(s0, v128.load_splat<T>(values + ((<usize>k) << alignof<T>())), v128.load(w));
    v128.store(z + j, v128.add<T>(s0, s1));
  }
}

function accumulateDense<T>(values: usize, length: i32, gradient: usize, pull: usize, stride: usize): void {
  for (let j: usize = 0; j < stride; j += 16) {
    const p0 = v128.load(pull + j);
    let g = gradient + j;
    for (let k = 0; k < length; k++, g += stride) {
      v128.store(g, madd<T>(v128.load(g), v128.load_splat<T>(values + ((<usize>k) << alignof<T>())), p0));
    }
  }
}
