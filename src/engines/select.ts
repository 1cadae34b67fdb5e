import { commandLine } from '../command-line.ts';
import { BadInput } from '../errors.ts';
import { type BackendName, backendNames, backends, type Probed } from './backends.ts';
import type { Engine } from './job.ts';
import { plain } from './plain.ts';
import { referenceEngine } from './reference.ts';
import { wasmDevice, wasmEngine, work } from './wasm/engine.ts';
import { webgpuEngine } from './webgpu/engine.ts';

/** What `--engine` may be. `reference` takes the best TensorFlow.js backend that is here. */
export const engineNames = [
  'auto',
  'wasm',
  'webgpu',
  'plain',
  'reference',
  ...backendNames.map((name) => `reference:${name}`),
];

const remedy = () => `Leave it out, or take one that \`${commandLine('doctor')}\` lists.`;

/**
 * The engine of that name and why it was taken; `threads` is how many it may keep busy.
 * @throws BadInput for an unknown engine, or one whose backend is not here.
 */
export async function selectEngine(name: string, threads = 1): Promise<{ engine: Engine; reason: string }> {
  if (name === 'auto') return await auto(threads);
  if (name === 'wasm') return { engine: await wasmEngine(threads), reason: 'wasm (asked for)' };
  if (name === 'plain') return { engine: plain, reason: 'plain (asked for)' };
  if (!engineNames.includes(name)) {
    const rule = `must be one of ${engineNames.join(', ')}`;
    throw new BadInput({ field: 'engine', rule, value: name, remedy: 'Leave it out to choose automatically.' });
  }
  if (name === 'webgpu') {
    const found = await backends.webgpu.probe();
    if (found.available) return { engine: await webgpuEngine(), reason: `webgpu (asked for; ${found.device})` };
    throw new BadInput({
      field: 'engine',
      rule: `must be here, but webgpu: ${found.reason}`,
      value: name,
      remedy: remedy(),
    });
  }
  const asked = name === 'reference' ? null : (name.slice('reference:'.length) as BackendName);
  const found = await Promise.all(
    (asked ? [asked] : backendNames).map(async (backend) => ({ backend, probed: await backends[backend].probe() })),
  );
  const best = found.toSorted((one, other) => rank(one.backend, one.probed) - rank(other.backend, other.probed))[0];
  const skipped = found
    .slice(0, best.probed.available ? found.indexOf(best) : found.length)
    .map(({ backend, probed }) => `${backend}: ${probed.available ? `no GPU (${probed.device})` : probed.reason}`);
  if (!best.probed.available) {
    throw new BadInput({
      field: 'engine',
      rule: `must be here, but ${skipped.join('; ')}`,
      value: name,
      remedy: remedy(),
    });
  }
  const { device } = best.probed;
  const engine = await referenceEngine(best.backend, device);
  const why = skipped.length > 0 ? `; skipped ${skipped.join('; ')}` : '';
  return { engine, reason: `${engine.name} (${device}${why})` };
}

/** GPUs first, then CPUs, of which TensorFlow is the fastest; a GPU in software is slower than those. */
function rank(backend: BackendName, probed: Probed): number {
  if (!probed.available) return 3;
  if (probed.gpu) return 0;
  return backend === 'webgpu' ? 2 : 1;
}

/** Multiply-adds of a job (a minute of one core) from which on it pays to look for a GPU. */
const gpuPays = 2e11;

/**
 * `wasm` for every job but large ones in float32, which go to `webgpu` where there is a real GPU. It is looked for when the
 * first such job comes, so that runs without one pay nothing.
 */
async function auto(threads: number): Promise<{ engine: Engine; reason: string }> {
  const wasm = await wasmEngine(threads);
  let gpu: Promise<Engine | null> | undefined;
  const open = async () => {
    const found = await backends.webgpu.probe();
    return found.available && found.gpu ? await webgpuEngine() : null;
  };
  const engine: Engine = {
    ...wasm,
    async pick(job, trials, data) {
      if (job.precision !== 'float32' || work(job, data(), trials) < gpuPays) return wasm;
      gpu ??= open();
      return (await gpu) ?? wasm;
    },
  };
  const reason = 'wasm (auto: float64 and small jobs run there; large ones in float32 on webgpu where there is a GPU)';
  return { engine, reason };
}

/** Every engine with its device, or with the reason why it is not here. */
export async function survey(): Promise<{ name: string; available: boolean; device: string; reason: string }[]> {
  const found = await Promise.all(backendNames.map((backend) => backends[backend].probe()));
  const row = (name: string, probed: Probed) => ({ name, device: '', reason: '', ...probed });
  return [
    { name: 'wasm', available: true, device: wasmDevice, reason: '' },
    row('webgpu', found[backendNames.indexOf('webgpu')]),
    { name: plain.name, available: true, device: plain.device, reason: '' },
    ...backendNames.map((backend, k) => row(`reference:${backend}`, found[k])),
  ];
}
