import { z } from 'zod';
import { random } from '../random/random.ts';
import { DatasetBuilder } from './dataset.ts';

const schema = z.strictObject({
  sampler: z.literal('unit-sphere'),
  samples: z.int().min(1),
  dimension: z.int().min(1),
});

/** Default data of ntk-acceleration: x_i uniform on the unit sphere of R^d, y_i = ±1 uniform. */
export const unitSphere = {
  schema,

  sample(params: z.output<typeof schema>, seeds: { data: string }) {
    const stream = random(seeds.data);
    const builder = new DatasetBuilder();
    const labels: number[] = [];
    for (let i = 0; i < params.samples; i++) {
      const x = Float64Array.from({ length: params.dimension }, () => stream.normal());
      const norm = Math.hypot(...x);
      builder.dense(x.map((entry) => entry / norm));
      labels.push(stream.sign());
    }
    return { train: builder.build({ patches: 1, dimension: params.dimension, labels }), test: null };
  },
};
