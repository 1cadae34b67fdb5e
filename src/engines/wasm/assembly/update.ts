import { Plan } from './layout';

const GD = 0;
const MOMENTUM = 1;
const VELOCITY = 2;
const DISPLACEMENT = 3;
const ADAM = 4;

/**
 * One step of the optimizer on one block, and its gradient back to zero. Step t counts from 0. `params` holds η, λ, then
 * momentum: γ; heavy ball: β; adam: β₁, β₂, ε outside the root, ε inside, bias correction (0 or 1).
 * The equations are those of src/optimizers.
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
  const tiny = v128.splat<T>(sizeof<T>() === 4 ? <T>7.89e-31 : <T>9.33e-302);
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
        const average = flushed<T>(v128.add<T>(v128.mul<T>(memory, v128.load(first)), v128.mul<T>(rest, slope)), tiny);
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
        const velocity = flushed<T>(v128.add<T>(v128.mul<T>(momentum, v128.load(first)), slope), tiny);
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
        v128.store(first, flushed<T>(v128.sub<T>(next, weight), tiny));
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
      const memory1 = v128.splat<T>(<T>beta1);
      const memory2 = v128.splat<T>(<T>beta2);
      const rest1 = v128.splat<T>(<T>(1.0 - beta1));
      const rest2 = v128.splat<T>(<T>(1.0 - beta2));
      const scale1 = v128.splat<T>(<T>(param(plan, 0) / correct1));
      const scale2 = v128.splat<T>(<T>(1.0 / correct2));
      const outside = splat<T>(plan, 4);
      const inside = splat<T>(plan, 5);
      const tinySlope = v128.splat<T>(sizeof<T>() === 4 ? <T>8.67e-19 : <T>3.05e-151);
      const tinySquare = v128.splat<T>(sizeof<T>() === 4 ? <T>7.52e-37 : <T>9.33e-302);
      let second = plan.second + offset;
      for (; w < end; w += 16, g += 16, first += 16, second += 16) {
        const weight = v128.load(w);
        const slope = flushed<T>(v128.add<T>(v128.mul<T>(decay, weight), v128.load(g)), tinySlope);
        const m = flushed<T>(v128.add<T>(v128.mul<T>(memory1, v128.load(first)), v128.mul<T>(rest1, slope)), tiny);
        const square = v128.mul<T>(slope, slope);
        const v = flushed<T>(
          v128.add<T>(v128.mul<T>(memory2, v128.load(second)), v128.mul<T>(rest2, square)),
          tinySquare,
        );
        const root = v128.add<T>(v128.sqrt<T>(v128.add<T>(v128.mul<T>(v, scale2), inside)), outside);
        const move = v128.div<T>(v128.mul<T>(scale1, m), root);
        v128.store(first, m);
        v128.store(second, v);
        // An entry that never had a gradient (0/0) does not move.
        v128.store(w, v128.sub<T>(weight, v128.and(move, v128.gt<T>(root, zero))));
        v128.store(g, zero);
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
}

/**
 * What has decayed below `tiny` is zero. Averages of slopes that have stopped fall to subnormal numbers, on which a CPU is a
 * hundred times slower. Adam takes slopes below 1e-18 (in float32) for zero: their squares would be subnormal.
 */
function flushed<T>(value: v128, tiny: v128): v128 {
  return v128.and(value, v128.ge<T>(v128.abs<T>(value), tiny));
}

function param(plan: Plan, k: i32): f64 {
  return load<f64>(plan.params + ((<usize>k) << 3));
}

function splat<T>(plan: Plan, k: i32): v128 {
  return v128.splat<T>(<T>param(plan, k));
}
