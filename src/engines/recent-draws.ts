import { LRUCache } from 'lru-cache';
import stringify from 'safe-stable-stringify';
import type { Dataset } from '../data/dataset.ts';
import { sample } from '../data/samplers.ts';
import type { CheckedJob } from './job.ts';

/** Most entries that are kept: of training sets, at 12 bytes each, and of starts, at 8. */
const room = 4e6;

type Drawn = { readonly train: Dataset; readonly test: Dataset | null };

const datasets = new LRUCache<string, Drawn>({
  maxSize: room,
  sizeCalculation: ({ train }) => Math.max(1, train.value.length),
});
const starts = new LRUCache<string, Float64Array>({ maxSize: room, sizeCalculation: ({ length }) => length });

/**
 * `sample`, from memory where it drew the same a moment ago: GD and GD+M, and a claim and its controls, share data.
 * Nobody writes into what it gives.
 */
export function drawOnce(data: CheckedJob['data'], seeds: { data: string; test: string }): Drawn {
  // Data that are written out are no shorter than their name would be.
  if (data.sampler === 'given') return sample(data, seeds);
  const key = stringify({ data, seeds }) ?? '';
  const drawn = datasets.get(key) ?? sample(data, seeds);
  datasets.set(key, drawn);
  return drawn;
}

/** What `draw` gives, from memory where it drew under that key a moment ago. Nobody writes into what it gives. */
export function startOnce(key: object, draw: () => Float64Array): Float64Array {
  const text = stringify(key) ?? '';
  const drawn = starts.get(text) ?? draw();
  starts.set(text, drawn);
  return drawn;
}
