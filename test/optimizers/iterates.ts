import { type OptimizerSpec, optimizerOf, optimizerSchema } from '../../src/optimizers/optimizers.ts';

type Floats = typeof Float64Array | typeof Float32Array;

/** Every iterate W⁰ … W^steps of a method on arrays, in float64 unless told otherwise. */
export function iterates(
  input: OptimizerSpec,
  start: readonly number[],
  slope: (w: ArrayLike<number>) => number[],
  steps: number,
  floats: Floats = Float64Array,
): number[][] {
  const spec = optimizerSchema.parse(input);
  const weights = floats.from(start);
  const buffers = Array.from({ length: optimizerOf(spec).buffers }, () => new floats(weights.length));
  const all = [[...weights]];
  for (let t = 0; t < steps; t++) {
    optimizerOf(spec).step(spec, t, weights, floats.from(slope(weights)), buffers);
    all.push([...weights]);
  }
  return all;
}

/** The last of them. */
export function final(...args: Parameters<typeof iterates>): number[] {
  return iterates(...args).at(-1)!;
}
