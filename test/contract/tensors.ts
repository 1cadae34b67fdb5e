import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-core';
import { backends } from '../../src/engines/backends.ts';

/** TensorFlow.js on its JavaScript backend: slow and plain, the same everywhere. */
export async function tensors(): Promise<typeof tfjs> {
  const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof tfjs;
  tf.enableProdMode();
  await backends.cpu.start(tf);
  return tf;
}
