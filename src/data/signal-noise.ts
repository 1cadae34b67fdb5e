import { z } from 'zod';
import { type Random, random } from '../random/random.ts';
import { type Dataset, DatasetBuilder } from './dataset.ts';

const schema = z
  .strictObject({
    sampler: z.literal('signal-noise'),
    samples: z.int().min(1),
    /** Number of small-margin samples n₂, exact (stratified). */
    smallMargin: z.int().min(0),
    patches: z.int().min(2),
    dimension: z.int().min(2),
    alpha: z.number().positive(),
    beta: z.number().positive(),
    /** σ */
    noise: z.number().positive(),
    /** `first`: w* = e₁ and the signal is patch 0, whose patch is then 1-sparse; `random`: a random unit vector and patch. */
    signal: z.enum(['first', 'random']).default('first'),
    /** False breaks the law: noise covariance σ²I, not orthogonal to w*. */
    orthogonal: z.boolean().default(true),
    /** Test samples per margin class: the first half large, the second half small. */
    test: z.int().min(1).optional(),
  })
  .check((context) => {
    const { samples, smallMargin } = context.value;
    if (smallMargin > samples) {
      const message = `must be at most the ${samples} samples`;
      context.issues.push({ code: 'custom', path: ['smallMargin'], input: smallMargin, message });
    }
  });

/**
 * Distribution (D) of momentum-generalization, Sec. 2: one signal patch αyw* (large margin) or βyw* (small margin),
 * the other P − 1 patches i.i.d. N(0, σ²(I − w*w*ᵀ)). The last `smallMargin` samples have the small margin.
 */
export const signalNoise = {
  schema,

  sample(params: z.output<typeof schema>, seeds: { data: string; test: string }) {
    const stream = random(seeds.data);
    const signal = direction(params, stream);
    const draw = (n: number, small: number, source: Random): Dataset => {
      const builder = new DatasetBuilder();
      const labels: number[] = [];
      const groups: number[] = [];
      for (let i = 0; i < n; i++) {
        const y = source.sign();
        const isSmall = i >= n - small;
        labels.push(y);
        groups.push(isSmall ? 1 : 0);
        const scale = y * (isSmall ? params.beta : params.alpha);
        const at = params.signal === 'first' ? 0 : source.integer(params.patches);
        for (let p = 0; p < params.patches; p++) {
          if (p !== at) appendNoise(builder, params, signal, source);
          else if (params.signal === 'first') builder.sparse([0], [scale]);
          else builder.dense(signal.map((entry) => scale * entry));
        }
      }
      return builder.build({ ...params, labels, groups, directions: { signal } });
    };
    return {
      train: draw(params.samples, params.smallMargin, stream),
      test: params.test ? draw(2 * params.test, params.test, random(seeds.test)) : null,
    };
  },
};

function direction(params: z.output<typeof schema>, stream: Random): Float64Array {
  const signal = new Float64Array(params.dimension);
  if (params.signal === 'first') signal[0] = 1;
  else for (let k = 0; k < signal.length; k++) signal[k] = stream.normal();
  const norm = Math.hypot(...signal);
  return signal.map((entry) => entry / norm);
}

function appendNoise(
  builder: DatasetBuilder,
  params: z.output<typeof schema>,
  signal: Float64Array,
  source: Random,
): void {
  const noise = new Float64Array(signal.length);
  for (let k = 0; k < noise.length; k++) noise[k] = params.noise * source.normal();
  if (!params.orthogonal) builder.dense(noise);
  else if (params.signal === 'first') builder.dense(noise.subarray(1), 1);
  else {
    const along = noise.reduce((sum, entry, k) => sum + entry * signal[k], 0);
    builder.dense(noise.map((entry, k) => entry - along * signal[k]));
  }
}
