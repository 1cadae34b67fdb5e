import { BadInput } from '../errors.ts';
import { type BackendName, backendNames, backends } from './backends.ts';
import type { Engine } from './job.ts';
import { plain } from './plain.ts';
import { referenceEngine } from './reference.ts';

/** What `--engine` may be. `reference` takes the first TensorFlow.js backend that is here. */
export const engineNames = ['auto', 'plain', 'reference', ...backendNames.map((name) => `reference:${name}`)];

/**
 * The engine of that name and why it was taken. `auto` is `plain`, the only engine that has float64, which half of
 * the claims need.
 * @throws BadInput for an unknown engine, or one whose backend is not here.
 */
export async function selectEngine(name: string): Promise<{ engine: Engine; reason: string }> {
  if (name === 'auto') {
    const reason = 'plain (auto: the reference engine has no float64; `lemmata doctor` lists what else is here)';
    return { engine: plain, reason };
  }
  if (name === 'plain') return { engine: plain, reason: 'plain (asked for)' };
  if (!engineNames.includes(name)) {
    const rule = `must be one of ${engineNames.join(', ')}`;
    throw new BadInput({ field: 'engine', rule, value: name, remedy: 'Leave it out to choose automatically.' });
  }
  const asked = name === 'reference' ? backendNames : [name.slice('reference:'.length) as BackendName];
  const skipped: string[] = [];
  for (const backend of asked) {
    const found = await backends[backend].probe();
    if (found.available) {
      const why = skipped.length > 0 ? `; skipped ${skipped.join('; ')}` : '';
      return {
        engine: await referenceEngine(backend, found.device),
        reason: `reference:${backend} (${found.device}${why})`,
      };
    }
    skipped.push(`${backend}: ${found.reason}`);
  }
  const remedy = '`npm run lemmata -- doctor` lists what is here.';
  throw new BadInput({ field: 'engine', rule: `must be here: ${skipped.join('; ')}`, value: name, remedy });
}

/** Every engine with its device, or with the reason why it is not here. */
export async function survey(): Promise<{ name: string; available: boolean; device: string; reason: string }[]> {
  const rows = [{ name: plain.name, available: true, device: plain.device, reason: '' }];
  for (const name of backendNames) {
    rows.push({ name: `reference:${name}`, reason: '', device: '', ...(await backends[name].probe()) });
  }
  return rows;
}
