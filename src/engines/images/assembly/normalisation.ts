import { madd, offset } from './lanes';

function low(value: v128): v128 {
  return f64x2.promote_low_f32x4(value);
}

function high(value: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(value, value, 1, 1));
}

/** The sums of four lanes, in double precision, over `share`, to float32 numbers. */
function storeMeans(to: usize, sums: v128, more: v128, share: f64): void {
  store<f32>(to, <f32>(f64x2.extract_lane(sums, 0) / share));
  store<f32>(to, <f32>(f64x2.extract_lane(sums, 1) / share), 4);
  store<f32>(to, <f32>(f64x2.extract_lane(more, 0) / share), 8);
  store<f32>(to, <f32>(f64x2.extract_lane(more, 1) / share), 12);
}

/** Mean and variance of z[places, channels] by channel. */
export function moments(z: usize, places: i32, channels: i32, mean: usize, variance: usize): void {
  const next = offset(channels);
  const end = z + <usize>places * next;
  for (let q: usize = 0; q < next; q += 16) {
    let a = f64x2.splat(0);
    let b = a;
    for (let at = z + q; at < end; at += next) {
      const value = v128.load(at);
      a = f64x2.add(a, low(value));
      b = f64x2.add(b, high(value));
    }
    storeMeans(mean + q, a, b, <f64>places);
    const centre = v128.load(mean + q);
    a = f64x2.splat(0);
    b = a;
    for (let at = z + q; at < end; at += next) {
      const difference = f32x4.sub(v128.load(at), centre);
      const square = f32x4.mul(difference, difference);
      a = f64x2.add(a, low(square));
      b = f64x2.add(b, high(square));
    }
    storeMeans(variance + q, a, b, <f64>places);
  }
}

/** active = max(0, (z − mean) · factor + shift) by channel, [places, channels]. */
export function normalise(
  z: usize,
  active: usize,
  places: i32,
  channels: i32,
  mean: usize,
  factor: usize,
  shift: usize,
): void {
  const next = offset(channels);
  for (let k = 0; k < places; k++, z += next, active += next) {
    for (let q: usize = 0; q < next; q += 16) {
      const centred = f32x4.sub(v128.load(z + q), v128.load(mean + q));
      const value = madd(v128.load(shift + q), centred, v128.load(factor + q));
      v128.store(active + q, f32x4.max(value, f32x4.splat(0)));
    }
  }
}

/**
 * ∂L/∂active becomes ∂L/∂z, in place; ∂L/∂shift and ∂L/∂scale over the places go to `shifts` and `scales`, with
 * `inverse` = 1/√(variance + ε) and `factor` = scale · inverse.
 */
export function normaliseBack(
  z: usize,
  active: usize,
  slopes: usize,
  places: i32,
  channels: i32,
  mean: usize,
  inverse: usize,
  factor: usize,
  scales: usize,
  shifts: usize,
): void {
  const next = offset(channels);
  const bytes = <usize>places * next;
  for (let q: usize = 0; q < next; q += 16) {
    const centre = v128.load(mean + q);
    const unit = v128.load(inverse + q);
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let at = q; at < bytes; at += next) {
      const open = f32x4.gt(v128.load(active + at), f32x4.splat(0));
      const slope = v128.and(v128.load(slopes + at), open);
      v128.store(slopes + at, slope);
      a = f64x2.add(a, low(slope));
      b = f64x2.add(b, high(slope));
      const along = f32x4.mul(slope, f32x4.mul(f32x4.sub(v128.load(z + at), centre), unit));
      c = f64x2.add(c, low(along));
      d = f64x2.add(d, high(along));
    }
    storeMeans(shifts + q, a, b, <f64>places);
    storeMeans(scales + q, c, d, <f64>places);
    const level = v128.load(shifts + q);
    const tilt = f32x4.mul(v128.load(scales + q), unit);
    const by = v128.load(factor + q);
    for (let at = q; at < bytes; at += next) {
      const gone = madd(level, f32x4.sub(v128.load(z + at), centre), tilt);
      v128.store(slopes + at, f32x4.mul(by, f32x4.sub(v128.load(slopes + at), gone)));
    }
    const whole = f32x4.splat(<f32>places);
    v128.store(shifts + q, f32x4.mul(v128.load(shifts + q), whole));
    v128.store(scales + q, f32x4.mul(v128.load(scales + q), whole));
  }
}
