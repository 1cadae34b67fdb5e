import { defaultOptions } from '../claim/options.ts';
import { cacheSize, clearCache } from '../engines/cache.ts';
import { survey } from '../engines/select.ts';
import { type Speech, tell } from './output.ts';

/** Says which engines and devices are here, why others are not, and how large the cache is. */
export async function doctor(speech: Speech): Promise<void> {
  const engines = await survey();
  const folder = defaultOptions.cache;
  const { entries, bytes } = cacheSize(folder);
  tell(speech, {
    json: () => ({ engines, cache: { folder, entries, bytes } }),
    text: () =>
      [
        ...engines.map(
          ({ name, available, device, reason }) =>
            `${available ? 'yes' : 'no '}  ${name.padEnd(22)} ${available ? device : reason}`,
        ),
        `cache: ${entries} trajectories, ${(bytes / 2 ** 20).toFixed(1)} MiB in ${folder}`,
      ].join('\n'),
  });
}

/** Empties the cache. */
export function clear(speech: Speech): void {
  const folder = defaultOptions.cache;
  const { entries: removed } = cacheSize(folder);
  clearCache(folder);
  tell(speech, { json: () => ({ folder, removed }), text: () => `removed ${removed} trajectories from ${folder}` });
}
