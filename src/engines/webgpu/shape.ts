export type KernelName = 'forward' | 'slopes' | 'update' | 'gradient' | 'project' | 'squares';

/**
 * How the patches of a trial lie in `rows` (and `columns`), 32-bit words each:
 * - sparse, by rows: start[nP + 1], then (column, value) of each entry; and by columns: start[d + 1], then (row, value);
 * - side by side (see src/engines/side-by-side.ts), for few neurons: the first operation of each group, [groups + 1], then
 *   (column, length, where its values begin) of each operation, then values;
 * - dense, for neurons beyond a workgroup on data that fits its memory: [nP, d].
 */
export type Layout =
  | { readonly kind: 'sparse'; readonly rowLength: number; readonly columnLength: number }
  | { readonly kind: 'side by side'; readonly groups: number; readonly slots: number }
  | { readonly kind: 'dense' };

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
  readonly layout: Layout;
  /** 32-bit words of one trial in `rows` and in `columns`. */
  readonly rowWords: number;
  readonly columnWords: number;
  /** Whether a probe looks at ⟨w_r, X_i[p]⟩. */
  readonly products: boolean;
}

/** Threads of a workgroup; every device has as many. */
export const threads = 256;
/** Samples of a group where they lie side by side: a thread each. */
export const groupSamples = 64;
/** 32-bit words of workgroup memory that every device has. */
export const sharedWords = 4096;
/** Most workgroups in one direction of a dispatch on every device. */
const mostGroups = 65_535;

function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, count)));
}

/** How a workgroup of a forward pass is split: neurons side by side, times samples, times threads that share their rows. */
export function forwardLanes({ neurons, layout }: Shape) {
  const side = Math.min(threads, powerOfTwo(neurons));
  const others = threads / side;
  // Some eight entries a thread.
  const sharing = layout.kind === 'sparse' ? Math.min(others, powerOfTwo(layout.rowLength / 8)) : 1;
  return { neurons: side, samples: others / sharing, sharing, tiles: Math.ceil(neurons / side) };
}

/** How a workgroup that sums over a column is split: neurons side by side times threads that share the column. */
export function columnLanes({ neurons, layout }: Shape) {
  const length = layout.kind === 'sparse' ? layout.columnLength : layout.kind === 'dense' ? 1 : layout.groups;
  const sharing = Math.min(32, powerOfTwo(length / 4));
  const side = Math.min(threads, powerOfTwo(Math.max(Math.min(neurons, threads / sharing), neurons / mostGroups)));
  return { neurons: side, sharing: threads / side, tiles: Math.ceil(neurons / side) };
}

/** Threads that sum the tiles of a sample. */
export function slopeLanes({ samples }: Shape): number {
  return threads / Math.min(threads, powerOfTwo(samples));
}

/** The kernels of a forward pass: f(X_i) of more neurons than one workgroup has takes a second one. */
export function forwardKernels(shape: Shape): KernelName[] {
  return forwardLanes(shape).tiles > 1 ? ['forward', 'slopes'] : ['forward'];
}

/** ⟨w_r, X_i[p]⟩ that a trial keeps. */
export function productsOf({ neurons, samples, patches, layout, products }: Shape): number {
  if (layout.kind === 'side by side') return neurons * layout.groups * layout.slots * groupSamples;
  return layout.kind === 'dense' && !products ? 1 : neurons * samples * patches;
}

/** What the workgroups of a trial leave for the next kernel: side by side, ∇L of their samples; else, their share of f. */
export function partialsOf(shape: Shape): number {
  const { neurons, dimension, samples, layout } = shape;
  return layout.kind === 'side by side' ? layout.groups * dimension * neurons : samples * forwardLanes(shape).tiles;
}

/** Workgroups of a dispatch. */
export function workgroupsOf(name: KernelName, shape: Shape, trials: number): [number, number, number] {
  const { layout, samples, dimension, neurons } = shape;
  const forward = forwardLanes(shape);
  switch (name) {
    case 'forward':
      if (layout.kind === 'side by side') return [layout.groups, 1, trials];
      return [layout.kind === 'dense' ? 1 : Math.ceil(samples / forward.samples), forward.tiles, trials];
    case 'slopes':
    case 'squares':
      return [trials, 1, 1];
    case 'update':
    case 'gradient':
      if (layout.kind === 'dense') return [1, forward.tiles, trials];
      return [dimension, columnLanes(shape).tiles, trials];
    case 'project':
      return [Math.ceil(neurons / threads), trials, 1];
  }
}
