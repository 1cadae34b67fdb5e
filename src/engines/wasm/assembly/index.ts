import { Plan, Rows } from './layout';
import { allSlopes, backwardBlock, blockedStep, broken, forgetBroken, forwardAll, fusedPass } from './passes';
import { update } from './update';

/** True while outputs and slopes (and, with one block, the gradient) of the full batch at the current weights are there. */
let fresh: bool = false;

/** First free byte of the memory. */
export function heapBase(): usize {
  return __heap_base;
}

/** Index of a sample that was not finite, or −1. */
export function brokenSample(): i32 {
  return broken;
}

/** To be called when the weights were written from outside. */
export function start(): void {
  fresh = false;
  forgetBroken();
}

function evaluate<T>(plan: Plan, rows: Rows, list: usize, count: i32): f64 {
  if (plan.blocks === 1) return fusedPass<T>(plan, rows, list, count);
  forwardAll<T>(plan, rows, list, count);
  return allSlopes(plan, rows, list, count);
}

let steepest: f64 = 0;

/** Outputs and slopes of the full batch at the current weights; returns the steepest |∂ℓ/∂f|. */
function observe<T>(plan: Plan, rows: Rows): f64 {
  if (!fresh) {
    steepest = evaluate<T>(plan, rows, 0, rows.groups);
    fresh = true;
  }
  return steepest;
}

/**
 * Up to `steps` updates from step t on; with mini-batches, `batches` holds the samples of each, i32[steps, size]. Stops
 * before an update when max |∂ℓ/∂f| is below `stopBelow`, or when an output is not finite (see brokenSample). Returns the
 * updates made.
 */
function advance<T>(plan: Plan, rows: Rows, t: i32, steps: i32, batches: usize, size: i32, stopBelow: f64): i32 {
  for (let done = 0; done < steps; done++) {
    if (!batches) {
      const slope = observe<T>(plan, rows);
      if (broken >= 0 || slope < stopBelow) return done;
      if (plan.blocks === 1) {
        update<T>(plan, 0, t + done);
        fresh = false;
      } else {
        blockedStep<T>(plan, rows, 0, rows.groups, t + done);
        steepest = allSlopes(plan, rows, 0, rows.groups);
      }
      continue;
    }
    const list = batches + ((<usize>(done * size)) << 2);
    if (stopBelow > 0) {
      const slope = observe<T>(plan, rows);
      if (broken >= 0 || slope < stopBelow) return done;
    }
    forget<T>(plan);
    evaluate<T>(plan, rows, list, size);
    if (broken >= 0) return done;
    if (plan.blocks === 1) update<T>(plan, 0, t + done);
    else blockedStep<T>(plan, rows, list, size, t + done);
  }
  return steps;
}

/** Drops what was evaluated at the current weights. */
function forget<T>(plan: Plan): void {
  if (fresh && plan.blocks === 1) {
    memory.fill(plan.gradient, 0, (<usize>(plan.dimension * plan.width)) << alignof<T>());
  }
  fresh = false;
}

/** Leaves ∂L/∂W of one block, without the weight decay, in `plan.gradient`; `clearGradient` after reading it. */
function gradientOf<T>(plan: Plan, rows: Rows, block: i32): void {
  observe<T>(plan, rows);
  if (plan.blocks > 1) backwardBlock<T>(plan, rows, block, 0, rows.groups);
}

function clearGradient<T>(plan: Plan): void {
  if (plan.blocks > 1) memory.fill(plan.gradient, 0, (<usize>(plan.dimension * plan.width)) << alignof<T>());
}

/** into[r] = ⟨w_r, u⟩, f64[blocks · width], for `entries` non-zero entries of u. */
function project<T>(plan: Plan, columns: usize, values: usize, entries: i32, into: usize): void {
  const neurons = plan.blocks * plan.width;
  memory.fill(into, 0, (<usize>neurons) << 3);
  for (let k = 0; k < entries; k++) {
    const column = load<i32>(columns + ((<usize>k) << 2));
    const value = load<f64>(values + ((<usize>k) << 3));
    for (let r = 0; r < neurons; r++) {
      const block = r / plan.width;
      const at = (block * plan.dimension + column) * plan.width + (r - block * plan.width);
      const to = into + ((<usize>r) << 3);
      store<f64>(to, load<f64>(to) + value * <f64>load<T>(plan.weights + ((<usize>at) << alignof<T>())));
    }
  }
}

export function advance32(p: Plan, r: Rows, t: i32, n: i32, b: usize, size: i32, stop: f64): i32 {
  return advance<f32>(p, r, t, n, b, size, stop);
}
export function advance64(p: Plan, r: Rows, t: i32, n: i32, b: usize, size: i32, stop: f64): i32 {
  return advance<f64>(p, r, t, n, b, size, stop);
}
export function observe32(p: Plan, r: Rows): f64 {
  return observe<f32>(p, r);
}
export function observe64(p: Plan, r: Rows): f64 {
  return observe<f64>(p, r);
}
export function forward32(p: Plan, r: Rows): void {
  forwardAll<f32>(p, r, 0, r.groups);
}
export function forward64(p: Plan, r: Rows): void {
  forwardAll<f64>(p, r, 0, r.groups);
}
export function gradient32(p: Plan, r: Rows, block: i32): void {
  gradientOf<f32>(p, r, block);
}
export function gradient64(p: Plan, r: Rows, block: i32): void {
  gradientOf<f64>(p, r, block);
}
export function clearGradient32(p: Plan): void {
  clearGradient<f32>(p);
}
export function clearGradient64(p: Plan): void {
  clearGradient<f64>(p);
}
export function project32(p: Plan, columns: usize, values: usize, entries: i32, into: usize): void {
  project<f32>(p, columns, values, entries, into);
}
export function project64(p: Plan, columns: usize, values: usize, entries: i32, into: usize): void {
  project<f64>(p, columns, values, entries, into);
}
