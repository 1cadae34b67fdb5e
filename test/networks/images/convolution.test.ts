import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { backends } from '../../../src/engines/backends.ts';
import { convolve } from '../../../src/networks/images/convolution.ts';
import { random } from '../../../src/random/random.ts';

const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof tfjs;

const shapes = [
  { size: 6, kernel: 3, stride: 1 },
  { size: 6, kernel: 3, stride: 2 },
  { size: 5, kernel: 3, stride: 2 },
  { size: 6, kernel: 1, stride: 1 },
  { size: 6, kernel: 1, stride: 2 },
];

/** Value, ∂/∂x and ∂/∂filter of Σ convolve ⊙ (random), on one backend. */
async function gradients(backend: 'cpu' | 'wasm', { size, kernel, stride }: (typeof shapes)[number], inward: boolean) {
  await backends[backend].start(tf);
  const stream = random('convolution');
  const draw = (...shape: [number, number, number, number]) =>
    tf.tensor4d(
      Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => stream.normal()),
      shape,
    );
  const [x, filter] = [draw(2, size, size, 3), draw(kernel, kernel, 3, 4)];
  const out = Math.ceil(size / stride);
  const weights = draw(2, out, out, 4);
  const value = (a: tfjs.Tensor, b: tfjs.Tensor) =>
    tf.sum(tf.mul(convolve(tf, a as tfjs.Tensor4D, b as tfjs.Tensor4D, stride, inward), weights));
  const found = inward
    ? tf.valueAndGrads(value)([x, filter])
    : tf.valueAndGrads((b: tfjs.Tensor) => value(x, b))([filter]);
  return [found.value, ...found.grads].map((tensor) => [...tensor.dataSync()]);
}

describe.each(shapes)('convolution $kernel×$kernel of $size×$size at stride $stride', (shape) => {
  test.each([true, false])('WebAssembly agrees with the autodiff of the cpu backend, inward %s', async (inward) => {
    const expected = await gradients('cpu', shape, inward);
    const found = await gradients('wasm', shape, inward);
    expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
    found.forEach((values, k) => {
      const worst = Math.max(...values.map((value, i) => Math.abs(value - expected[k][i])));
      expect(worst).toBeLessThan(1e-4);
    });
  });
});
