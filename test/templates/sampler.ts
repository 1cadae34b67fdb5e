import { z } from 'zod';
import { DatasetBuilder } from '../../src/data/dataset.ts';
import { random } from '../../src/random/random.ts';

// Copy to src/data/<name>.ts, then add it to `samplers` and `samplerSchema` in src/data/samplers.ts.

const schema = z.strictObject({
  sampler: z.literal('hypercube'),
  samples: z.int().min(1),
  dimension: z.int().min(1),
});

/** x_i uniform on {−1, 1}^d, y_i = x_i[1]. Pure function of the parameters and the seeds. */
export const hypercube = {
  schema,
  sample(params: z.output<typeof schema>, seeds: { data: string }) {
    const stream = random(seeds.data);
    const builder = new DatasetBuilder();
    const labels: number[] = [];
    for (let i = 0; i < params.samples; i++) {
      const x = Array.from({ length: params.dimension }, () => stream.sign());
      builder.dense(x);
      labels.push(x[0]);
    }
    return { train: builder.build({ patches: 1, dimension: params.dimension, labels }), test: null };
  },
};
