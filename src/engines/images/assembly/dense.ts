import { madd, offset } from './lanes';

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
