/**
 * Layers of small convolutional networks in float32, pictures as [n, height, width, channels]. A convolution is 3×3 at
 * stride 2; its output channels are a multiple of 8, its input channels too where a gradient is taken for them.
 */

/** First free byte of the memory. */
export function heapBase(): usize {
  return __heap_base;
}

/** sum + a · b, lane by lane; two roundings, the same on every machine. */
function madd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

function offset(index: i32): usize {
  return (<usize>index) << 2;
}

/** z[n, ⌈height/2⌉, ⌈width/2⌉, outward] of x and filter[3, 3, inward, outward], `before` rows and columns of zeros ahead. */
export function convolve(
  x: usize,
  filter: usize,
  z: usize,
  n: i32,
  height: i32,
  width: i32,
  inward: i32,
  outward: i32,
  before: i32,
): void {
  const next = offset(outward);
  for (let s = 0; s < n; s++) {
    for (let i = 0; i < (height + 1) >> 1; i++) {
      for (let j = 0; j < (width + 1) >> 1; j++, z += next) {
        for (let q = 0; q < outward; q += 8) {
          let a = f32x4.splat(0);
          let b = a;
          for (let tap = 0; tap < 9; tap++) {
            const row = 2 * i + tap / 3 - before;
            const column = 2 * j + (tap % 3) - before;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            let from = x + offset(((s * height + row) * width + column) * inward);
            const end = from + offset(inward);
            for (let f = filter + offset(tap * inward * outward + q); from < end; from += 4, f += next) {
              const u = v128.load32_splat(from);
              a = madd(a, u, v128.load(f));
              b = madd(b, u, v128.load(f, 16));
            }
          }
          v128.store(z + offset(q), a);
          v128.store(z + offset(q), b, 16);
        }
      }
    }
  }
}

/** ∂L/∂filter[3, 3, inward, outward] += from x and ∂L/∂z. */
export function filterGradient(
  x: usize,
  slopes: usize,
  gradient: usize,
  n: i32,
  height: i32,
  width: i32,
  inward: i32,
  outward: i32,
  before: i32,
): void {
  const next = offset(outward);
  for (let s = 0; s < n; s++) {
    for (let i = 0; i < (height + 1) >> 1; i++) {
      for (let j = 0; j < (width + 1) >> 1; j++, slopes += next) {
        for (let q = 0; q < outward; q += 8) {
          const a = v128.load(slopes + offset(q));
          const b = v128.load(slopes + offset(q), 16);
          for (let tap = 0; tap < 9; tap++) {
            const row = 2 * i + tap / 3 - before;
            const column = 2 * j + (tap % 3) - before;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            let from = x + offset(((s * height + row) * width + column) * inward);
            const end = from + offset(inward);
            for (let g = gradient + offset(tap * inward * outward + q); from < end; from += 4, g += next) {
              const u = v128.load32_splat(from);
              v128.store(g, madd(v128.load(g), u, a));
              v128.store(g, madd(v128.load(g, 16), u, b), 16);
            }
          }
        }
      }
    }
  }
}

/** ∂L/∂x += from ∂L/∂z and the filter with its channels changed places, [3, 3, outward, inward]. */
export function inputGradient(
  slopes: usize,
  turned: usize,
  gradient: usize,
  n: i32,
  height: i32,
  width: i32,
  inward: i32,
  outward: i32,
  before: i32,
): void {
  const next = offset(inward);
  for (let s = 0; s < n; s++) {
    for (let i = 0; i < (height + 1) >> 1; i++) {
      for (let j = 0; j < (width + 1) >> 1; j++, slopes += offset(outward)) {
        for (let tap = 0; tap < 9; tap++) {
          const row = 2 * i + tap / 3 - before;
          const column = 2 * j + (tap % 3) - before;
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          const g = gradient + offset(((s * height + row) * width + column) * inward);
          for (let q = 0; q < inward; q += 8) {
            let a = v128.load(g + offset(q));
            let b = v128.load(g + offset(q), 16);
            let from = slopes;
            const end = from + offset(outward);
            for (let f = turned + offset(tap * inward * outward + q); from < end; from += 4, f += next) {
              const u = v128.load32_splat(from);
              a = madd(a, u, v128.load(f));
              b = madd(b, u, v128.load(f, 16));
            }
            v128.store(g + offset(q), a);
            v128.store(g + offset(q), b, 16);
          }
        }
      }
    }
  }
}

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

/** outputs[n, columns] = x[n, rows] weights[rows, columns] + bias; columns a multiple of 4. */
export function dense(x: usize, weights: usize, bias: usize, outputs: usize, n: i32, rows: i32, columns: i32): void {
  const next = offset(columns);
  for (let s = 0; s < n; s++, x += offset(rows), outputs += next) {
    for (let q: usize = 0; q < next; q += 16) {
      let sum = v128.load(bias + q);
      let w = weights + q;
      for (let from = x; from < x + offset(rows); from += 4, w += next) {
        sum = madd(sum, v128.load32_splat(from), v128.load(w));
      }
      v128.store(outputs + q, sum);
    }
  }
}

/** ∂L/∂weights and ∂L/∂bias += from ∂L/∂outputs, and ∂L/∂x. */
export function denseBack(
  x: usize,
  weights: usize,
  slopes: usize,
  n: i32,
  rows: i32,
  columns: i32,
  weightGradient: usize,
  biasGradient: usize,
  inputSlopes: usize,
): void {
  const next = offset(columns);
  for (let s = 0; s < n; s++, slopes += next) {
    for (let q: usize = 0; q < next; q += 16) {
      v128.store(biasGradient + q, f32x4.add(v128.load(biasGradient + q), v128.load(slopes + q)));
    }
    let w = weights;
    let g = weightGradient;
    for (let k = 0; k < rows; k++, x += 4, inputSlopes += 4, w += next, g += next) {
      const u = v128.load32_splat(x);
      let sum = f32x4.splat(0);
      for (let q: usize = 0; q < next; q += 16) {
        const slope = v128.load(slopes + q);
        v128.store(g + q, madd(v128.load(g + q), u, slope));
        sum = madd(sum, slope, v128.load(w + q));
      }
      const pair = f32x4.add(sum, i64x2.shuffle(sum, sum, 1, 0));
      store<f32>(inputSlopes, f32x4.extract_lane(pair, 0) + f32x4.extract_lane(pair, 1));
    }
  }
}

/**
 * The mean cross-entropy of softmax(outputs[n, columns]), of which the first `classes` columns count, against labels
 * i32[n]; outputs become its slopes.
 */
export function crossEntropy(outputs: usize, labels: usize, n: i32, classes: i32, columns: i32): f64 {
  let loss: f64 = 0;
  for (let s = 0; s < n; s++, outputs += offset(columns), labels += 4) {
    let most = load<f32>(outputs);
    for (let c = 1; c < classes; c++) most = max(most, load<f32>(outputs + offset(c)));
    let sum: f64 = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp(<f64>(load<f32>(outputs + offset(c)) - most));
    const label = load<i32>(labels);
    loss += Math.log(sum) - <f64>(load<f32>(outputs + offset(label)) - most);
    for (let c = 0; c < columns; c++) {
      const at = outputs + offset(c);
      let share: f64 = c < classes ? Math.exp(<f64>(load<f32>(at) - most)) / sum : 0;
      if (c === label) share -= 1;
      store<f32>(at, <f32>(share / <f64>n));
    }
  }
  return loss / <f64>n;
}
