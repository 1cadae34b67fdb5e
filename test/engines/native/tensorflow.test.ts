import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type * as tfjs from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { checkOptions, startSettings } from '../../../src/claim/options.ts';
import { loadClaim } from '../../../src/claim/registry.ts';
import { runClaim } from '../../../src/claim/run.ts';
import { backends } from '../../../src/engines/backends.ts';
import { tensorflowMissing, whyCpu } from '../../../src/engines/native/tensorflow.ts';
import { folder } from '../../folder.ts';

const require = createRequire(import.meta.url);

describe('why TensorFlow took the CPU', () => {
  // As TensorFlow 2.21 and 2.9 say it.
  const greeting =
    'I0000 00:00:1795262381.394339   13000 cpu_feature_guard.cc:227] This TensorFlow binary is optimized to use AVX2';
  test.each([
    [
      'I0000 00:00:1795262379.782468   13000 cudart_stub.cc:31] Could not find cuda drivers on your machine, GPU will not be used.',
      'Could not find cuda drivers on your machine, GPU will not be used.',
    ],
    [
      '2022-06-01 10:00:00.000000: E tensorflow/stream_executor/cuda/cuda_driver.cc:271] failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected',
      'failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected',
    ],
  ])('is what it said of GPUs: %s', (line, why) => {
    expect(whyCpu(`${greeting}\n${line}\nE0000 a.cc:1] CUDA, again`)).toBe(why);
  });

  test('is known even if it said nothing of GPUs', () => {
    expect(whyCpu(greeting)).toMatch(/^its library has no CUDA$|^it found no CUDA device$/);
  });
});

const missing = tensorflowMissing();
if (missing) test.skip(`backend tensorflow: ${missing}`, () => {});
describe.skipIf(missing)('backend tensorflow', () => {
  const tf = require('@tensorflow/tfjs') as typeof tfjs;

  test('trains convolutions as the backend in JavaScript does, also on a Node without util.isNullOrUndefined', async () => {
    Reflect.deleteProperty(require('node:util') as object, 'isNullOrUndefined');
    const slopes: Float32Array[] = [];
    for (const name of ['tensorflow', 'cpu'] as const) {
      await backends[name].start(tf);
      const wave = (shape: [number, number, number, number]) =>
        tf.reshape(tf.sin(tf.range(0, tf.util.sizeFromShape(shape))), shape) as tfjs.Tensor4D;
      const loss = (kernel: tfjs.Tensor) =>
        tf.sum(tf.square(tf.maxPool(tf.conv2d(wave([2, 6, 6, 3]), kernel as tfjs.Tensor4D, 1, 'same'), 2, 2, 'valid')));
      slopes.push(
        Float32Array.from(
          await tf
            .grad(loss)(wave([3, 3, 3, 4]))
            .data(),
        ),
      );
    }
    const [native, script] = slopes;
    expect(Math.max(...script.map(Math.abs))).toBeGreaterThan(1);
    native.forEach((slope, k) => {
      expect(slope).toBeCloseTo(script[k], 3);
    });
  });

  test('leaves the memory of a GPU to others until it needs it', async () => {
    await backends.tensorflow.start(tf);
    expect(process.env.TF_FORCE_GPU_ALLOW_GROWTH).toBe('true');
  });

  test('verifies a claim, from training to verdict and controls', async () => {
    const claims = fileURLToPath(new URL('../../../claims', import.meta.url));
    const options = checkOptions({ engine: 'reference:tensorflow', cache: folder() });
    const { settings } = await startSettings(options, new AbortController().signal);
    const path = join(claims, 'momentum-generalization/gradient-formula.claim.ts');
    const record = await runClaim(await loadClaim(claims, path), settings);
    expect(record).toMatchObject({
      engine: 'reference:tensorflow',
      verdict: 'supported',
      gate: 'pass',
      vacuous: false,
    });
    expect(record.device).toMatch(/TensorFlow 2/);
  });

  test('runs in several threads of one process', async () => {
    await backends.tensorflow.start(tf);
    const own = new URL('../../../src/engines/native/tensorflow.ts', import.meta.url).href;
    const code = `(async () => {
      (await import('tsx/esm/api')).register();
      const tf = (await import(${JSON.stringify(own)})).loadTensorFlow();
      const ones = tf.ones([32, 32]);
      for (let k = 0; k < 50; k++) tf.tidy(() => tf.matMul(ones, ones).dataSync());
      require('node:worker_threads').parentPort.postMessage([tf.getBackend(), tf.matMul(ones, ones).dataSync()[0]]);
    })()`;
    const answers = [0, 1].map(
      () =>
        new Promise((answer, fail) => {
          new Worker(code, { eval: true, execArgv: [] }).once('message', answer).once('error', fail);
        }),
    );
    expect(await Promise.all(answers)).toEqual([
      ['tensorflow', 32],
      ['tensorflow', 32],
    ]);
  });
});
