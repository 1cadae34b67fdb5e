import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Dataset } from '../src/data/dataset.ts';
import { patch } from '../src/data/dataset.ts';
import type { CheckedJob, Prepared } from '../src/engines/job.ts';

export const peerNames = ['numpy', 'jax', 'torch'] as const;
export type PeerName = (typeof peerNames)[number];

/** What a peer measured, unless it is not here. */
export type PeerAnswer<Measured> = Partial<Measured> & {
  readonly device?: string;
  readonly versions?: Readonly<Record<string, string>>;
  readonly error: string | null;
};

const run = promisify(execFile);
const python = process.env.LEMMATA_PYTHON ?? 'python3';

/** Writes a workload for the peers; `expected` is W [m, d] of each trial after `checkSteps` steps. */
export function writeWorkload(
  job: CheckedJob,
  trials: readonly Prepared[],
  expected: readonly Float64Array[],
  timing: { checkSteps: number; repeats: number },
): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lemmata-bench-'));
  const { train } = trials[0];
  const { network, optimizer, steps } = job;
  const spec = {
    trials: trials.length,
    n: train.samples,
    P: train.patches,
    d: train.dimension,
    m: network.neurons,
    degree: network.activation.degree,
    relu: network.activation.kind === 'relu-power',
    loss: network.loss,
    weightDecay: network.weightDecay,
    optimizer,
    steps,
    ...timing,
  };
  const write = (name: string, arrays: readonly Float64Array[]) => {
    const size = arrays[0].length;
    const flat = new Float32Array(arrays.length * size);
    arrays.forEach((array, k) => {
      flat.set(array, k * size);
    });
    writeFileSync(join(folder, `${name}.f32`), flat);
  };
  writeFileSync(join(folder, 'job.json'), JSON.stringify(spec));
  write(
    'x',
    trials.map((trial) => dense(trial.train)),
  );
  write(
    'y',
    trials.map((trial) => trial.train.labels),
  );
  write(
    'a',
    trials.map(({ output }) => output),
  );
  write(
    'w',
    trials.map(({ weights }) => weights),
  );
  write('expected', expected);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Checks and times a peer on a workload; a peer that is not here is an error with the reason. */
export async function timePeer<Measured = { usPerStep: number }>(
  name: PeerName | 'torch_images',
  folder: string,
): Promise<PeerAnswer<Measured>> {
  const script = fileURLToPath(new URL(`peers/${name}_peer.py`, import.meta.url));
  try {
    const { stdout } = await run(python, [script, folder], { timeout: 600_000, maxBuffer: 2 ** 24 });
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as PeerAnswer<Measured>;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return { error: stderr.trim().split('\n').at(-1) || message } as PeerAnswer<Measured>;
  }
}

/** X, [n, P, d]. */
function dense(data: Dataset): Float64Array {
  const { samples, patches, dimension } = data;
  const x = new Float64Array(samples * patches * dimension);
  for (let i = 0; i < samples; i++) {
    for (let p = 0; p < patches; p++) x.set(patch(data, i, p), (i * patches + p) * dimension);
  }
  return x;
}
