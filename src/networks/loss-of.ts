import { BadInput } from '../errors.ts';
import { gradientNoise, numericalDerivative, numericalGradient } from '../numerics/finite-differences.ts';
import type { Loss } from './test-losses.ts';

/** A twice-differentiable loss E: R^p → R as plain functions; arrays and typed arrays of length p are both fine. */
export interface LossFunctions {
  /** p */
  readonly dimension: number;
  value(x: Float64Array): number;
  /** ∇E(x) */
  gradient?(x: Float64Array): ArrayLike<number>;
  /** ∇²E(x) v */
  hessianTimes?(x: Float64Array, v: Float64Array): ArrayLike<number>;
}

/**
 * The loss of given functions. What is missing comes from five-point central differences in float64: a gradient errs by
 * about 1e-12 relative to the values, a Hessian-vector product by about 1e-12 from a given gradient and 1e-9 without
 * one. (TensorFlow.js differentiates in float32: 1e-7, too coarse for the orders that flows are judged by.)
 * @throws BadInput for a dimension below 1, and for an argument or a result of the wrong shape.
 */
export function lossOf({ dimension, ...given }: LossFunctions): Loss {
  if (!(Number.isInteger(dimension) && dimension >= 1)) {
    const remedy = 'Give the number of parameters.';
    throw new BadInput({ field: 'loss dimension', rule: 'must be a whole number from 1 on', value: dimension, remedy });
  }
  const empty = () => new Float64Array(dimension);
  const shaped = <Vector extends ArrayLike<number>>(what: string, vector: Vector): Vector => {
    if (vector?.length === dimension) return vector;
    const remedy = 'Return one number per parameter.';
    throw new BadInput({ field: what, rule: `must have length ${dimension}`, value: vector?.length, remedy });
  };
  const value: Loss['value'] = (x) => {
    const result = given.value(shaped('argument of the loss', x));
    if (typeof result === 'number') return result;
    throw new BadInput({ field: 'loss value', rule: 'must be a number', value: result, remedy: 'Return E(x).' });
  };
  const gradient: Loss['gradient'] = (x, into = empty()) => {
    shaped('argument of the gradient', x);
    if (!given.gradient) return numericalGradient(value, x, into);
    into.set(shaped('gradient', given.gradient(x)));
    return into;
  };
  const noise = given.gradient ? Number.EPSILON : gradientNoise;
  const hessianTimes: Loss['hessianTimes'] = (x, v, into = empty()) => {
    shaped('argument of hessianTimes', x);
    shaped('direction of hessianTimes', v);
    if (!given.hessianTimes) return numericalDerivative((at) => gradient(at), x, v, into, noise);
    into.set(shaped('hessianTimes', given.hessianTimes(x, v)));
    return into;
  };
  return { dimension, value, gradient, hessianTimes };
}
