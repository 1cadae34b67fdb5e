/**
 * What JavaScript lays out in memory: records of 32-bit words, in the order of their fields (see ../wasm-memory.ts, which
 * writes them). Every matrix over the neurons is kept in blocks of `width` neurons (a multiple of the SIMD lanes, padded
 * with zeros): [blocks, d, width], so that neurons are contiguous.
 */
@unmanaged
export class Plan {
  dimension: i32;
  /** Neurons per block. */
  width: i32;
  blocks: i32;
  /** 0: z^degree; 1: max(0, z)^degree */
  activation: i32;
  degree: i32;
  /** 0: logistic; 1: squared */
  loss: i32;
  optimizer: i32;
  /** W */
  weights: usize;
  /** ∇L without the weight decay, of one block: [d, width]. Zero between two steps. */
  gradient: usize;
  /** The optimizer's state. */
  first: usize;
  second: usize;
  /** a, [blocks, width] */
  output: usize;
  /** ∂L/∂z of one group of samples, [rows, width] */
  pull: usize;
  /** Constants of the optimizer, f64. */
  params: usize;
  /** m, without the padding. */
  neurons: i32;
  /** Where the samples of the training set lie side by side (see lanes.ts): a vector for each entry of ∇L, [d, m]. */
  lanes: usize;
}

/** A data set: samples in groups, and for each group the operations that multiply its patches (rows) with W. */
@unmanaged
export class Rows {
  samples: i32;
  patches: i32;
  groups: i32;
  /** 1: z of every row is kept, [blocks, rows, width]; 0: of the group at hand only, [rows of a group, width]. */
  keep: i32;
  /** Where samples lie side by side (see lanes.ts), the most operations of a group; else 0. */
  slots: i32;
  /** First sample of each group, and the number of samples: i32[groups + 1]. */
  groupSample: usize;
  /** First operation of each group, and their number: i32[groups + 1]. */
  groupOp: usize;
  ops: usize;
  columns: usize;
  /** Entries of the patches in the precision of the run. */
  values: usize;
  /** y, f64 */
  labels: usize;
  /** f(X_i), f64 */
  outputs: usize;
  /** ∂L/∂f(X_i), f64 */
  slopes: usize;
  /** ⟨w_r, X_i[p]⟩ */
  z: usize;
}

/** One patch, or several dense ones over the same columns. Rows count from the first of the group. */
@unmanaged
export class Op {
  /** 0: sparse; 1: dense; 2: four dense. Where samples lie side by side there is but one kind. */
  kind: i32;
  length: i32;
  /** First column; for a sparse patch, where its columns begin in `columns`. */
  column: i32;
  row0: i32;
  row1: i32;
  row2: i32;
  row3: i32;
  /** Where the entries of each row begin in `values`. */
  value0: i32;
  value1: i32;
  value2: i32;
  value3: i32;
}

export const SPARSE = 0;
export const QUAD = 2;
