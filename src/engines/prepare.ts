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
  checkProbes(job, train, test);
  const stream = random(seed('init'));
  const output = outputWeights(job.network, random(seed('output')));
  const draw = () =>
    Float64Array.from({ length: job.network.neurons * train.dimension }, () => job.init.scale * stream.normal());
  let weights = draw();
  const { redrawUntilPositive } = job.init;
  if (redrawUntilPositive !== undefined) {
    const direction = directionOf(train, redrawUntilPositive, `job "${job.name}", init.redrawUntilPositive`);
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

/** What a probe asks of the data shows only once they are drawn. */
function checkProbes(job: CheckedJob, train: Dataset, test: Dataset | null): void {
  job.probes.forEach(({ quantity, direction, on }, k) => {
    const field = `job "${job.name}", probes.${k}`;
    if (quantity === 'projection') directionOf(train, direction, `${field}.direction`);
    if (on === 'test' && !test) {
      const rule = 'must be "train" for data without a test set';
      throw new BadInput({ field: `${field}.on`, rule, value: on, remedy: 'Set data.test where the sampler has it.' });
    }
  });
}

function directionOf({ directions }: Dataset, name: string | undefined, field: string): Float64Array {
  const direction = name === undefined ? undefined : directions[name];
  if (direction) return direction;
  const remedy = `Directions: ${Object.keys(directions).join(', ') || 'none'}.`;
  throw new BadInput({ field, rule: 'must name a direction of the data', value: name, remedy });
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
