import { z } from 'zod';
import { BadInput } from '../errors.ts';
import { random } from '../random/random.ts';
import { DatasetBuilder } from './dataset.ts';

const schema = z.strictObject({
  sampler: z.literal('given'),
  /** [n][P][d] */
  inputs: z
    .array(z.array(z.array(z.number()).min(1).readonly()).min(1).readonly())
    .min(1)
    .readonly(),
  labels: z.array(z.number()).readonly().optional(),
});

/** Data written out: exact families such as ORTHO(n), x_i = e_i. Absent labels are ±1 uniform. */
export const given = {
  schema,

  sample(params: z.output<typeof schema>, seeds: { data: string }) {
    const { inputs } = params;
    const [patches, dimension] = [inputs[0].length, inputs[0][0].length];
    if (inputs.some((sample) => sample.length !== patches || sample.some((x) => x.length !== dimension))) {
      throw new BadInput({
        field: 'data.inputs',
        rule: `every sample must have ${patches} patches of ${dimension} entries`,
        value: inputs.map((sample) => sample.map((x) => x.length)),
        remedy: 'Pad the samples to one shape.',
      });
    }
    if (params.labels && params.labels.length !== inputs.length) {
      throw new BadInput({
        field: 'data.labels',
        rule: `must have one label for each of the ${inputs.length} samples`,
        value: params.labels.length,
        remedy: 'Leave them out to draw ±1.',
      });
    }
    const stream = random(seeds.data);
    const labels = params.labels ?? inputs.map(() => stream.sign());
    const builder = new DatasetBuilder();
    for (const sample of inputs) for (const x of sample) builder.dense(x);
    return { train: builder.build({ patches, dimension, labels }), test: null };
  },
};
