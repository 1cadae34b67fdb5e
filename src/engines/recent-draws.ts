import stringify from 'safe-stable-stringify';
import type { Dataset } from '../data/dataset.ts';
import { sample } from '../data/samplers.ts';
import type { CheckedJob } from './job.ts';

/** Most entries of training sets that are kept, at 12 bytes each. */
const room = 4e6;

type Drawn = { readonly train: Dataset; readonly test: Dataset | null };

const recent = new Map<string, Drawn>();
let kept = 0;

/**
 * `sample`, from memory where it drew the same a moment ago: GD and GD+M, and a claim and its controls, share data.
 * Nobody writes into what it gives.
 */
export function drawOnce(data: CheckedJob['data'], seeds: { data: string; test: string }): Drawn {
  // Data that are written out are no shorter than their name would be.
  if (data.sampler === 'given') return sample(data, seeds);
  const key = stringify({ data, seeds }) ?? '';
  const known = recent.get(key);
  if (known) return known;
  const drawn = sample(data, seeds);
  recent.set(key, drawn);
  kept += drawn.train.value.length;
  for (const [oldest, { train }] of recent) {
    if (kept <= room) break;
    recent.delete(oldest);
    kept -= train.value.length;
  }
  return drawn;
}
