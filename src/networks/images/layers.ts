import type * as tfjs from '@tensorflow/tfjs-core';
import { convolve } from './convolution.ts';

type Tensor = tfjs.Tensor;

/** How a parameter starts: i.i.d. normal with a standard deviation (He et al. 2015 unless stated), or a constant. */
export type Start = { readonly deviation: number } | { readonly constant: number };

/** One pass through a network, whose layers take their parameters from it in a fixed order. */
export interface Pass {
  readonly tf: typeof tfjs;
  /** The pictures, of which no gradient is taken. */
  readonly input: tfjs.Tensor4D;
  /** The next parameter; the first pass of a network draws it. */
  parameter(shape: readonly number[], start: Start): Tensor;
  /** Mean and variance that the next normalisation takes, given how to find those of this batch. */
  statistics(ofBatch: () => [mean: Tensor, variance: Tensor]): [mean: Tensor, variance: Tensor];
}

/** Keeps a division by a variance finite (Ioffe & Szegedy 2015). */
const epsilon = 1e-5;

/** Convolution, with a bias where `bias` is given (none is needed before a normalisation). */
export function conv(
  pass: Pass,
  x: tfjs.Tensor4D,
  { channels, size = 3, stride = 1, bias, zero }: Convolution,
): tfjs.Tensor4D {
  const inward = x.shape[3];
  const start = zero ? { constant: 0 } : { deviation: Math.sqrt(2 / (size * size * inward)) };
  const filter = pass.parameter([size, size, inward, channels], start) as tfjs.Tensor4D;
  const mapped = convolve(pass.tf, x, filter, stride, x !== pass.input);
  return bias ? pass.tf.add(mapped, pass.parameter([channels], { constant: 0 })) : mapped;
}
interface Convolution {
  readonly channels: number;
  /** Side of the filter, odd. */
  readonly size?: number;
  readonly stride?: number;
  readonly bias: boolean;
  /** Starts at 0: the last convolution of a residual branch, where nothing normalises. */
  readonly zero?: boolean;
}

/** Batch normalisation over samples and places, with a learnt scale and shift (Ioffe & Szegedy 2015). */
export function normalise(pass: Pass, x: tfjs.Tensor4D): tfjs.Tensor4D {
  const { tf } = pass;
  const [mean, variance] = pass.statistics(() => {
    const mean = tf.mean(x, [0, 1, 2]);
    return [mean, tf.mean(tf.square(tf.sub(x, mean)), [0, 1, 2])];
  });
  const scale = pass.parameter([x.shape[3]], { constant: 1 });
  const shift = pass.parameter([x.shape[3]], { constant: 0 });
  return tf.add(tf.mul(tf.sub(x, mean), tf.div(scale, tf.sqrt(tf.add(variance, epsilon)))), shift);
}

/** Fully connected layer on the flattened x, with bias. */
export function dense({ tf, parameter }: Pass, x: Tensor, outputs: number): tfjs.Tensor2D {
  const flat = tf.reshape(x, [x.shape[0], -1]) as tfjs.Tensor2D;
  const weights = parameter([flat.shape[1], outputs], { deviation: Math.sqrt(1 / flat.shape[1]) });
  return tf.add(tf.matMul(flat, weights as tfjs.Tensor2D), parameter([outputs], { constant: 0 }));
}
