import { Plan } from './layout';

const GD = 0;
const MOMENTUM = 1;
const VELOCITY = 2;
const DISPLACEMENT = 3;
const ADAM = 4;

// Adam has more constants than a CPU has vector registers. V8 moves them about between registers and stack, at the price of
// the whole step, unless they lie in memory.
const CONSTANTS = memory.data(160, 16);
const MEMORY1: usize = 0;
const MEMORY2: usize = 16;
const REST1: usize = 32;
const REST2: usize = 48;
const SCALE1: usize = 64;
const SCALE2: usize = 80;
const OUTSIDE: usize = 96;
const INSIDE: usize = 112;
const TINY: usize = 128;
const LEAST: usize = 144;

function keep<T>(constant: usize, value: f64): void {
  v128.store(CONSTANTS + constant, v128.splat<T>(<T>value));
}

function kept(constant: usize): v128 {
  return v128.load(CONSTANTS + constant);
}

/**
 * One step of the optimizer on one block, and its gradient back to zero. Step t counts from 0. `params` holds η, λ, then
 * momentum: γ; heavy ball: β; adam: β₁, β₂, ε outside the root, ε inside, bias correction (0 or 1).
 * The equations are those of src/optimizers, but Adam takes slopes below 1e-15 (float64: 3e-150), whose squares come near the
 * subnormal numbers, for zero.
 */
export function update<T>(plan: Plan, block: i32, t: i32): void {
  const bytes = (<usize>(plan.dimension * plan.width)) << alignof<T>();
  const offset = <usize>block * bytes;
  let w = plan.weights + offset;
  const end = w + bytes;
  let g = plan.gradient;
  let first = plan.first + offset;
  const zero = v128.splat<T>(<T>0);
  const rate = splat<T>(plan, 0);
  const decay = splat<T>(plan, 1);
  switch (plan.optimizer) {
    case GD: {
      for (; w < end; w += 16, g += 16) {
        const weight = v128.load(w);
        const slope = v128.add<T>(v128.mul<T>(decay, weight), v128.load(g));
        v128.store(w, v128.sub<T>(weight, v128.mul<T>(rate, slope)));
        v128.store(g, zero);
      }
      break;
    }
    case MOMENTUM: {
      const memory = splat<T>(plan, 2);
      const rest = v128.splat<T>(<T>(1.0 - param(plan, 2)));
      for (; w < end; w += 16, g += 16, first += 16) {
        const weight = v128.load(w);
        const slope = v128.add<T>(v128.mul<T>(decay, weight), v128.load(g));
        const average = v128.add<T>(v128.mul<T>(memory, v128.load(first)), v128.mul<T>(rest, slope));
        v128.store(first, average);
        v128.store(w, v128.sub<T>(weight, v128.mul<T>(rate, average)));
        v128.store(g, zero);
      }
      break;
    }
    case VELOCITY: {
      const momentum = splat<T>(plan, 2);
      for (; w < end; w += 16, g += 16, first += 16) {
        const weight = v128.load(w);
        const slope = v128.add<T>(v128.mul<T>(decay, weight), v128.load(g));
        const velocity = v128.add<T>(v128.mul<T>(momentum, v128.load(first)), slope);
        v128.store(first, velocity);
        v128.store(w, v128.sub<T>(weight, v128.mul<T>(rate, velocity)));
        v128.store(g, zero);
      }
      break;
    }
    case DISPLACEMENT: {
      const momentum = splat<T>(plan, 2);
      for (; w < end; w += 16, g += 16, first += 16) {
        const weight = v128.load(w);
        const slope = v128.add<T>(v128.mul<T>(decay, weight), v128.load(g));
        const moved = v128.sub<T>(weight, v128.mul<T>(rate, slope));
        const next = v128.add<T>(moved, v128.mul<T>(momentum, v128.load(first)));
        v128.store(first, v128.sub<T>(next, weight));
        v128.store(w, next);
        v128.store(g, zero);
      }
      break;
    }
    case ADAM: {
      const corrects = param(plan, 6) !== 0.0;
      const beta1 = param(plan, 2);
      const beta2 = param(plan, 3);
      const correct1 = corrects ? 1.0 - beta1 ** <f64>(t + 1) : 1.0;
      const correct2 = corrects ? 1.0 - beta2 ** <f64>(t + 1) : 1.0;
      keep<T>(MEMORY1, beta1);
      keep<T>(MEMORY2, beta2);
      keep<T>(REST1, 1.0 - beta1);
      keep<T>(REST2, 1.0 - beta2);
      keep<T>(SCALE1, param(plan, 0) / correct1);
      keep<T>(SCALE2, 1.0 / correct2);
      keep<T>(OUTSIDE, param(plan, 4));
      keep<T>(INSIDE, param(plan, 5));
      keep<T>(TINY, tiny<T>());
      keep<T>(LEAST, 10.0 * tiny<T>());
      let second = plan.second + offset;
      for (; w < end; w += 16, g += 16, first += 16, second += 16) {
        const weight = v128.load(w);
        const slope = v128.add<T>(v128.mul<T>(decay, weight), v128.load(g));
        v128.store(g, zero);
        const square = v128.mul<T>(slope, slope);
        const counts = v128.gt<T>(square, kept(LEAST));
        const push = v128.mul<T>(kept(REST1), v128.and(slope, counts));
        const m = v128.add<T>(v128.mul<T>(kept(MEMORY1), v128.load(first)), push);
        v128.store(first, m);
        const spread = v128.mul<T>(kept(REST2), v128.and(square, counts));
        // Never 0, so that an entry that never had a gradient does not move.
        const v = v128.pmax<T>(v128.add<T>(v128.mul<T>(kept(MEMORY2), v128.load(second)), spread), kept(TINY));
        v128.store(second, v);
        const root = v128.sqrt<T>(v128.add<T>(v128.mul<T>(v, kept(SCALE2)), kept(INSIDE)));
        const move = v128.div<T>(v128.mul<T>(kept(SCALE1), m), v128.add<T>(root, kept(OUTSIDE)));
        v128.store(w, v128.sub<T>(weight, move));
      }
      break;
    }
    // sgn 0 = 0
    default: {
      const minus = v128.sub<T>(zero, rate);
      for (; w < end; w += 16, g += 16) {
        const weight = v128.load(w);
        const slope = v128.add<T>(v128.mul<T>(decay, weight), v128.load(g));
        const up = v128.and(rate, v128.gt<T>(slope, zero));
        const down = v128.and(minus, v128.lt<T>(slope, zero));
        v128.store(w, v128.sub<T>(weight, v128.or(up, down)));
        v128.store(g, zero);
      }
    }
  }
  if ((t & 15) === 15) flush<T>(plan.first + offset, first);
}

/**
 * What has decayed below `tiny` is zero. Averages of slopes that have stopped fall to subnormal numbers, on which a CPU is a
 * hundred times slower; 16 steps of a memory above 0.4 do not get there from `tiny`, and a shorter one soon is through.
 */
function flush<T>(values: usize, end: usize): void {
  const least = v128.splat<T>(<T>tiny<T>());
  for (; values < end; values += 16) {
    const value = v128.load(values);
    v128.store(values, v128.and(value, v128.ge<T>(v128.abs<T>(value), least)));
  }
}

/** Far enough from the subnormal numbers. */
function tiny<T>(): f64 {
  return sizeof<T>() === 4 ? 1e-31 : 1e-300;
}

function param(plan: Plan, k: i32): f64 {
  return load<f64>(plan.params + ((<usize>k) << 3));
}

function splat<T>(plan: Plan, k: i32): v128 {
  return v128.splat<T>(<T>param(plan, k));
}
