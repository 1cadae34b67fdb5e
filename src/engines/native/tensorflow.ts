import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export const tensorflowPackage = '@tensorflow/tfjs-node-gpu';

/** The package's folder; null if npm has left it out, as it does when the package's own download fails. */
export function packageFolder(): string | null {
  try {
    return dirname(require.resolve(`${tensorflowPackage}/package.json`));
  } catch {
    return null;
  }
}

/** The addon, where the package looks for it. */
export const addonOf = (folder: string) => join(folder, 'lib/napi-v8/tfjs_binding.node');

/** The digest of the native build that made the addon; an addon that the package downloaded has none. */
export const noteOf = (folder: string) => join(folder, 'lib/napi-v8/native-build');

/** Why the backend `tensorflow` cannot start, or null if it may. */
export function tensorflowMissing(): string | null {
  const folder = packageFolder();
  if (folder && existsSync(addonOf(folder))) return null;
  return `${tensorflowPackage} ${folder ? 'has no addon' : 'is not installed'}; \`npm run native:build\` builds it`;
}

/** Why TensorFlow took the CPU: what it said of GPUs on stderr, if anything. */
export function whyCpu(stderr: string): string {
  const said = stderr.match(/\.cc:\d+\] (.*(?:cuda|gpu).*)/i)?.[1];
  const folder = packageFolder();
  return said ?? (folder && existsSync(noteOf(folder)) ? 'its library has no CUDA' : 'it found no CUDA device');
}

interface TensorFlow {
  ready(): Promise<void>;
  backend(): { isUsingGpuDevice: boolean; binding: { TF_Version: string } };
}

/** Loads @tensorflow/tfjs-node-gpu, which registers and takes the TensorFlow.js backend `tensorflow`. */
export function loadTensorFlow(): TensorFlow {
  // It would take all of a GPU's memory, and greet on stderr.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  // It calls what Node 23 removed.
  const util = require('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  return require(tensorflowPackage) as TensorFlow;
}
