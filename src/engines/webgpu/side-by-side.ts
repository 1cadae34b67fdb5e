import { groupSamples, type Layout, type Shape, sharedWords } from './shape.ts';

/** Most neurons whose products a thread keeps in registers. */
const mostNeurons = 8;
/** Of a neuron's slopes in shared memory: one more than the threads, so that neurons lie in different banks. */
const stride = groupSamples + 1;

/** Whether W and ∇L of such a network fit into a workgroup's memory, twice over. */
export function fitsAside(neurons: number, dimension: number): boolean {
  return neurons <= mostNeurons && 2 * dimension * neurons + neurons * stride <= sharedWords;
}

/**
 * Forward and backward of a group of samples in one pass over their patches: W and the group's share of ∇L (without a_r and
 * the weight decay) lie in shared memory, and each thread has a sample in the first half and entries of ∇L in the second.
 */
export function passOf(
  { neurons, rowWords }: Shape,
  { groups, slots }: Extract<Layout, { kind: 'side by side' }>,
  backward: boolean,
): { body: string; before: string } {
  const each = (line: (r: number) => string) => Array.from({ length: neurons }, (_, r) => line(r)).join('\n      ');
  const operation = `
    let entry = table + 3u * op;
    let column = rows[entry] * m;
    let length = rows[entry + 1u];
    let x = values + rows[entry + 2u];
    let to = products + (op - first) * m * ${groupSamples}u;`;
  const before = `
var<workgroup> shared_weights: array<f32, d * m>;
var<workgroup> slopes_of_rows: array<f32, ${neurons * stride}>;
var<workgroup> shared_gradient: array<f32, d * m>;
`;
  const body = `
  let trial = group.z;
  let i = group.x * ${groupSamples}u + at;
  for (var j = at; j < d * m; j += ${groupSamples}u) {
    shared_weights[j] = weights[trial * d * m + j];
    shared_gradient[j] = 0.0;
  }
  workgroupBarrier();
  let head = trial * ${rowWords}u;
  let table = head + ${groups + 1}u;
  let values = table + 3u * rows[head + ${groups}u];
  let first = rows[head + group.x];
  let end = rows[head + group.x + 1u];
  let products = (trial * ${groups}u + group.x) * ${slots * groupSamples}u * m + at;
  var f = 0.0;
  for (var op = first; op < end; op++) {${operation}
    ${each((r) => `var z${r} = 0.0;`)}
    for (var k = 0u; k < length; k++) {
      let value = bitcast<f32>(rows[x + k * ${groupSamples}u + at]);
      let w = column + k * m;
      ${each((r) => `z${r} += value * shared_weights[w + ${r}u];`)}
    }
    ${each((r) => `z[to + ${r * groupSamples}u] = z${r};`)}
    ${each((r) => `f += constants[trial * (m + n) + ${r}u] * activation(z${r});`)}
  }
  var slope = 0.0;
  if (i < n) { slope = observe(trial, i, f); }`;
  if (!backward) return { body, before };
  return {
    before,
    body: `${body}
  for (var op = first; op < end; op++) {${operation}
    ${each((r) => `slopes_of_rows[${r * stride}u + at] = slope * activationSlope(z[to + ${r * groupSamples}u]);`)}
    workgroupBarrier();
    for (var e = at; e < length * m; e += ${groupSamples}u) {
      let values_of_column = x + (e / m) * ${groupSamples}u;
      let slopes_of_neuron = (e % m) * ${stride}u;
      var sum = 0.0;
      for (var l = 0u; l < ${groupSamples}u; l++) {
        sum += bitcast<f32>(rows[values_of_column + l]) * slopes_of_rows[slopes_of_neuron + l];
      }
      shared_gradient[column + e] += sum;
    }
    workgroupBarrier();
  }
  for (var j = at; j < d * m; j += ${groupSamples}u) {
    partial[(trial * ${groups}u + group.x) * d * m + j] = shared_gradient[j];
  }`,
  };
}
