import { type Shape, sharedWords, threads } from './shape.ts';

/** Most columns whose weights and slopes a thread keeps in registers. */
const mostColumns = 32;

/** Whether such data, dense, fits a workgroup's memory beside four sums a thread. */
export function fitsDense({ samples, patches, dimension }: Pick<Shape, 'samples' | 'patches' | 'dimension'>): boolean {
  const words = samples * patches * dimension;
  return dimension <= mostColumns && samples <= threads && words + 4 * threads <= sharedWords;
}

const each = (count: number, line: (k: number) => string) => Array.from({ length: count }, (_, k) => line(k)).join(' ');

const sharedRows = ({ samples, patches, dimension }: Shape) =>
  `var<workgroup> shared_rows: array<f32, ${samples * patches * dimension}>;\n`;

/** X of a trial in workgroup memory, a thread for each neuron r with its weights w0, w1, … in registers. */
function begin({ dimension, rowWords }: Shape): string {
  return `
  let trial = group.z;
  let r = group.y * ${threads}u + at;
  for (var j = at; j < ${rowWords}u; j += ${threads}u) {
    shared_rows[j] = bitcast<f32>(rows[trial * ${rowWords}u + j]);
  }
  ${each(dimension, (k) => `var w${k} = 0.0;`)}
  if (r < m) {
    ${each(dimension, (k) => `w${k} = weights[(trial * d + ${k}u) * m + r];`)}
  }
  workgroupBarrier();`;
}

const product = ({ dimension }: Shape) =>
  Array.from({ length: dimension }, (_, k) => `shared_rows[row * d + ${k}u] * w${k}`).join(' + ');

/** The share of a workgroup's neurons in f, four samples at a time. */
export function denseForward(shape: Shape): { body: string; before: string } {
  return {
    before: `${sharedRows(shape)}var<workgroup> four: array<vec4f, ${threads}>;\n`,
    body: `${begin(shape)}
  var a = 0.0;
  if (r < m) { a = constants[trial * (m + n) + r]; }
  for (var first = 0u; first < n; first += 4u) {
    var sum = vec4f();
    for (var i = first; i < min(n, first + 4u); i++) {
      for (var row = i * patches; row < (i + 1u) * patches; row++) {
        let product = ${product(shape)};
        ${shape.products ? 'if (r < m) { z[(trial * n * patches + row) * m + r] = product; }' : ''}
        sum[i - first] += a * activation(product);
      }
    }
    four[at] = sum;
    for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
      workgroupBarrier();
      if (at < half) { four[at] += four[at + half]; }
    }
    workgroupBarrier();
    if (at < min(4u, n - first)) { partial[(trial * n + first + at) * tiles + group.y] = four[0][at]; }
    workgroupBarrier();
  }`,
  };
}

/** ∇L of a workgroup's neurons; `write` has j, w and g, as in the other layouts. Products are cheaper anew than from memory. */
export function denseGradient(shape: Shape, weightDecay: string, write: string): { body: string; before: string } {
  const { dimension, samples } = shape;
  const column = (k: number) => `{
    let j = (trial * d + ${k}u) * m + r;
    let w = w${k};
    let g = a * g${k} + ${weightDecay} * w;
    ${write}
  }`;
  return {
    before: `${sharedRows(shape)}var<workgroup> shared_slopes: array<f32, ${samples}>;\n`,
    body: `
  if (at < n) { shared_slopes[at] = slopes[group.z * n + at]; }${begin(shape)}
  if (r >= m) { return; }
  ${each(dimension, (k) => `var g${k} = 0.0;`)}
  for (var i = 0u; i < n; i++) {
    for (var row = i * patches; row < (i + 1u) * patches; row++) {
      let product = ${product(shape)};
      let pull = shared_slopes[i] * activationSlope(product);
      ${each(dimension, (k) => `g${k} += pull * shared_rows[row * d + ${k}u];`)}
    }
  }
  let a = constants[trial * (m + n) + r];
  ${each(dimension, column)}`,
  };
}
