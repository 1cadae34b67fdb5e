import { Op, Rows } from './layout';
import { madd } from './vectors';

// Where neurons are too few to fill a vector, samples lie side by side in it instead: an operation holds twice as many
// dense rows over the same columns as a vector has lanes, their entries interleaved, [length, rows].

/** Address of number r of a row of z or pull. */
function placeOf<T>(rows: Rows, op: Op, base: usize, k: i32, r: i32, stride: usize): usize {
  const row = load<i32>(rows.columns + ((<usize>(op.row0 + k)) << 2));
  return base + <usize>row * stride + ((<usize>r) << alignof<T>());
}

/** One number r of each row, from the first row on: the lanes of a vector. */
function scatter<T>(rows: Rows, op: Op, z: usize, first: i32, r: i32, stride: usize, value: v128): void {
  v128.store_lane<T>(placeOf<T>(rows, op, z, first, r, stride), value, 0);
  v128.store_lane<T>(placeOf<T>(rows, op, z, first + 1, r, stride), value, 1);
  if (sizeof<T>() === 4) {
    v128.store_lane<f32>(placeOf<T>(rows, op, z, first + 2, r, stride), value, 2);
    v128.store_lane<f32>(placeOf<T>(rows, op, z, first + 3, r, stride), value, 3);
  }
}

function gather<T>(rows: Rows, op: Op, pull: usize, first: i32, r: i32, stride: usize): v128 {
  let value = v128.load_splat<T>(placeOf<T>(rows, op, pull, first, r, stride));
  value = v128.load_lane<T>(placeOf<T>(rows, op, pull, first + 1, r, stride), value, 1);
  if (sizeof<T>() === 4) {
    value = v128.load_lane<f32>(placeOf<T>(rows, op, pull, first + 2, r, stride), value, 2);
    value = v128.load_lane<f32>(placeOf<T>(rows, op, pull, first + 3, r, stride), value, 3);
  }
  return value;
}

/** z of all rows of an operation: three neurons at a time, more would not stay in the registers. */
export function multiplyLanes<T>(rows: Rows, op: Op, weights: usize, z: usize, stride: usize, neurons: i32): void {
  const lanes = 16 / <i32>sizeof<T>();
  const x = rows.values + ((<usize>op.value0) << alignof<T>());
  const end = x + <usize>op.length * 32;
  let r = 0;
  for (; r + 3 <= neurons; r += 3) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let w = weights + ((<usize>r) << alignof<T>());
    for (let at = x; at < end; at += 32, w += stride) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      const u = v128.load_splat<T>(w);
      a0 = madd<T>(a0, x0, u);
      a1 = madd<T>(a1, x1, u);
      const v = v128.load_splat<T>(w, sizeof<T>());
      b0 = madd<T>(b0, x0, v);
      b1 = madd<T>(b1, x1, v);
      const t = v128.load_splat<T>(w, 2 * sizeof<T>());
      c0 = madd<T>(c0, x0, t);
      c1 = madd<T>(c1, x1, t);
    }
    scatter<T>(rows, op, z, 0, r, stride, a0);
    scatter<T>(rows, op, z, lanes, r, stride, a1);
    scatter<T>(rows, op, z, 0, r + 1, stride, b0);
    scatter<T>(rows, op, z, lanes, r + 1, stride, b1);
    scatter<T>(rows, op, z, 0, r + 2, stride, c0);
    scatter<T>(rows, op, z, lanes, r + 2, stride, c1);
  }
  for (; r + 2 <= neurons; r += 2) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let w = weights + ((<usize>r) << alignof<T>());
    for (let at = x; at < end; at += 32, w += stride) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      const u = v128.load_splat<T>(w);
      a0 = madd<T>(a0, x0, u);
      a1 = madd<T>(a1, x1, u);
      const v = v128.load_splat<T>(w, sizeof<T>());
      b0 = madd<T>(b0, x0, v);
      b1 = madd<T>(b1, x1, v);
    }
    scatter<T>(rows, op, z, 0, r, stride, a0);
    scatter<T>(rows, op, z, lanes, r, stride, a1);
    scatter<T>(rows, op, z, 0, r + 1, stride, b0);
    scatter<T>(rows, op, z, lanes, r + 1, stride, b1);
  }
  if (r < neurons) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let w = weights + ((<usize>r) << alignof<T>());
    for (let at = x; at < end; at += 32, w += stride) {
      const u = v128.load_splat<T>(w);
      a0 = madd<T>(a0, v128.load(at), u);
      a1 = madd<T>(a1, v128.load(at, 16), u);
    }
    scatter<T>(rows, op, z, 0, r, stride, a0);
    scatter<T>(rows, op, z, lanes, r, stride, a1);
  }
}

/**
 * sums[column, r], a vector each, += entry · pull, lane by lane, five neurons (the width of the momentum paper) at a time;
 * `foldLanes` adds the lanes up.
 */
export function accumulateLanes<T>(rows: Rows, op: Op, sums: usize, pull: usize, stride: usize, neurons: i32): void {
  const lanes = 16 / <i32>sizeof<T>();
  const x = rows.values + ((<usize>op.value0) << alignof<T>());
  const end = x + <usize>op.length * 32;
  const step = (<usize>neurons) << 4;
  let r = 0;
  for (; r + 5 <= neurons; r += 5) {
    const a0 = gather<T>(rows, op, pull, 0, r, stride);
    const a1 = gather<T>(rows, op, pull, lanes, r, stride);
    const b0 = gather<T>(rows, op, pull, 0, r + 1, stride);
    const b1 = gather<T>(rows, op, pull, lanes, r + 1, stride);
    const c0 = gather<T>(rows, op, pull, 0, r + 2, stride);
    const c1 = gather<T>(rows, op, pull, lanes, r + 2, stride);
    const d0 = gather<T>(rows, op, pull, 0, r + 3, stride);
    const d1 = gather<T>(rows, op, pull, lanes, r + 3, stride);
    const e0 = gather<T>(rows, op, pull, 0, r + 4, stride);
    const e1 = gather<T>(rows, op, pull, lanes, r + 4, stride);
    let g = sums + ((<usize>(op.column * neurons + r)) << 4);
    for (let at = x; at < end; at += 32, g += step) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      v128.store(g, v128.add<T>(v128.load(g), madd<T>(v128.mul<T>(x0, a0), x1, a1)));
      v128.store(g, v128.add<T>(v128.load(g, 16), madd<T>(v128.mul<T>(x0, b0), x1, b1)), 16);
      v128.store(g, v128.add<T>(v128.load(g, 32), madd<T>(v128.mul<T>(x0, c0), x1, c1)), 32);
      v128.store(g, v128.add<T>(v128.load(g, 48), madd<T>(v128.mul<T>(x0, d0), x1, d1)), 48);
      v128.store(g, v128.add<T>(v128.load(g, 64), madd<T>(v128.mul<T>(x0, e0), x1, e1)), 64);
    }
  }
  for (; r + 2 <= neurons; r += 2) {
    const a0 = gather<T>(rows, op, pull, 0, r, stride);
    const a1 = gather<T>(rows, op, pull, lanes, r, stride);
    const b0 = gather<T>(rows, op, pull, 0, r + 1, stride);
    const b1 = gather<T>(rows, op, pull, lanes, r + 1, stride);
    let g = sums + ((<usize>(op.column * neurons + r)) << 4);
    for (let at = x; at < end; at += 32, g += step) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      v128.store(g, v128.add<T>(v128.load(g), madd<T>(v128.mul<T>(x0, a0), x1, a1)));
      v128.store(g, v128.add<T>(v128.load(g, 16), madd<T>(v128.mul<T>(x0, b0), x1, b1)), 16);
    }
  }
  if (r < neurons) {
    const a0 = gather<T>(rows, op, pull, 0, r, stride);
    const a1 = gather<T>(rows, op, pull, lanes, r, stride);
    let g = sums + ((<usize>(op.column * neurons + r)) << 4);
    for (let at = x; at < end; at += 32, g += step) {
      const sum = madd<T>(v128.mul<T>(v128.load(at), a0), v128.load(at, 16), a1);
      v128.store(g, v128.add<T>(v128.load(g), sum));
    }
  }
}

/** gradient[column, r] += the lanes of sums[column, r], which go back to zero. */
export function foldLanes<T>(sums: usize, gradient: usize, columns: i32, stride: usize, neurons: i32): void {
  const zero = v128.splat<T>(<T>0);
  for (let k = 0; k < columns; k++) {
    for (let r = 0; r < neurons; r++) {
      const at = sums + ((<usize>(k * neurons + r)) << 4);
      let sum = load<T>(at) + load<T>(at, sizeof<T>());
      if (sizeof<T>() === 4) sum += load<T>(at, 8) + load<T>(at, 12);
      const g = gradient + <usize>k * stride + ((<usize>r) << alignof<T>());
      store<T>(g, load<T>(g) + sum);
      v128.store(at, zero);
    }
  }
}
