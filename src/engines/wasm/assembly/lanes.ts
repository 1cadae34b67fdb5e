import { Op, Plan, Rows } from './layout';
import { madd, power } from './vectors';

// Where neurons are too few to fill a vector, samples lie side by side in a pair of vectors instead (see
// src/engines/side-by-side.ts): an operation has a patch in each lane, their entries interleaved, [length, lanes]. Where a
// lane has none its entries are 0, and so is what it adds, because σ(0) = 0. z: [operations, m] pairs.
const PAIR: usize = 32;

/** One number of each lane, on its way between vectors and f64. */
const SCRATCH = memory.data(32, 16);

/** Lanes of a sample where a group has so many. */
function lanesOfEach<T>(samples: i32): i32 {
  return 32 / <i32>sizeof<T>() / samples;
}

function firstOp(rows: Rows, group: i32): Op {
  return changetype<Op>(rows.ops + <usize>load<i32>(rows.groupOp + ((<usize>group) << 2)) * offsetof<Op>());
}

function nextOp(op: Op): Op {
  return changetype<Op>(changetype<usize>(op) + offsetof<Op>());
}

/** z and f(X_i) of the samples of a group, the first of which is number `sample`. */
export function forwardLanes<T>(plan: Plan, rows: Rows, group: i32, z: usize, sample: i32, samples: i32): void {
  const stride: usize = (<usize>plan.width) << alignof<T>();
  const zero = v128.splat<T>(<T>0);
  let f0 = zero;
  let f1 = zero;
  const end = firstOp(rows, group + 1);
  for (let op = firstOp(rows, group); op !== end; op = nextOp(op)) {
    const x = rows.values + ((<usize>op.value0) << alignof<T>());
    multiplyLanes<T>(x, op.length, plan.weights + <usize>op.column * stride, stride, z, plan.neurons);
    for (let r = 0; r < plan.neurons; r++, z += PAIR) {
      const a = v128.load_splat<T>(plan.output + ((<usize>r) << alignof<T>()));
      let z0 = v128.load(z);
      let z1 = v128.load(z, 16);
      if (plan.activation) {
        z0 = v128.max<T>(z0, zero);
        z1 = v128.max<T>(z1, zero);
      }
      f0 = madd<T>(f0, a, power<T>(z0, plan.degree));
      f1 = madd<T>(f1, a, power<T>(z1, plan.degree));
    }
  }
  v128.store(SCRATCH, f0);
  v128.store(SCRATCH, f1, 16);
  const outputs = rows.outputs + ((<usize>sample) << 3);
  const each = lanesOfEach<T>(samples);
  let from = SCRATCH;
  for (let k = 0; k < samples; k++) {
    let total: f64 = 0;
    for (let lane = 0; lane < each; lane++, from += sizeof<T>()) total += <f64>load<T>(from);
    store<f64>(outputs + ((<usize>k) << 3), total);
  }
}

/** z of one operation: three neurons at a time, more would not stay in the registers. */
function multiplyLanes<T>(x: usize, length: i32, weights: usize, stride: usize, z: usize, neurons: i32): void {
  const end = x + <usize>length * PAIR;
  let r = 0;
  for (; r + 3 <= neurons; r += 3, z += 3 * PAIR) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let w = weights + ((<usize>r) << alignof<T>());
    for (let at = x; at < end; at += PAIR, w += stride) {
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
    v128.store(z, a0);
    v128.store(z, a1, 16);
    v128.store(z, b0, 32);
    v128.store(z, b1, 48);
    v128.store(z, c0, 64);
    v128.store(z, c1, 80);
  }
  for (; r + 2 <= neurons; r += 2, z += 2 * PAIR) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let w = weights + ((<usize>r) << alignof<T>());
    for (let at = x; at < end; at += PAIR, w += stride) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      const u = v128.load_splat<T>(w);
      a0 = madd<T>(a0, x0, u);
      a1 = madd<T>(a1, x1, u);
      const v = v128.load_splat<T>(w, sizeof<T>());
      b0 = madd<T>(b0, x0, v);
      b1 = madd<T>(b1, x1, v);
    }
    v128.store(z, a0);
    v128.store(z, a1, 16);
    v128.store(z, b0, 32);
    v128.store(z, b1, 48);
  }
  if (r < neurons) {
    let a0 = v128.splat<T>(<T>0);
    let a1 = a0;
    let w = weights + ((<usize>r) << alignof<T>());
    for (let at = x; at < end; at += PAIR, w += stride) {
      const u = v128.load_splat<T>(w);
      a0 = madd<T>(a0, v128.load(at), u);
      a1 = madd<T>(a1, v128.load(at, 16), u);
    }
    v128.store(z, a0);
    v128.store(z, a1, 16);
  }
}

/** plan.lanes[column, r], a vector each, += entry · ∂L/∂z of a group, lane by lane; `foldLanes` adds the lanes up. */
export function backwardLanes<T>(plan: Plan, rows: Rows, group: i32, z: usize, sample: i32, samples: i32): void {
  memory.fill(SCRATCH, 0, PAIR);
  const slopes = rows.slopes + ((<usize>sample) << 3);
  const each = lanesOfEach<T>(samples);
  let to = SCRATCH;
  for (let k = 0; k < samples; k++) {
    const slope = <T>load<f64>(slopes + ((<usize>k) << 3));
    for (let lane = 0; lane < each; lane++, to += sizeof<T>()) store<T>(to, slope);
  }
  const degree = v128.splat<T>(<T>plan.degree);
  const slope0 = v128.mul<T>(degree, v128.load(SCRATCH));
  const slope1 = v128.mul<T>(degree, v128.load(SCRATCH, 16));
  const end = firstOp(rows, group + 1);
  for (let op = firstOp(rows, group); op !== end; op = nextOp(op), z += <usize>plan.neurons * PAIR) {
    const x = rows.values + ((<usize>op.value0) << alignof<T>());
    accumulateLanes<T>(plan, x, op.length, op.column, z, slope0, slope1);
  }
}

/** ∂L/∂z of neuron r for the samples of one vector. */
function pull<T>(plan: Plan, z: usize, r: i32, slope: v128): v128 {
  const value = v128.load(z + <usize>r * PAIR);
  const a = v128.load_splat<T>(plan.output + ((<usize>r) << alignof<T>()));
  const c = v128.mul<T>(v128.mul<T>(slope, a), power<T>(value, plan.degree - 1));
  // σ'(0) as in passes.ts.
  return plan.activation ? v128.and(c, v128.ge<T>(value, v128.splat<T>(<T>0))) : c;
}

/** Five neurons (the width of the momentum paper) at a time. */
function accumulateLanes<T>(
  plan: Plan,
  x: usize,
  length: i32,
  column: i32,
  z: usize,
  slope0: v128,
  slope1: v128,
): void {
  const neurons = plan.neurons;
  const end = x + <usize>length * PAIR;
  const step = (<usize>neurons) << 4;
  const z1 = z + 16;
  let r = 0;
  for (; r + 5 <= neurons; r += 5) {
    const a0 = pull<T>(plan, z, r, slope0);
    const a1 = pull<T>(plan, z1, r, slope1);
    const b0 = pull<T>(plan, z, r + 1, slope0);
    const b1 = pull<T>(plan, z1, r + 1, slope1);
    const c0 = pull<T>(plan, z, r + 2, slope0);
    const c1 = pull<T>(plan, z1, r + 2, slope1);
    const d0 = pull<T>(plan, z, r + 3, slope0);
    const d1 = pull<T>(plan, z1, r + 3, slope1);
    const e0 = pull<T>(plan, z, r + 4, slope0);
    const e1 = pull<T>(plan, z1, r + 4, slope1);
    let g = plan.lanes + ((<usize>(column * neurons + r)) << 4);
    for (let at = x; at < end; at += PAIR, g += step) {
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
    const a0 = pull<T>(plan, z, r, slope0);
    const a1 = pull<T>(plan, z1, r, slope1);
    const b0 = pull<T>(plan, z, r + 1, slope0);
    const b1 = pull<T>(plan, z1, r + 1, slope1);
    let g = plan.lanes + ((<usize>(column * neurons + r)) << 4);
    for (let at = x; at < end; at += PAIR, g += step) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      v128.store(g, v128.add<T>(v128.load(g), madd<T>(v128.mul<T>(x0, a0), x1, a1)));
      v128.store(g, v128.add<T>(v128.load(g, 16), madd<T>(v128.mul<T>(x0, b0), x1, b1)), 16);
    }
  }
  if (r < neurons) {
    const a0 = pull<T>(plan, z, r, slope0);
    const a1 = pull<T>(plan, z1, r, slope1);
    let g = plan.lanes + ((<usize>(column * neurons + r)) << 4);
    for (let at = x; at < end; at += PAIR, g += step) {
      const sum = madd<T>(v128.mul<T>(v128.load(at), a0), v128.load(at, 16), a1);
      v128.store(g, v128.add<T>(v128.load(g), sum));
    }
  }
}

/** gradient[column, r] += the lanes of plan.lanes[column, r], which go back to zero. */
export function foldLanes<T>(plan: Plan): void {
  const stride: usize = (<usize>plan.width) << alignof<T>();
  const zero = v128.splat<T>(<T>0);
  let at = plan.lanes;
  for (let k = 0; k < plan.dimension; k++) {
    for (let r = 0; r < plan.neurons; r++, at += 16) {
      let sum = load<T>(at) + load<T>(at, sizeof<T>());
      if (sizeof<T>() === 4) sum += load<T>(at, 8) + load<T>(at, 12);
      const g = plan.gradient + <usize>k * stride + ((<usize>r) << alignof<T>());
      store<T>(g, load<T>(g) + sum);
      v128.store(at, zero);
    }
  }
}
