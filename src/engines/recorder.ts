import type { Dataset } from '../data/dataset.ts';
import type { CheckedJob } from './job.ts';
import type { Series, Trajectory } from './trajectory.ts';

type CheckedProbe = CheckedJob['probes'][number];

/** Collects what the probes of one trial see. */
export class Recorder {
  readonly #rows: { probe: CheckedProbe; at: ReadonlySet<number> | null; steps: number[]; values: Float64Array[] }[];

  constructor(probes: readonly CheckedProbe[]) {
    this.#rows = probes.map((probe) => ({
      probe,
      at: typeof probe.schedule === 'object' && 'at' in probe.schedule ? new Set(probe.schedule.at) : null,
      steps: [],
      values: [],
    }));
  }

  /** Whether any probe records at this step. */
  due(step: number, last: boolean): boolean {
    return this.#rows.some((row) => isDue(row, step, last));
  }

  /** The probes that record at this step. */
  dueProbes(step: number, last: boolean): CheckedProbe[] {
    return this.#rows.filter((row) => isDue(row, step, last)).map(({ probe }) => probe);
  }

  /** Asks `read` for the value of every probe that is due, as an array that is the recorder's to keep. */
  record(step: number, last: boolean, read: (probe: CheckedProbe) => Float64Array): void {
    for (const row of this.#rows) {
      if (!isDue(row, step, last)) continue;
      row.steps.push(step);
      row.values.push(read(row.probe));
    }
  }

  finish(trial: number, steps: number, stopped: boolean): Trajectory {
    const series: Record<string, Series> = {};
    for (const { probe, steps: at, values } of this.#rows) {
      const width = values[0]?.length ?? 0;
      const flat = new Float64Array(values.length * width);
      values.forEach((value, k) => {
        flat.set(value, k * width);
      });
      series[probe.name] = { steps: Float64Array.from(at), values: flat, width };
    }
    return { trial, steps, stopped, series };
  }
}

function isDue(row: { probe: CheckedProbe; at: ReadonlySet<number> | null }, step: number, last: boolean): boolean {
  const { schedule } = row.probe;
  if (schedule === 'end') return last;
  if (row.at) return row.at.has(step);
  return last || ('every' in schedule && step % schedule.every === 0);
}

/** Bytes that the run of one trial holds at the most, test sets taken to be as large as training sets. */
export function recordedBytes(
  { steps, network, probes }: CheckedJob,
  { samples, patches, dimension }: Dataset,
): number {
  const { neurons } = network;
  const widths: { [Q in CheckedProbe['quantity']]: number } = {
    projection: neurons,
    loss: 1,
    margins: samples,
    error: 1,
    activations: samples * patches * neurons,
    'gradient-norm': 1,
    gradient: neurons * dimension,
    weights: neurons * dimension,
    state: neurons * dimension,
  };
  const records = ({ schedule }: CheckedProbe): number => {
    if (schedule === 'end') return 1;
    return 'at' in schedule ? schedule.at.length : 1 + Math.ceil(steps / schedule.every);
  };
  return probes.reduce((sum, probe) => sum + 8 * records(probe) * (1 + widths[probe.quantity]), 0);
}
