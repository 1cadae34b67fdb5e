import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as tfjs from '@tensorflow/tfjs-core';

export const backendNames = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

export type Probed = { available: true; device: string } | { available: false; reason: string };

/** A TensorFlow.js backend: whether it is here, and how to start it. */
interface Backend {
  /** Never throws: what is missing is a reason. */
  probe(): Promise<Probed>;
  /** Registers and takes the backend. */
  start(tf: typeof tfjs): Promise<void>;
}

const require = createRequire(import.meta.url);

/** Every backend, best first. */
export const backends: Readonly<Record<BackendName, Backend>> = {
  tensorflow: {
    probe: () =>
      attempt(async () => {
        const major = Number(process.versions.node.split('.')[0]);
        if (major >= 23) throw new Error('@tensorflow/tfjs-node-gpu breaks on Node 23 and later');
        await optional('@tensorflow/tfjs-node-gpu');
        return 'TensorFlow through @tensorflow/tfjs-node-gpu';
      }),
    async start(tf) {
      await optional('@tensorflow/tfjs-node-gpu');
      await take(tf, 'tensorflow');
    },
  },
  webgpu: {
    probe: () =>
      attempt(async () => {
        const { device, software } = await adapter();
        if (software) throw new Error(`only a software adapter is here (${device})`);
        return device;
      }),
    async start(tf) {
      await adapter();
      // The backend registers itself only if navigator.gpu exists when it is imported.
      await optional('@tensorflow/tfjs-backend-webgpu');
      await take(tf, 'webgpu');
    },
  },
  wasm: {
    probe: () =>
      attempt(async () => {
        await import('@tensorflow/tfjs-backend-wasm');
        return 'CPU, WebAssembly';
      }),
    async start(tf) {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
      await take(tf, 'wasm');
    },
  },
  cpu: {
    probe: () =>
      attempt(async () => {
        await import('@tensorflow/tfjs-backend-cpu');
        return 'CPU, JavaScript';
      }),
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

/** The little of WebGPU that probing needs. */
interface Gpu {
  requestAdapter(): Promise<{ info: { vendor: string; architecture: string; description: string } } | null>;
}

/** Dawn's adapter, put where TensorFlow.js looks for it. */
async function adapter(): Promise<{ device: string; software: boolean }> {
  const host = globalThis as { navigator?: { gpu?: Gpu } };
  if (!host.navigator?.gpu) {
    const dawn = (await optional('webgpu')) as { create(flags: string[]): Gpu; globals: object };
    Object.assign(globalThis, dawn.globals);
    const value = { ...host.navigator, gpu: dawn.create([]) };
    Object.defineProperty(globalThis, 'navigator', { value, configurable: true, writable: true });
  }
  const found = await host.navigator?.gpu?.requestAdapter();
  if (!found) throw new Error('Dawn found no adapter (no GPU, or no Vulkan driver)');
  const { vendor, architecture, description } = found.info;
  const device = [vendor, architecture, description].filter(Boolean).join(' ') || 'an unnamed adapter';
  return { device, software: /swiftshader|llvmpipe|software/i.test(device) };
}

/** An optional dependency, by a name that the type checker and bundlers do not follow. */
async function optional(name: string): Promise<unknown> {
  return await import(name);
}

async function attempt(find: () => Promise<string>): Promise<Probed> {
  try {
    return { available: true, device: await find() };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    return { available: false, reason };
  }
}
