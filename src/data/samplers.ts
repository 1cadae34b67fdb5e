import { z } from 'zod';
import type { Dataset } from './dataset.ts';
import { given } from './given.ts';
import { signalNoise } from './signal-noise.ts';
import { sparseFeature } from './sparse-feature.ts';
import { tileImages } from './tile-images.ts';
import { unitSphere } from './unit-sphere.ts';

/** Every sampler by name; adding one here enrols it in the contract battery. */
export const samplers = {
  'signal-noise': signalNoise,
  'sparse-feature': sparseFeature,
  'tile-images': tileImages,
  'unit-sphere': unitSphere,
  given,
};

export const samplerSchema = z.discriminatedUnion('sampler', [
  signalNoise.schema,
  sparseFeature.schema,
  tileImages.schema,
  unitSphere.schema,
  given.schema,
]);
/** What a job says of its data. */
export type Sampler = z.input<typeof samplerSchema>;

/** Draws the training and, where asked for, the test set. Pure function of the parameters and the seeds. */
export function sample(
  params: z.output<typeof samplerSchema>,
  seeds: { data: string; test: string },
): { train: Dataset; test: Dataset | null } {
  const sampler = samplers[params.sampler] as { sample(params: unknown, seeds: unknown): ReturnType<typeof sample> };
  return sampler.sample(params, seeds);
}
