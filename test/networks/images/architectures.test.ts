import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { backends } from '../../../src/engines/backends.ts';
import { type ImageNetwork, logits } from '../../../src/networks/images/architectures.ts';
import type { Start } from '../../../src/networks/images/layers.ts';

const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof tfjs;
beforeAll(() => backends.wasm.start(tf));

/** The parameters that a network of 32×32 colour pictures asks for. */
function parametersOf(network: ImageNetwork): { shape: readonly number[]; start: Start; size: number }[] {
  const asked: ReturnType<typeof parametersOf> = [];
  tf.tidy(() => {
    const outputs = logits(
      network,
      {
        tf,
        input: tf.zeros([1, 32, 32, 3]),
        parameter(shape, start) {
          asked.push({ shape, start, size: tf.util.sizeFromShape([...shape]) });
          return tf.zeros([...shape]);
        },
        statistics: (ofBatch) => ofBatch(),
      },
      10,
    );
    expect(outputs.shape).toEqual([1, 10]);
  });
  return asked;
}

const filters = (parameters: ReturnType<typeof parametersOf>, side: number) =>
  parameters.filter(({ shape }) => shape.length === 4 && shape[0] === side);

test.each([
  // 18 = 17 convolutions and a dense layer (He et al. 2016); the size is that of github.com/kuangliu/pytorch-cifar.
  ['resnet-18', 17, 3, 8, 11_173_962],
  // 16 = 13 convolutions and 3 shortcuts; 11.0 M, the widening factor 8 (Zagoruyko & Komodakis 2016, Table 4).
  ['wide-resnet-16', 13, 3, 6, 10_961_370],
] as const)('%s has the layers and the size of its paper', (architecture, threes, ones, blocks, size) => {
  const whole = parametersOf({ architecture, batchNorm: true });
  expect([filters(whole, 3).length, filters(whole, 1).length]).toEqual([threes, ones]);
  expect(whole.reduce((sum, parameter) => sum + parameter.size, 0)).toBe(size);
  // Without normalisation each residual branch ends in zeros, and every convolution has a bias.
  const bare = parametersOf({ architecture, batchNorm: false, width: 2 });
  const zero = bare.filter(({ shape, start }) => shape.length === 4 && 'constant' in start && start.constant === 0);
  expect(zero).toHaveLength(blocks);
  expect(bare.filter(({ shape }) => shape.length === 1)).toHaveLength(threes + ones + 1);
});
