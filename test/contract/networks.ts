import * as fc from 'fast-check';
import { type Dataset, DatasetBuilder } from '../../src/data/dataset.ts';
import { type Network, networkSchema, outputWeights } from '../../src/networks/patch-network.ts';
import { random } from '../../src/random/random.ts';

/** A network at a random point on random data: every activation, output, loss; dense, shared-column and sparse patches. */
export interface Point {
  readonly network: Network;
  readonly inputs: readonly (readonly (readonly number[])[])[];
  readonly data: Dataset;
  readonly output: Float64Array;
  readonly weights: Float64Array;
  readonly batch: readonly number[];
}

const { activation, output, loss } = networkSchema.shape;
const kinds = activation.options.map((option) => option.shape.kind.value);

export const points: fc.Arbitrary<Point> = fc
  .record({
    seed: fc.nat(1e6).map(String),
    kind: fc.constantFrom(...kinds),
    degree: fc.integer({ min: 1, max: 4 }),
    output: fc.constantFrom(...output.options),
    loss: fc.constantFrom(...loss.options),
    weightDecay: fc.constantFrom(0, 0.1),
    neurons: fc.integer({ min: 1, max: 4 }),
    // Nine and more dense patches exercise both the rows worked on in fours and those left over.
    samples: fc.integer({ min: 1, max: 6 }),
    patches: fc.integer({ min: 1, max: 3 }),
    dimension: fc.integer({ min: 1, max: 6 }),
    density: fc.constantFrom('dense', 'columns', 'sparse', 'mixed'),
  })
  .map(({ seed, kind, degree, samples, patches, dimension, density, ...rest }) => {
    const stream = random(seed);
    const network: Network = { ...rest, activation: { kind, degree } };
    const inputs = Array.from({ length: samples }, (_, i) =>
      Array.from({ length: patches }, (_, p) => {
        const sparse = density === 'sparse' || (density === 'mixed' && (i + p) % 2 === 1);
        const first = density === 'columns' ? Math.floor(dimension / 2) : 0;
        return Array.from({ length: dimension }, (_, k) =>
          k < first || (sparse && stream.uniform() < 0.5) ? 0 : stream.normal(),
        );
      }),
    );
    return {
      network,
      inputs,
      data: dataset(
        inputs,
        inputs.map(() => stream.sign()),
      ),
      output: outputWeights(network, stream),
      weights: Float64Array.from({ length: network.neurons * dimension }, () => 0.7 * stream.normal()),
      batch: stream.subset(samples, 1 + stream.integer(samples)),
    };
  });

/** Stores the non-zero entries only. */
export function dataset(inputs: Point['inputs'], labels: readonly number[]): Dataset {
  const builder = new DatasetBuilder();
  for (const x of inputs.flat()) {
    const columns = [...x.keys()].filter((k) => x[k] !== 0);
    builder.sparse(
      columns,
      columns.map((k) => x[k]),
    );
  }
  return builder.build({ patches: inputs[0].length, dimension: inputs[0][0].length, labels });
}
