import { forwardLanes, type Shape } from './shape.ts';

/** sums[at] += those of the other threads along `lane`, a power of two of them, `stride` apart. */
export function reduced(lane: string, size: number, stride: number): string {
  return `
  for (var half = ${size >> 1}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (${lane} < half) { sums[at] += sums[at + half * ${stride}u]; }
  }
  workgroupBarrier();`;
}

/** f(X_i), or where neurons are more than a workgroup's their share of it, and ⟨w_r, X_i[p]⟩. */
export function sparseForward(shape: Shape): string {
  const { neurons, samples, sharing, tiles } = forwardLanes(shape);
  return `
  let trial = group.z;
  let r = group.y * ${neurons}u + lane.x;
  let i = group.x * ${samples}u + lane.y / ${sharing}u;
  let share = lane.y % ${sharing}u;
  let here = r < m && i < n;
  let base = trial * ${shape.rowWords}u;
  let entries = base + n * patches + 1u;
  var sum = 0.0;
  for (var p = 0u; p < patches; p++) {
    let row = i * patches + p;
    var product = 0.0;
    if (here) {
      let end = rows[base + row + 1u];
      for (var e = rows[base + row] + share; e < end; e += ${sharing}u) {
        let k = rows[entries + 2u * e];
        product += bitcast<f32>(rows[entries + 2u * e + 1u]) * weights[(trial * d + k) * m + r];
      }
    }
    ${
      sharing > 1
        ? `sums[at] = product;${reduced('share', sharing, neurons)}
    product = sums[at];`
        : ''
    }
    if (here && share == 0u) {
      z[(trial * n * patches + row) * m + r] = product;
      sum += activation(product);
    }
  }
  if (here) { sum *= constants[trial * (m + n) + r]; }
  sums[at] = sum;${reduced('lane.x', neurons, 1)}
  if (lane.x == 0u && share == 0u && i < n) {
    ${tiles > 1 ? 'partial[(trial * n + i) * tiles + group.y] = sums[at];' : 'slopes[trial * n + i] = observe(trial, i, sums[at]);'}
  }`;
}

/** A thread's part of ∂L/∂w_r[k] over a_r, k = group.x, without the weight decay, into `sum`. */
export function columnSum({ columnWords, layout }: Shape, sharing: number): string {
  if (layout.kind === 'side by side') {
    const { groups } = layout;
    return `
    for (var k = lane.y; k < ${groups}u; k += ${sharing}u) {
      sum += partial[((trial * ${groups}u + k) * d + group.x) * m + r];
    }`;
  }
  return `
    let base = trial * ${columnWords}u;
    let entries = base + d + 1u;
    let end = columns[base + group.x + 1u];
    for (var e = columns[base + group.x] + lane.y; e < end; e += ${sharing}u) {
      let row = columns[entries + 2u * e];
      let value = bitcast<f32>(columns[entries + 2u * e + 1u]);
      let pull = slopes[trial * n + row / patches] * activationSlope(z[(trial * n * patches + row) * m + r]);
      sum += value * pull;
    }`;
}
