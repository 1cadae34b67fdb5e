import { backwardLanes, foldLanes, forwardLanes } from './lanes';
import { Plan, Rows } from './layout';
import { accumulate, multiply } from './products';
import { update } from './update';
import { power } from './vectors';

/** Index of a sample whose f(X_i) is not finite, or −1. */
export let broken: i32 = -1;

function blockBytes<T>(plan: Plan): usize {
  return (<usize>(plan.dimension * plan.width)) << alignof<T>();
}

function firstSample(rows: Rows, group: i32): i32 {
  return load<i32>(rows.groupSample + ((<usize>group) << 2));
}

/** Where z of a group begins. */
function zOf<T>(plan: Plan, rows: Rows, block: i32, group: i32): usize {
  if (!rows.keep) return rows.z;
  if (rows.slots) return rows.z + <usize>(group * rows.slots * plan.neurons) * 32;
  const row = block * rows.samples * rows.patches + firstSample(rows, group) * rows.patches;
  return rows.z + ((<usize>row * <usize>plan.width) << alignof<T>());
}

/** z of a group, and f(X_i) += Σ_r a_r Σ_p σ(z) over one block of neurons. */
export function forward<T>(plan: Plan, rows: Rows, block: i32, group: i32): void {
  const width = plan.width;
  let z = zOf<T>(plan, rows, block, group);
  const from = firstSample(rows, group);
  const end = firstSample(rows, group + 1);
  if (rows.slots) {
    forwardLanes<T>(plan, rows, group, z, from, end - from);
    return;
  }
  multiply<T>(plan, rows, group, plan.weights + <usize>block * blockBytes<T>(plan), z);
  const bytes = (<usize>width) << alignof<T>();
  const output = plan.output + <usize>block * bytes;
  const zero = v128.splat<T>(<T>0);
  for (let i = from; i < end; i++) {
    let sum = zero;
    for (let p = 0; p < rows.patches; p++, z += bytes) {
      for (let j: usize = 0; j < bytes; j += 16) {
        let value = v128.load(z + j);
        if (plan.activation) value = v128.max<T>(value, zero);
        sum = v128.add<T>(sum, v128.mul<T>(v128.load(output + j), power<T>(value, plan.degree)));
      }
    }
    let total: f64 = 0;
    if (sizeof<T>() === 4) {
      total =
        <f64>f32x4.extract_lane(sum, 0) +
        <f64>f32x4.extract_lane(sum, 1) +
        (<f64>f32x4.extract_lane(sum, 2) + <f64>f32x4.extract_lane(sum, 3));
    } else {
      total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    }
    const at = rows.outputs + ((<usize>i) << 3);
    store<f64>(at, load<f64>(at) + total);
  }
}

/** ∂L/∂f(X_i) of a group for a mean (or, squared, a sum) that counts each sample `scale` times; the steepest |∂ℓ/∂f|. */
export function slopes(plan: Plan, rows: Rows, group: i32, scale: f64): f64 {
  let steepest: f64 = 0;
  const end = firstSample(rows, group + 1);
  for (let i = firstSample(rows, group); i < end; i++) {
    const f = load<f64>(rows.outputs + ((<usize>i) << 3));
    if (!(f - f === 0.0) && broken < 0) broken = i;
    const y = load<f64>(rows.labels + ((<usize>i) << 3));
    const slope = plan.loss ? f - y : -y / (1.0 + Math.exp(y * f));
    steepest = Math.max(steepest, Math.abs(slope));
    store<f64>(rows.slopes + ((<usize>i) << 3), scale * slope);
  }
  return steepest;
}

/** gradient += ∂L/∂W of a group over one block, from its z and slopes. */
export function backward<T>(plan: Plan, rows: Rows, block: i32, group: i32): void {
  const bytes = (<usize>plan.width) << alignof<T>();
  let z = zOf<T>(plan, rows, block, group);
  const from = firstSample(rows, group);
  const end = firstSample(rows, group + 1);
  if (rows.slots) {
    backwardLanes<T>(plan, rows, group, z, from, end - from);
    return;
  }
  let pull = plan.pull;
  const output = plan.output + <usize>block * bytes;
  const zero = v128.splat<T>(<T>0);
  const degree = v128.splat<T>(<T>plan.degree);
  for (let i = from; i < end; i++) {
    const slope = v128.mul<T>(degree, v128.splat<T>(<T>load<f64>(rows.slopes + ((<usize>i) << 3))));
    for (let p = 0; p < rows.patches; p++, z += bytes, pull += bytes) {
      for (let j: usize = 0; j < bytes; j += 16) {
        const value = v128.load(z + j);
        let c = v128.mul<T>(v128.mul<T>(slope, v128.load(output + j)), power<T>(value, plan.degree - 1));
        // σ'(0) = 1 for max(0, z), as the papers' 1{z ≥ 0}; for higher degrees z^{degree−1} is 0 there.
        if (plan.activation) c = v128.and(c, v128.ge<T>(value, zero));
        v128.store(pull + j, c);
      }
    }
  }
  accumulate<T>(plan, rows, group);
}

function groupAt(list: usize, k: i32): i32 {
  return list ? load<i32>(list + ((<usize>k) << 2)) : k;
}

function clearOutputs(rows: Rows, group: i32): void {
  const from = firstSample(rows, group);
  const count = firstSample(rows, group + 1) - from;
  memory.fill(rows.outputs + ((<usize>from) << 3), 0, (<usize>count) << 3);
}

/** f(X_i) of the listed groups (all without a list), and z where it is kept. */
export function forwardAll<T>(plan: Plan, rows: Rows, list: usize, count: i32): void {
  for (let k = 0; k < count; k++) clearOutputs(rows, groupAt(list, k));
  for (let block = 0; block < plan.blocks; block++) {
    for (let k = 0; k < count; k++) forward<T>(plan, rows, block, groupAt(list, k));
  }
}

function scaleOf(plan: Plan, rows: Rows, list: usize, count: i32): f64 {
  // With a list every group is one sample.
  const size = <f64>(list ? count : rows.samples);
  return plan.loss ? <f64>rows.samples / size : 1.0 / size;
}

/** One block: forward, slopes and backward of a group while its patches are in the cache. */
export function fusedPass<T>(plan: Plan, rows: Rows, list: usize, count: i32): f64 {
  const scale = scaleOf(plan, rows, list, count);
  let steepest: f64 = 0;
  for (let k = 0; k < count; k++) {
    const group = groupAt(list, k);
    clearOutputs(rows, group);
    forward<T>(plan, rows, 0, group);
    steepest = Math.max(steepest, slopes(plan, rows, group, scale));
    backward<T>(plan, rows, 0, group);
  }
  if (rows.slots) foldLanes<T>(plan);
  return steepest;
}

export function allSlopes(plan: Plan, rows: Rows, list: usize, count: i32): f64 {
  const scale = scaleOf(plan, rows, list, count);
  let steepest: f64 = 0;
  for (let k = 0; k < count; k++) steepest = Math.max(steepest, slopes(plan, rows, groupAt(list, k), scale));
  return steepest;
}

/** gradient += ∂L/∂W of one block over the listed groups, from z and slopes that are there. */
export function backwardBlock<T>(plan: Plan, rows: Rows, block: i32, list: usize, count: i32): void {
  for (let k = 0; k < count; k++) backward<T>(plan, rows, block, groupAt(list, k));
}

/**
 * Many blocks: the step of each block and, on the full batch, its forward pass at the new weights, while the block is in
 * the cache.
 */
export function blockedStep<T>(plan: Plan, rows: Rows, list: usize, count: i32, t: i32): void {
  if (!list) memory.fill(rows.outputs, 0, (<usize>rows.samples) << 3);
  for (let block = 0; block < plan.blocks; block++) {
    backwardBlock<T>(plan, rows, block, list, count);
    update<T>(plan, block, t);
    if (!list) for (let k = 0; k < count; k++) forward<T>(plan, rows, block, k);
  }
}

export function forgetBroken(): void {
  broken = -1;
}
