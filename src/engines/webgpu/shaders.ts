import type { CheckedJob } from '../job.ts';
import { denseForward, denseGradient } from './dense.ts';
import { columnLanes, forwardLanes, groupSamples, type KernelName, type Shape, slopeLanes, threads } from './shape.ts';
import { passOf } from './side-by-side.ts';
import { columnSum, reduced, sparseForward } from './sparse.ts';
import { f32, updateOf } from './updates.ts';

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
  | 'watch'
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
  step: 'Step',
};

/**
 * The kernels of one job; the entry point of each is `main`. `backward`: whether the forward pass of samples side by side
 * goes on to the gradient.
 */
export function shaders(job: CheckedJob, shape: Shape, backward: boolean): Record<KernelName, Shader> {
  const { activation, loss, weightDecay } = job.network;
  const { layout } = shape;
  const { tiles } = forwardLanes(shape);
  const slopes = slopeLanes(shape);
  const atOnce = threads / slopes;
  const active = activation.kind === 'relu-power';
  const power = (degree: number) => (degree === 0 ? '1.0' : Array.from({ length: degree }, () => 'v').join(' * '));
  const common = `
const m = ${shape.neurons}u;
const d = ${shape.dimension}u;
const n = ${shape.samples}u;
const patches = ${shape.patches}u;
const tiles = ${tiles}u;
struct Step { weighted: u32, slot: u32, trials: u32, unused: u32, scale: f32, scale1: f32, scale2: f32, below: f32 }
fn activation(x: f32) -> f32 {
  let v = ${active ? 'max(x, 0.0)' : 'x'};
  return ${power(activation.degree)};
}
fn activationSlope(v: f32) -> f32 {
  ${active ? 'if (v < 0.0) { return 0.0; }' : ''}
  return ${activation.degree}.0 * (${power(activation.degree - 1)});
}
`;
  const shader = (
    bindings: Shader['bindings'],
    size: readonly [number, number],
    body: string,
    before = '',
  ): Shader => ({
    bindings,
    code: `${common}${bindings
      .map(([name, written], k) => {
        const space = name === 'step' ? 'uniform' : `storage, ${written ? 'read_write' : 'read'}`;
        const type = name === 'watch' ? `array<${written ? 'atomic<u32>' : 'u32'}>` : (types[name] ?? 'array<f32>');
        return `@group(0) @binding(${k}) var<${space}> ${name}: ${type};\n`;
      })
      .join('')}${before}
@compute @workgroup_size(${size[0]}, ${size[1]})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) lane: vec3u) {
  let at = lane.y * ${size[0]}u + lane.x;
  ${body}
}`,
  });
  const sums = `var<workgroup> sums: array<f32, ${threads}>;\n`;
  // The slope of a sample at its output, and what the host watches: the steepest slope, and the first sample that broke.
  const observe = `
fn observe(trial: u32, i: u32, f: f32) -> f32 {
  let y = constants[trial * (m + n) + m + i];
  let pull = ${loss === 'squared' ? 'f - y' : '-y / (1.0 + exp(y * f))'};
  let seen = 2u * (step.slot * step.trials + trial);
  // A comparison of f with itself may be compiled away.
  if ((bitcast<u32>(f) & 0x7f800000u) == 0x7f800000u) {
    atomicMax(&watch[seen + 1u], n - i);
  } else {
    atomicMax(&watch[seen], bitcast<u32>(abs(pull)));
  }
  outputs[trial * n + i] = f;
  var scale = step.scale;
  if (step.weighted == 1u) { scale = batches[(step.slot * step.trials + trial) * n + i]; }
  return scale * pull;
}
`;
  const slopesOf = `
  let trial = group.x;
  for (var first = 0u; first < n; first += ${atOnce}u) {
    let i = first + lane.y;
    var sum = 0.0;
    if (i < n) {
      for (var tile = lane.x; tile < tiles; tile += ${slopes}u) { sum += partial[(trial * n + i) * tiles + tile]; }
    }
    sums[at] = sum;${reduced('lane.x', slopes, 1)}
    if (lane.x == 0u && i < n) { slopes[trial * n + i] = observe(trial, i, sums[at]); }
  }`;

  // A trial that has stopped or diverged stays as it is, and so is seen to have at each step that follows.
  const writes = {
    update: `let seen = 2u * (step.slot * step.trials + trial);
    if (watch[seen + 1u] == 0u && bitcast<f32>(watch[seen]) >= step.below) {
      let half = step.trials * d * m;
      ${updateOf(job.optimizer)}
    }`,
    gradient: 'gradient[j] = g;',
  };
  const gradient = (name: keyof typeof writes): Shader => {
    const written: Shader['bindings'] =
      name === 'update'
        ? [
            ['weights', true],
            ['state', true],
            ['watch', false],
            ['step', false],
          ]
        : [
            ['weights', false],
            ['gradient', true],
          ];
    const bindings: Shader['bindings'] = [...written, ['constants', false]];
    if (layout.kind === 'dense') {
      const { body, before } = denseGradient(shape, f32(weightDecay), writes[name]);
      return shader([...bindings, ['rows', false], ['slopes', false]], [threads, 1], body, before);
    }
    const { neurons, sharing } = columnLanes(shape);
    const inputs: Shader['bindings'] =
      layout.kind === 'sparse'
        ? [
            ['columns', false],
            ['z', false],
            ['slopes', false],
          ]
        : [['partial', false]];
    const body = `
  let trial = group.z;
  let r = group.y * ${neurons}u + lane.x;
  var sum = 0.0;
  if (r < m) {${columnSum(shape, sharing)}
  }
  sums[at] = sum;${reduced('lane.y', sharing, neurons)}
  if (lane.y == 0u && r < m) {
    let j = (trial * d + group.x) * m + r;
    let w = weights[j];
    let g = constants[trial * (m + n) + r] * sums[at] + ${f32(weightDecay)} * w;
    ${writes[name]}
  }`;
    return shader([...bindings, ...inputs], [neurons, sharing], body, sums);
  };

  const observing: Shader['bindings'] = [
    ['constants', false],
    ['batches', false],
    ['outputs', true],
    ['watch', true],
    ['step', false],
  ];
  const forward = (): Shader => {
    const bindings: Shader['bindings'] = [
      ['weights', false],
      ['rows', false],
      ['z', true],
    ];
    if (layout.kind === 'side by side') {
      const { body, before } = passOf(shape, layout, backward);
      const writes: Shader['bindings'] = backward ? [['partial', true]] : [];
      return shader([...bindings, ...writes, ...observing], [groupSamples, 1], body, before + observe);
    }
    const apart: Shader['bindings'] = [...bindings, ['constants', false], ['partial', true]];
    if (layout.kind === 'dense') {
      const { body, before } = denseForward(shape);
      return shader(apart, [threads, 1], body, before);
    }
    const { neurons } = forwardLanes(shape);
    const size = [neurons, threads / neurons] as const;
    const body = sparseForward(shape);
    if (tiles > 1) return shader(apart, size, body, sums);
    return shader([...bindings, ['slopes', true], ...observing], size, body, sums + observe);
  };
  return {
    forward: forward(),
    slopes: shader([['partial', false], ['slopes', true], ...observing], [slopes, atOnce], slopesOf, sums + observe),
    update: gradient('update'),
    gradient: gradient('gradient'),
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
  sums[at] = sum;${reduced('lane.x', threads, 1)}
  if (at == 0u) { squares[group.x] = sums[0]; }`,
      sums,
    ),
  };
}
