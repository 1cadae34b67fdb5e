import type { CheckedJob } from '../job.ts';
import { f32, updateOf } from './updates.ts';

/** Sizes that all trials of a dispatch share. */
export interface Shape {
  /** m */
  readonly neurons: number;
  /** d */
  readonly dimension: number;
  /** n */
  readonly samples: number;
  /** P */
  readonly patches: number;
  /** 32-bit words of one trial's patches by rows: start[nP + 1], then (column, value) of each entry. */
  readonly rowWords: number;
  /** The same by columns: start[d + 1], then (row, value). */
  readonly columnWords: number;
}

/** Threads of a workgroup; every device has as many. */
export const threads = 256;

function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, count)));
}

/** How a workgroup is split: `neurons` lanes side by side times samples (forward) or entries of a column (backward). */
export function lanes({ neurons, samples }: Shape): { neurons: number; others: number; tiles: number; slopes: number } {
  const side = Math.min(threads, powerOfTwo(neurons));
  return {
    neurons: side,
    others: threads / side,
    tiles: Math.ceil(neurons / side),
    slopes: threads / Math.min(threads, powerOfTwo(samples)),
  };
}

/** Step-wise constants, one 256-byte slot per step (the alignment of dynamic offsets). */
export const stepBytes = 256;

/** What a kernel reads and writes, in the order of its bindings; `step` is the uniform of step-wise constants. */
export type Resource =
  | 'weights'
  | 'state'
  | 'rows'
  | 'columns'
  | 'constants'
  | 'z'
  | 'partial'
  | 'outputs'
  | 'slopes'
  | 'batches'
  | 'status'
  | 'gradient'
  | 'direction'
  | 'projection'
  | 'squares'
  | 'step';

export interface Shader {
  readonly code: string;
  /** Resources by binding; true if written. */
  readonly bindings: readonly (readonly [Resource, boolean])[];
}

const types: Partial<Record<Resource, string>> = {
  rows: 'array<u32>',
  columns: 'array<u32>',
  status: 'array<Status>',
  step: 'Step',
};

export const kernelNames = ['forward', 'slopes', 'update', 'gradient', 'project', 'squares'] as const;
export type KernelName = (typeof kernelNames)[number];

/** The kernels of one job; the entry point of each is `main`. */
export function shaders(job: CheckedJob, shape: Shape): Record<KernelName, Shader> {
  const { activation, loss, weightDecay } = job.network;
  const { neurons, others, tiles, slopes } = lanes(shape);
  const atOnce = threads / slopes;
  const active = activation.kind === 'relu-power';
  const power = (degree: number) => (degree === 0 ? '1.0' : Array.from({ length: degree }, () => 'v').join(' * '));
  const common = `
const m = ${shape.neurons}u;
const d = ${shape.dimension}u;
const n = ${shape.samples}u;
const patches = ${shape.patches}u;
const tiles = ${tiles}u;
struct Step { t: u32, weighted: u32, slot: u32, trials: u32, scale: f32, scale1: f32, scale2: f32, below: f32 }
struct Status { state: u32, step: u32, sample: u32, unused: u32 }
var<workgroup> sums: array<f32, ${threads}>;
`;
  const shader = (bindings: Shader['bindings'], size: readonly [number, number], body: string): Shader => ({
    bindings,
    code: `${common}${bindings
      .map(([name, written], k) => {
        const space = name === 'step' ? 'uniform' : `storage, ${written ? 'read_write' : 'read'}`;
        return `@group(0) @binding(${k}) var<${space}> ${name}: ${types[name] ?? 'array<f32>'};\n`;
      })
      .join('')}
fn activation(x: f32) -> f32 {
  let v = ${active ? 'max(x, 0.0)' : 'x'};
  return ${power(activation.degree)};
}
fn activationSlope(v: f32) -> f32 {
  ${active ? 'if (v < 0.0) { return 0.0; }' : ''}
  return ${activation.degree}.0 * (${power(activation.degree - 1)});
}
@compute @workgroup_size(${size[0]}, ${size[1]})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) lane: vec3u) {
  let at = lane.y * ${size[0]}u + lane.x;
  ${body}
}`,
  });
  // sums[at] += the sums of the other lanes, a power of two of them.
  const reduce = (lane: string, size: number, stride: number) => `
  for (var half = ${Math.floor(size / 2)}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (${lane} < half) { sums[at] += sums[at + half * ${stride}u]; }
  }
  workgroupBarrier();`;

  const forward = `
  let trial = group.z;
  let r = group.y * ${neurons}u + lane.x;
  let i = group.x * ${others}u + lane.y;
  var sum = 0.0;
  if (r < m && i < n) {
    let base = trial * ${shape.rowWords}u;
    let entries = base + n * patches + 1u;
    for (var p = 0u; p < patches; p++) {
      let row = i * patches + p;
      var product = 0.0;
      let end = rows[base + row + 1u];
      for (var e = rows[base + row]; e < end; e++) {
        let k = rows[entries + 2u * e];
        product += bitcast<f32>(rows[entries + 2u * e + 1u]) * weights[(trial * d + k) * m + r];
      }
      z[(trial * n * patches + row) * m + r] = product;
      sum += activation(product);
    }
    sum *= constants[trial * (m + n) + r];
  }
  sums[at] = sum;${reduce('lane.x', neurons, 1)}
  if (lane.x == 0u && i < n) { partial[(trial * n + i) * tiles + group.y] = sums[at]; }`;

  const slopesOf = `
  let trial = group.x;
  var most = 0.0;
  var bad = n;
  for (var first = 0u; first < n; first += ${atOnce}u) {
    let i = first + lane.y;
    var sum = 0.0;
    if (i < n) {
      for (var tile = lane.x; tile < tiles; tile += ${slopes}u) { sum += partial[(trial * n + i) * tiles + tile]; }
    }
    sums[at] = sum;${reduce('lane.x', slopes, 1)}
    if (lane.x == 0u && i < n) {
      let f = sums[at];
      // A comparison of f with itself may be compiled away.
      if ((bitcast<u32>(f) & 0x7f800000u) == 0x7f800000u) { bad = min(bad, i); }
      let y = constants[trial * (m + n) + m + i];
      let pull = ${loss === 'squared' ? 'f - y' : '-y / (1.0 + exp(y * f))'};
      most = max(most, abs(pull));
      var scale = step.scale;
      if (step.weighted == 1u) { scale = batches[(step.slot * step.trials + trial) * n + i]; }
      outputs[trial * n + i] = f;
      slopes[trial * n + i] = scale * pull;
    }
  }
  sums[at] = most;
  broken[at] = bad;
  for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (at < half) {
      sums[at] = max(sums[at], sums[at + half]);
      broken[at] = min(broken[at], broken[at + half]);
    }
  }
  if (at == 0u && status[trial].state == 0u) {
    if (broken[0] < n) {
      status[trial] = Status(2u, step.t, broken[0], 0u);
    } else if (sums[0] < step.below) {
      status[trial] = Status(1u, step.t, 0u, 0u);
    }
  }`;

  const backward = (write: string) => `
  let trial = group.z;
  let r = group.y * ${neurons}u + lane.x;
  var sum = 0.0;
  if (r < m) {
    let base = trial * ${shape.columnWords}u;
    let entries = base + d + 1u;
    let end = columns[base + group.x + 1u];
    for (var e = columns[base + group.x] + lane.y; e < end; e += ${others}u) {
      let row = columns[entries + 2u * e];
      let value = bitcast<f32>(columns[entries + 2u * e + 1u]);
      let pull = slopes[trial * n + row / patches] * activationSlope(z[(trial * n * patches + row) * m + r]);
      sum += value * pull;
    }
  }
  sums[at] = sum;${reduce('lane.y', others, neurons)}
  if (lane.y == 0u && r < m) {
    let j = (trial * d + group.x) * m + r;
    let w = weights[j];
    let g = constants[trial * (m + n) + r] * sums[at] + ${f32(weightDecay)} * w;
    ${write}
  }`;

  const inputs = [
    ['columns', false],
    ['constants', false],
    ['z', false],
    ['slopes', false],
  ] as const;
  return {
    forward: shader(
      [
        ['weights', false],
        ['rows', false],
        ['constants', false],
        ['z', true],
        ['partial', true],
      ],
      [neurons, others],
      forward,
    ),
    slopes: withBroken(
      shader(
        [
          ['partial', false],
          ['constants', false],
          ['batches', false],
          ['outputs', true],
          ['slopes', true],
          ['status', true],
          ['step', false],
        ],
        [slopes, atOnce],
        slopesOf,
      ),
    ),
    // A trial that has stopped or diverged stays as it is.
    update: shader(
      [['weights', true], ['state', true], ['status', false], ['step', false], ...inputs],
      [neurons, others],
      backward(`if (status[trial].state == 0u) {
      let half = step.trials * d * m;
      ${updateOf(job.optimizer)}
    }`),
    ),
    gradient: shader(
      [['weights', false], ['gradient', true], ...inputs],
      [neurons, others],
      backward('gradient[j] = g;'),
    ),
    project: shader(
      [
        ['weights', false],
        ['direction', false],
        ['projection', true],
      ],
      [threads, 1],
      `
  let r = group.x * ${threads}u + lane.x;
  var sum = 0.0;
  for (var k = 0u; k < d; k++) {
    if (r < m) { sum += direction[group.y * d + k] * weights[(group.y * d + k) * m + r]; }
  }
  if (r < m) { projection[group.y * m + r] = sum; }`,
    ),
    squares: shader(
      [
        ['weights', false],
        ['squares', true],
      ],
      [threads, 1],
      `
  var sum = 0.0;
  for (var k = lane.x; k < d * m; k += ${threads}u) { sum += weights[group.x * d * m + k] * weights[group.x * d * m + k]; }
  sums[at] = sum;${reduce('lane.x', threads, 1)}
  if (at == 0u) { squares[group.x] = sums[0]; }`,
    ),
  };
}

function withBroken(shader: Shader): Shader {
  return { ...shader, code: `var<workgroup> broken: array<u32, ${threads}>;\n${shader.code}` };
}
