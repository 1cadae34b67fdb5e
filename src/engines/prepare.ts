import type { Dataset } from '../data/dataset.ts';
import { sample } from '../data/samplers.ts';
import { BadInput } from '../errors.ts';
import { outputWeights } from '../networks/patch-network.ts';
import { deriveSeed, random } from '../random/random.ts';
import type { CheckedJob, Prepared } from './job.ts';

const redraws = 1000;

/** The data of one trial of a job. */
export function drawData(
  { name, data }: Pick<CheckedJob, 'name' | 'data'>,
  rootSeed: string,
  trial: number,
): { train: Dataset; test: Dataset | null } {
  return sample(data, {
    data: deriveSeed(rootSeed, name, 'data', trial),
    test: deriveSeed(rootSeed, name, 'test', trial),
  });
}

/** Draws data, output weights and start of one trial from seeds derived by name: (root, job, purpose, trial). */
export function prepare(job: CheckedJob, rootSeed: string, trial: number): Prepared {
  const seed = (purpose: string) => deriveSeed(rootSeed, job.name, purpose, trial);
  const { train, test } = drawData(job, rootSeed, trial);
  const stream = random(seed('init'));
  const output = outputWeights(job.network, random(seed('output')));
  const draw = () =>
    Float64Array.from({ length: job.network.neurons * train.dimension }, () => job.init.scale * stream.normal());
  let weights = draw();
  const { redrawUntilPositive } = job.init;
  if (redrawUntilPositive !== undefined) {
    const direction = train.directions[redrawUntilPositive];
    if (!direction) {
      throw new BadInput({
        field: `job "${job.name}", init.redrawUntilPositive`,
        rule: 'must name a direction of the data',
        value: redrawUntilPositive,
        remedy: `Directions: ${Object.keys(train.directions).join(', ') || 'none'}.`,
      });
    }
    for (let tries = 0; !somePositive(weights, direction); tries++) {
      if (tries === redraws) {
        throw new BadInput({
          field: `job "${job.name}", init`,
          rule: `must give a positive projection within ${redraws} draws`,
          value: job.init,
          remedy: 'Use more neurons or a positive scale.',
        });
      }
      weights = draw();
    }
  }
  return { trial, train, test, weights, output, batchSeed: seed('batches') };
}

function somePositive(weights: Float64Array, direction: Float64Array): boolean {
  const d = direction.length;
  for (let r = 0; r < weights.length / d; r++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += weights[r * d + k] * direction[k];
    if (sum > 0) return true;
  }
  return false;
}
