import type * as tfjs from '@tensorflow/tfjs-core';

type Tf = typeof tfjs;

/**
 * Convolution of x [n, h, w, c] with a filter [k, k, c, out], k odd, padded to ⌈h/stride⌉ × ⌈w/stride⌉. Where the backend
 * has no kernel for the filter's gradient (WebAssembly), both gradients are convolutions themselves. Without `inward`, x is
 * a constant of which no gradient is taken.
 */
export function convolve(
  tf: Tf,
  x: tfjs.Tensor4D,
  filter: tfjs.Tensor4D,
  stride: number,
  inward: boolean,
): tfjs.Tensor4D {
  if (tf.getKernel('Conv2DBackpropFilter', tf.getBackend())) return tf.conv2d(x, filter, stride, 'same');
  const shape = filter.shape;
  if (!inward) {
    return tf.customGrad((weights) => ({
      value: tf.conv2d(x, weights as tfjs.Tensor4D, stride, 'same'),
      gradFunc: (slope: tfjs.Tensor4D) => filterGradient(tf, x, slope, shape, stride),
    }))(filter);
  }
  return tf.customGrad((input, weights, save) => {
    (save as tfjs.GradSaveFunc)([input as tfjs.Tensor, weights as tfjs.Tensor]);
    return {
      value: tf.conv2d(input as tfjs.Tensor4D, weights as tfjs.Tensor4D, stride, 'same'),
      gradFunc: (slope: tfjs.Tensor4D, [saved, kept]: tfjs.Tensor[]) => [
        inputGradient(tf, saved.shape as tfjs.Tensor4D['shape'], kept as tfjs.Tensor4D, slope, stride),
        filterGradient(tf, saved as tfjs.Tensor4D, slope, shape, stride),
      ],
    };
  })(x, filter) as tfjs.Tensor4D;
}

/** Σ_p of slope ⊗ filter turned about its centre. */
function inputGradient(
  tf: Tf,
  shape: tfjs.Tensor4D['shape'],
  filter: tfjs.Tensor4D,
  slope: tfjs.Tensor4D,
  stride: number,
): tfjs.Tensor4D {
  if (stride > 1) return tf.conv2dTranspose(slope, filter, shape, stride, 'same');
  return tf.conv2d(slope, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, 'same');
}

/** x convolved with the slope, samples and channels having changed places; the stride becomes a dilation. */
function filterGradient(
  tf: Tf,
  x: tfjs.Tensor4D,
  slope: tfjs.Tensor4D,
  [rows, columns]: tfjs.Tensor4D['shape'],
  stride: number,
): tfjs.Tensor4D {
  const padding = (size: number, out: number, k: number): [number, number] => {
    const total = Math.max((out - 1) * stride + k - size, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  const [, height, width] = x.shape;
  const [, down, across] = slope.shape;
  const padded = tf.pad(x, [[0, 0], padding(height, down, rows), padding(width, across, columns), [0, 0]]);
  const swapped = tf.conv2d(
    tf.transpose(padded, [3, 1, 2, 0]),
    tf.transpose(slope, [1, 2, 0, 3]),
    1,
    'valid',
    'NHWC',
    stride,
  );
  return tf.transpose(tf.slice(swapped, [0, 0, 0, 0], [-1, rows, columns, -1]), [1, 2, 0, 3]);
}
