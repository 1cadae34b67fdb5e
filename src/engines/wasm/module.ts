import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import writeFileAtomic from 'write-file-atomic';

/** A record of 32-bit words in WebAssembly memory, by address. */
export type Address = number;

/** What src/engines/wasm/assembly/index.ts exports; names end in 32 or 64 for the precision. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  /** First free byte of the memory. */
  heapBase(): Address;
  start(): void;
  brokenSample(): number;
  advance(
    plan: Address,
    rows: Address,
    t: number,
    steps: number,
    batches: Address,
    size: number,
    stopBelow: number,
  ): number;
  observe(plan: Address, rows: Address): number;
  forward(plan: Address, rows: Address): void;
  gradient(plan: Address, rows: Address, block: number): void;
  clearGradient(plan: Address): void;
  project(plan: Address, columns: Address, values: Address, entries: number, into: Address): void;
}

const kernels = fileURLToPath(new URL('assembly', import.meta.url));
const flags = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert'];

/**
 * The AssemblyScript of a folder, compiled from its index.ts: when it has changed since the last time (3 s for the
 * kernels), and kept with other things that can be made anew; `npm ci` does it ahead (`npm run build`).
 */
export async function compiled(sources = kernels): Promise<WebAssembly.Module> {
  const files = readdirSync(sources).sort();
  const hash = createHash('sha256').update(flags.join(' '));
  for (const name of files) hash.update(name).update(readFileSync(join(sources, name)));
  const require = createRequire(import.meta.url);
  const folder = join(require.resolve('assemblyscript/package.json'), '../../.cache/lemmata-kernels');
  const path = join(folder, `${hash.digest('hex').slice(0, 16)}.wasm`);
  let binary: Uint8Array;
  try {
    binary = readFileSync(path);
  } catch {
    binary = await compile(sources);
    mkdirSync(folder, { recursive: true });
    await writeFileAtomic(path, Buffer.from(binary));
  }
  return new WebAssembly.Module(binary);
}

async function compile(sources: string): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...flags], {
    readFile: (name: string, base: string) => {
      try {
        return readFileSync(join(base === '.' ? sources : base, name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_name: string, contents: Uint8Array | string) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`the WebAssembly kernels do not compile: ${error?.message}\n${stderr}`);
  return binary;
}

/** The kernels of one precision with a memory of their own. */
export function instantiate(module: WebAssembly.Module, precision: 'float32' | 'float64'): Kernel {
  const { exports } = new WebAssembly.Instance(module, { env: { abort: () => {} } });
  const suffix = precision === 'float32' ? '32' : '64';
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name.endsWith(suffix) ? name.slice(0, -2) : name, value]),
  ) as unknown as Kernel;
}
