import { optimizerOf } from '../../optimizers/optimizers.ts';
import type { CheckedJob, Prepared } from '../job.ts';
import { ofOutputs } from '../observables.ts';
import { activationsOf, type SideBySide } from '../side-by-side.ts';
import type { Source } from './session.ts';
import type { Snapshot } from './submission.ts';

type Probe = CheckedJob['probes'][number];

/** What must be read back for a probe. */
export function sourcesOf({ name, quantity, on }: Probe, { network, optimizer }: CheckedJob): Source[] {
  const of = (source: Source) => (on === 'test' ? `test ${source}` : source);
  switch (quantity) {
    case 'projection':
      return [`projection:${name}`];
    case 'loss':
      return network.weightDecay === 0 ? [of('outputs')] : [of('outputs'), 'squares'];
    case 'margins':
    case 'error':
      return [of('outputs')];
    case 'activations':
      return [of('z')];
    case 'gradient-norm':
    case 'gradient':
      return ['gradient'];
    case 'weights':
      return ['weights'];
    case 'state':
      return optimizerOf(optimizer).buffers > 0 ? ['state'] : [];
  }
}

/** The value of a probe for trial k of those on the device, from what was read back; `aside`: how its samples lie. */
export function observed(
  probe: Probe,
  job: CheckedJob,
  { train, test }: Prepared,
  snapshot: Snapshot,
  k: number,
  aside: SideBySide | null,
): Float64Array {
  const { quantity, on } = probe;
  const { neurons } = job.network;
  const data = on === 'test' ? test! : train;
  const sources = sourcesOf(probe, job);
  if (sources.length === 0) return new Float64Array(0);
  const length = {
    projection: neurons,
    loss: data.samples,
    margins: data.samples,
    error: data.samples,
    activations:
      neurons * (aside ? (aside.groupOp.length - 1) * aside.slots * aside.lanes : data.samples * data.patches),
  } as { [Q in Probe['quantity']]?: number };
  const count = length[quantity] ?? neurons * train.dimension;
  const mine = Float64Array.from(snapshot.get(sources[0])!.subarray(k * count, (k + 1) * count));
  switch (quantity) {
    case 'activations':
      return aside ? activationsOf(aside, mine, data.patches, neurons) : mine;
    case 'projection':
      return mine;
    case 'loss':
    case 'margins':
    case 'error':
      return ofOutputs(quantity, job.network, data, {
        outputs: mine,
        squaredNorm: () => snapshot.get('squares')![k],
      });
    case 'gradient-norm':
      return Float64Array.of(Math.sqrt(mine.reduce((sum, slope) => sum + slope * slope, 0)));
    case 'gradient':
    case 'weights':
    case 'state':
      return rowsFirst(mine, neurons, train.dimension);
  }
}

/** [d, m] → [m, d] */
function rowsFirst(columns: Float64Array, m: number, d: number): Float64Array {
  const rows = new Float64Array(columns.length);
  for (let r = 0; r < m; r++) for (let k = 0; k < d; k++) rows[r * d + k] = columns[k * m + r];
  return rows;
}
