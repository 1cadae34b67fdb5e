import { z } from 'zod';
import { type Random, random } from '../random/random.ts';
import { type Dataset, DatasetBuilder } from './dataset.ts';

const schema = z
  .strictObject({
    sampler: z.literal('sparse-feature'),
    samples: z.int().min(1),
    /** s */
    sparsity: z.int().min(1),
    /** Stored columns, the feature's included. */
    dimension: z.int().min(2),
    /** σ_p */
    noise: z.number().positive(),
    alpha: z.number().min(0),
    /** `uniform`: B uniform among the s-subsets; `disjoint`: sample i owns columns 1 + is … (i + 1)s. */
    supports: z.enum(['uniform', 'disjoint']),
    test: z.int().min(1).optional(),
  })
  .check((context) => {
    const { sparsity, samples, dimension, supports } = context.value;
    const least = 1 + (supports === 'disjoint' ? samples : 1) * sparsity;
    if (dimension < least) {
      context.issues.push({
        code: 'custom',
        path: ['dimension'],
        input: dimension,
        message: `must be at least ${least} for ${samples} ${supports} supports of ${sparsity}`,
      });
    }
  });

/**
 * Definition 3.1 of adam-generalization: patch 0 is the feature yv, v = e₁; patch 1 the noise ξ, with s entries
 * N(0, σ_p²) on a support B ⊂ {2..d} and ξ[1] = −αy.
 */
export const sparseFeature = {
  schema,

  sample(params: z.output<typeof schema>, seeds: { data: string; test: string }) {
    const feature = new Float64Array(params.dimension);
    feature[0] = 1;
    const draw = (n: number, disjoint: boolean, source: Random): Dataset => {
      const builder = new DatasetBuilder();
      const labels: number[] = [];
      for (let i = 0; i < n; i++) {
        const y = source.sign();
        labels.push(y);
        builder.sparse([0], [y]);
        const support = disjoint
          ? Array.from({ length: params.sparsity }, (_, k) => 1 + i * params.sparsity + k)
          : source.subset(params.dimension - 1, params.sparsity).map((k) => k + 1);
        builder.sparse([0, ...support], [-params.alpha * y, ...support.map(() => params.noise * source.normal())]);
      }
      return builder.build({ patches: 2, dimension: params.dimension, labels, directions: { feature } });
    };
    return {
      train: draw(params.samples, params.supports === 'disjoint', random(seeds.data)),
      /** Drawn when it is asked for: claims that look at the training set alone are the most. */
      get test() {
        return params.test ? draw(params.test, false, random(seeds.test)) : null;
      },
    };
  },
};
