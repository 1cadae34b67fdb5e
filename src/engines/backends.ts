import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as tfjs from '@tensorflow/tfjs-core';
import { loadTensorFlow, tensorflowMissing, whyCpu } from './native/tensorflow.ts';

export const backendNames = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** `gpu`: on a real GPU; a software adapter (SwiftShader, llvmpipe) or TensorFlow without CUDA is here, but is none. */
export type Probed = { available: true; device: string; gpu: boolean } | { available: false; reason: string };

/** A TensorFlow.js backend: whether it is here, and how to start it. */
interface Backend {
  /** Never throws and never takes the process down: what is missing is a reason. */
  probe(): Promise<Probed>;
  /** Registers and takes the backend. */
  start(tf: typeof tfjs): Promise<void>;
}

const require = createRequire(import.meta.url);

/** Every backend, best first. */
export const backends: Readonly<Record<BackendName, Backend>> = {
  tensorflow: {
    async probe() {
      const missing = tensorflowMissing();
      if (missing) return absent(missing);
      const { found, stderr } = await probeApart('tensorflow');
      return found.available && !found.gpu ? { ...found, device: `${found.device} (${whyCpu(stderr)})` } : found;
    },
    async start(tf) {
      loadTensorFlow();
      await take(tf, 'tensorflow');
    },
  },
  webgpu: {
    async probe() {
      const missing = ['webgpu', '@tensorflow/tfjs-backend-webgpu'].find((module) => !isInstalled(module));
      if (missing) return absent(`${missing} is not installed; \`npm install ${missing}\` installs it`);
      return (await probeApart('webgpu')).found;
    },
    async start(tf) {
      await provideGpu();
      // The backend registers itself only if navigator.gpu exists when it is imported.
      await optional('@tensorflow/tfjs-backend-webgpu');
      await take(tf, 'webgpu');
    },
  },
  wasm: {
    probe: async () => ({ available: true, device: 'CPU, WebAssembly', gpu: false }),
    async start(tf) {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      // The paths may be set only before the first start.
      if (!tf.engine().registry.wasm) {
        setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
      }
      await take(tf, 'wasm');
    },
  },
  cpu: {
    probe: async () => ({ available: true, device: 'CPU, JavaScript', gpu: false }),
    async start(tf) {
      await import('@tensorflow/tfjs-backend-cpu');
      await take(tf, 'cpu');
    },
  },
};

async function take(tf: typeof tfjs, name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start its backend ${name}`);
  await tf.ready();
}

let dawn: Promise<GPU> | undefined;

/** Dawn, put where TensorFlow.js looks for WebGPU. One for the process, also for two callers at once: a second would crash it. */
export function provideGpu(): Promise<GPU> {
  dawn ??= startDawn();
  return dawn;
}

async function startDawn(): Promise<GPU> {
  const host = globalThis as { navigator?: { gpu?: GPU } };
  const { create, globals } = (await optional('webgpu')) as { create(flags: string[]): GPU; globals: object };
  Object.assign(globalThis, globals);
  // Node 20 has no navigator.
  if (!host.navigator) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  const gpu = create([]);
  Object.defineProperty(host.navigator, 'gpu', { value: gpu, configurable: true });
  return gpu;
}

/** An optional dependency, by a name that the type checker and bundlers do not follow. */
async function optional(name: string): Promise<unknown> {
  return await import(name);
}

function absent(reason: string): Probed {
  return { available: false, reason };
}

const probeTimeout = 30_000;

/** Probes a native backend in a child process; `stderr` is what its library said. */
function probeApart(backend: 'tensorflow' | 'webgpu'): Promise<{ found: Probed; stderr: string }> {
  const script = fileURLToPath(new URL('probe.mjs', import.meta.url));
  return new Promise((settle) => {
    execFile(process.execPath, [script, backend], { timeout: probeTimeout }, (error, stdout, stderr) => {
      // What the native library itself complained of says more than that nothing was found.
      const complaint = stderr.match(/(?:Warning|Error): (.*)/)?.[1];
      const why = complaint ? ` (${complaint})` : '';
      const answer = (found: Probed) => settle({ found, stderr });
      try {
        const last = stdout.slice(stdout.lastIndexOf('\n') + 1);
        const { device, gpu, reason } = JSON.parse(last) as { device: string; gpu: boolean; reason?: string };
        answer(reason === undefined ? { available: true, device, gpu } : absent(`${reason}${why}`));
      } catch {
        const ending = error?.killed
          ? `gave no answer in ${probeTimeout / 1000} s`
          : `died (${error?.signal ?? error?.code})`;
        answer(absent(`looking for ${backend} ${ending}${why}`));
      }
    });
  });
}

function isInstalled(module: string): boolean {
  try {
    require.resolve(module);
    return true;
  } catch (error) {
    // A package that only ES modules may import is there all the same.
    return (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  }
}
