import { madd, offset } from './lanes';

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
