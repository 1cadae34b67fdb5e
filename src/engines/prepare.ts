import type { Dataset } from '../data/dataset.ts';
import { BadInput } from '../errors.ts';
import { outputWeights } from '../networks/patch-network.ts';
import { optimizerOf } from '../optimizers/optimizers.ts';
import { deriveSeed, type Random, random } from '../random/random.ts';
import type { CheckedJob, Prepared } from './job.ts';
import { drawOnce, startOnce } from './recent-draws.ts';

const redraws = 1000;

/** The data of one trial of a job. */
export function drawData(
  { name, data }: Pick<CheckedJob, 'name' | 'data'>,
  rootSeed: string,
  trial: number,
): { train: Dataset; test: Dataset | null } {
  return drawOnce(data, {
    data: deriveSeed(rootSeed, name, 'data', trial),
    test: deriveSeed(rootSeed, name, 'test', trial),
  });
}

/** Draws data, output weights and start of one trial from seeds derived by name: (root, job, purpose, trial). */
export function prepare(job: CheckedJob, rootSeed: string, trial: number): Prepared {
  const seed = (purpose: string) => deriveSeed(rootSeed, job.name, purpose, trial);
  const { train, test } = drawData(job, rootSeed, trial);
  checkProbes(job, train, test);
  const output = outputWeights(job.network, random(seed('output')));
  const { init } = job;
  const start = 'weights' in init ? writtenOut(job, init, train) : { weights: started(job, init, train, seed) };
  return { trial, train, test, ...start, output, batchSeed: seed('batches') };
}

/** The runs of a trial, of several optimizers or rates, start from one draw. */
function started(job: CheckedJob, init: Init<'scale'>, train: Dataset, seed: (purpose: string) => string) {
  const { dimension } = train;
  const law = { init, neurons: job.network.neurons, dimension, seed: seed('init') };
  // Some direction of the data decides over redraws.
  const data = init.redrawUntilPositive === undefined ? null : [job.data, seed('data')];
  return startOnce({ ...law, data }, () => drawStart(job, init, train, random(law.seed)));
}

type Init<Field extends string> = Extract<CheckedJob['init'], { [K in Field]: unknown }>;

function drawStart(job: CheckedJob, init: Init<'scale'>, train: Dataset, stream: Random): Float64Array {
  // Not Float64Array.from, which takes several times as long.
  const draw = () => new Float64Array(job.network.neurons * train.dimension).map(() => init.scale * stream.normal());
  let weights = draw();
  const { redrawUntilPositive } = init;
  if (redrawUntilPositive !== undefined) {
    const direction = directionOf(train, redrawUntilPositive, `job "${job.name}", init.redrawUntilPositive`);
    for (let tries = 0; !somePositive(weights, direction); tries++) {
      if (tries === redraws) {
        throw new BadInput({
          field: `job "${job.name}", init`,
          rule: `must give a positive projection within ${redraws} draws`,
          value: init,
          remedy: 'Use more neurons or a positive scale.',
        });
      }
      weights = draw();
    }
  }
  return weights;
}

function writtenOut(
  { name, network, optimizer }: CheckedJob,
  { weights, state }: Init<'weights'>,
  { dimension }: Dataset,
): Pick<Prepared, 'weights' | 'state'> {
  const length = network.neurons * dimension;
  for (const [field, entries] of Object.entries({ weights, state })) {
    if (entries === undefined || entries.length === length) continue;
    throw new BadInput({
      field: `job "${name}", init.${field}`,
      rule: `must have ${network.neurons} neurons × ${dimension} entries`,
      value: entries.length,
      remedy: 'Take it from a probe of a job with the same network and data.',
    });
  }
  if (state && optimizerOf(optimizer).buffers === 0) {
    throw new BadInput({
      field: `job "${name}", init.state`,
      rule: 'must be absent for an optimizer without state',
      value: optimizer.optimizer,
      remedy: 'Leave it out.',
    });
  }
  return { weights: Float64Array.from(weights), ...(state && { state: Float64Array.from(state) }) };
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
