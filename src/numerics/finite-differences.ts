import { norm } from './vectors.ts';

/** 12 s f'(x) = 8 f(x+s) − 8 f(x−s) − f(x+2s) + f(x−2s) + O(s⁵): pairs of shift and weight. */
const stencil = [
  [1, 8],
  [-1, -8],
  [2, -1],
  [-2, 1],
] as const;

/**
 * The step that balances the truncation error s⁴ of the five-point formula with the error noise/s of the values, relative
 * to max(1, ‖x‖_∞); the derivative then errs by about noise^(4/5). Rounding alone is a noise of 2⁻⁵².
 */
const balanced = (noise: number): number => noise ** 0.2;

/** Error of `numericalGradient` for values that are rounded and no worse, about 3e-13. */
export const gradientNoise = Number.EPSILON ** 0.8;

/** ∇f(x) by five-point central differences, 4p values; relative error about `gradientNoise`. */
export function numericalGradient(f: (x: Float64Array) => number, x: Float64Array, into: Float64Array): Float64Array {
  const at = x.slice();
  for (let k = 0; k < x.length; k++) {
    const step = balanced(Number.EPSILON) * Math.max(1, Math.abs(x[k]));
    into[k] = 0;
    for (const [shift, weight] of stencil) {
      at[k] = x[k] + shift * step;
      into[k] += (weight * f(at)) / (12 * step);
    }
    at[k] = x[k];
  }
  return into;
}

/** The derivative of a vector field along v by five-point central differences, 4 values of relative error `noise` each. */
export function numericalDerivative(
  field: (x: Float64Array) => ArrayLike<number>,
  x: Float64Array,
  v: Float64Array,
  into: Float64Array,
  noise: number = Number.EPSILON,
): Float64Array {
  into.fill(0);
  const length = norm(v);
  if (length === 0) return into;
  const largest = x.reduce((most, entry) => Math.max(most, Math.abs(entry)), 1);
  const step = (balanced(noise) * largest) / length;
  for (const [shift, weight] of stencil) {
    const value = field(x.map((entry, k) => entry + shift * step * v[k]));
    for (let k = 0; k < into.length; k++) into[k] += (weight * value[k]) / (12 * step);
  }
  return into;
}
