import { fileURLToPath } from 'node:url';
import type { CheckedJob, Prepared } from '../src/engines/job.ts';
import { compiled } from '../src/engines/wasm/module.ts';

/** What one core of this CPU does in WebAssembly SIMD: multiply-adds of float32 and bytes read from memory, per µs. */
export interface Rates {
  readonly multiplyAdds: number;
  readonly bytes: number;
}

export async function measureRates(): Promise<Rates> {
  const module = await compiled(fileURLToPath(new URL('assembly', import.meta.url)));
  const { exports } = new WebAssembly.Instance(module, { env: { abort: () => {} } });
  const { arithmetic, stream, memory } = exports as {
    arithmetic(rounds: number): number;
    stream(from: number, bytes: number): number;
    memory: WebAssembly.Memory;
  };
  const size = 2 ** 28;
  memory.grow(size / 2 ** 16);
  new Uint8Array(memory.buffer).fill(1);
  const rounds = 20_000_000;
  return {
    multiplyAdds: best(() => arithmetic(rounds), 32 * rounds),
    bytes: best(() => stream(65_536, size - 65_536), size),
  };
}

/** Best of seven, in units per µs. */
function best(run: () => unknown, units: number): number {
  let most = 0;
  for (let k = 0; k < 7; k++) {
    const started = performance.now();
    run();
    most = Math.max(most, units / ((performance.now() - started) * 1000));
  }
  return most;
}

/**
 * The least µs per step of these trials on so many cores: multiply-adds over the arithmetic rate, or the bytes that must
 * pass (patches, W and the optimizer's state once each way) over the bandwidth, whichever is more. Bytes that fit the
 * cache (`cacheBytes`) do not pass.
 */
export function floorOf(
  { network, optimizer }: CheckedJob,
  trials: readonly Prepared[],
  { multiplyAdds, bytes }: Rates,
  cores: number,
  cacheBytes: number,
): number {
  const { train } = trials[0];
  const m = network.neurons;
  const perWeight = { gd: 2, momentum: 4, 'heavy-ball': 3, adam: 8, 'sign-gd': 2, sgd: 4 }[optimizer.optimizer];
  const state = { gd: 1, momentum: 2, 'heavy-ball': 2, adam: 3, 'sign-gd': 1, sgd: 2 }[optimizer.optimizer];
  const arithmetic = 2 * train.value.length * m + perWeight * train.dimension * m;
  const patches = 4 * train.value.length;
  const weights = 2 * 4 * state * train.dimension * m;
  const passing = (patches > cacheBytes ? patches : 0) + (weights > cacheBytes ? weights : 0);
  const used = Math.min(cores, trials.length);
  // Two cores share one bandwidth.
  return trials.length * Math.max(arithmetic / multiplyAdds / used, passing / bytes);
}
