import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { conv, dense, normalise, type Pass } from './layers.ts';

type Pictures = tfjs.Tensor4D;

export const imageNetworkSchema = z.strictObject({
  architecture: z.enum(['glyph-cnn', 'digit-cnn', 'resnet-18', 'wide-resnet-16']),
  batchNorm: z.boolean(),
  /** ResNet-18: channels of the first stage; WideResNet-16: its widening factor. The printed ones unless given. */
  width: z.int().min(1).optional(),
});
export type ImageNetwork = z.output<typeof imageNetworkSchema>;

/** Logits [n, classes] of a pass's pictures. */
export function logits(network: ImageNetwork, pass: Pass, classes: number): tfjs.Tensor2D {
  return dense(pass, bodies[network.architecture](pass, network), classes);
}

const bodies: Readonly<Record<ImageNetwork['architecture'], (pass: Pass, network: ImageNetwork) => tfjs.Tensor>> = {
  /** conv3×3(6)-ReLU-pool-conv3×3(12)-ReLU-pool, the stand-in of momentum-generalization's Figures 1 and 4. */
  'glyph-cnn': (pass, { batchNorm }) => {
    const layer = (x: Pictures, channels: number) => {
      const { tf } = pass;
      const mapped = conv(pass, x, { channels, bias: !batchNorm });
      return tf.maxPool(tf.relu(batchNorm ? normalise(pass, mapped) : mapped), 2, 2, 'same');
    };
    return layer(layer(pass.input, 6), 12);
  },
  /** conv3×3/2(8)-BN-ReLU-conv3×3/2(16)-BN-ReLU, the stand-in of igr-momentum's Figures 2-3 and Table 1. */
  'digit-cnn': (pass, { batchNorm }) => {
    const layer = (x: Pictures, channels: number) => {
      const mapped = conv(pass, x, { channels, stride: 2, bias: !batchNorm });
      return pass.tf.relu(batchNorm ? normalise(pass, mapped) : mapped);
    };
    return layer(layer(pass.input, 8), 16);
  },
  /** He et al. 2016 with the stem for 32×32 pictures: 3×3 at stride 1, no pooling; four stages of two blocks. */
  'resnet-18': (pass, { batchNorm, width = 64 }) => {
    const { tf } = pass;
    const layer = (x: Pictures, channels: number, stride: number, more: { size?: number; zero?: boolean } = {}) => {
      const mapped = conv(pass, x, {
        channels,
        stride,
        bias: !batchNorm,
        zero: more.zero && !batchNorm,
        size: more.size,
      });
      return batchNorm ? normalise(pass, mapped) : mapped;
    };
    let x = tf.relu(layer(pass.input, width, 1));
    for (const [stage, stride] of [1, 2, 2, 2].entries()) {
      for (const step of [stride, 1]) {
        const channels = width * 2 ** stage;
        const inner = tf.relu(layer(x, channels, step));
        const branch = layer(inner, channels, 1, { zero: true });
        const shortcut = x.shape[3] === channels ? x : layer(x, channels, step, { size: 1 });
        x = tf.relu(tf.add(branch, shortcut)) as Pictures;
      }
    }
    return tf.mean(x, [1, 2]);
  },
  /** Zagoruyko & Komodakis 2016: three stages of two pre-activated blocks, widened eight times unless stated. */
  'wide-resnet-16': (pass, { batchNorm, width = 8 }) => {
    const { tf } = pass;
    const activated = (x: Pictures) => tf.relu(batchNorm ? normalise(pass, x) : x);
    const bias = !batchNorm;
    let x = conv(pass, pass.input, { channels: 16, bias });
    for (const [stage, stride] of [1, 2, 2].entries()) {
      for (const step of [stride, 1]) {
        const channels = 16 * width * 2 ** stage;
        const before = activated(x);
        const inner = activated(conv(pass, before, { channels, stride: step, bias }));
        const branch = conv(pass, inner, { channels, bias, zero: !batchNorm });
        const shortcut = x.shape[3] === channels ? x : conv(pass, before, { channels, stride: step, size: 1, bias });
        x = tf.add(branch, shortcut);
      }
    }
    return tf.mean(activated(x), [1, 2]);
  },
};
