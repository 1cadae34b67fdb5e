export type KernelName = 'forward' | 'slopes' | 'update' | 'gradient' | 'project' | 'squares';

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
  /**
   * 32-bit words of one trial's patches by rows: start[nP + 1], then (column, value) of each entry. Side by side: the first
   * operation of each group, [groups + 1], then (column, length, where its values begin) of each operation, then values.
   */
  readonly rowWords: number;
  /** The same by columns: start[d + 1], then (row, value). */
  readonly columnWords: number;
  /** Where the samples lie side by side (see src/engines/side-by-side.ts): groups, and most operations of one; else null. */
  readonly aside: { readonly groups: number; readonly slots: number } | null;
}

/** ⟨w_r, X_i[p]⟩ that a trial keeps. */
export function productsOf({ neurons, samples, patches, aside }: Shape): number {
  return neurons * (aside ? aside.groups * aside.slots * groupSamples : samples * patches);
}

/** What the workgroups of a trial leave for the next kernel: side by side, ∇L of their samples; else, their share of f. */
export function partialsOf(shape: Shape): number {
  const { neurons, dimension, samples, aside } = shape;
  return aside ? aside.groups * dimension * neurons : samples * lanes(shape).tiles;
}

/** Workgroups of a dispatch. */
export function workgroupsOf(name: KernelName, shape: Shape, trials: number): [number, number, number] {
  const { others, tiles } = lanes(shape);
  switch (name) {
    case 'forward':
      return shape.aside ? [shape.aside.groups, 1, trials] : [Math.ceil(shape.samples / others), tiles, trials];
    case 'slopes':
    case 'squares':
      return [trials, 1, 1];
    case 'update':
    case 'gradient':
      return [shape.dimension, tiles, trials];
    case 'project':
      return [Math.ceil(shape.neurons / threads), trials, 1];
  }
}

/** Threads of a workgroup; every device has as many. */
export const threads = 256;
/** Samples of a group where they lie side by side: a thread each. */
export const groupSamples = 64;

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

/** The kernels of a forward pass: f(X_i) of more neurons than one workgroup has takes a second one. */
export function forwardKernels(shape: Shape): KernelName[] {
  return lanes(shape).tiles > 1 ? ['forward', 'slopes'] : ['forward'];
}
