import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-core';
import type { ImageSplit } from '../../data/images/image-data.ts';
import { type BackendName, backends } from '../backends.ts';
import type { CheckedImageJob } from './job.ts';
import { NetworkRun, type Score, toDevice } from './network-run.ts';

/** One network that learns, with the state of its optimizer. */
export interface ImageRun {
  /** Everything that the next update depends on, as numbers. */
  state(): Promise<Float64Array>;
  restore(state: Float64Array): void;
  /**
   * One update on these pictures of the training set (all of them: null) at this rate. The loss before it is read where
   * it is `wanted`, for reading waits for the device.
   */
  update(t: number, indices: readonly number[] | null, rate: number, wanted: boolean): Promise<number | undefined>;
  /** On the pictures of training, of the test and those set apart, normalised with the statistics of training. */
  scores(): Promise<Score[]>;
  dispose(): void;
}

/** The network on a backend of TensorFlow.js. */
export async function onTensors(
  backend: BackendName,
  job: CheckedImageJob,
  split: ImageSplit,
  seed: string,
): Promise<ImageRun> {
  const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof tfjs;
  if (tf.getBackend() !== backend) await backends[backend].start(tf);
  const { train: learnt, test, validation } = split;
  const sets = [learnt, test, ...(validation ? [validation] : [])].map((set) => toDevice(tf, set));
  const [train] = sets;
  const network = new NetworkRun(tf, job, train, seed);
  return {
    state: () => network.state(),
    restore: (state) => network.restore(state),
    async update(t, indices, rate, wanted) {
      const loss = network.update(t, train, indices, rate);
      const value = wanted ? (await loss.data())[0] : undefined;
      loss.dispose();
      return value;
    },
    scores: () => network.scores(train, sets),
    dispose() {
      network.dispose();
      tf.dispose(sets.flatMap(({ x, y }) => [x, y]));
    },
  };
}
