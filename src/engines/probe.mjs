// Looks for one native backend and prints { device, gpu, reason } as JSON. Runs in a process of its own (plain
// JavaScript, so that node alone starts it): an add-on that does not fit the machine can crash, hang, or fill stderr.
import { execFileSync } from 'node:child_process';
import { register } from 'tsx/esm/api';

const probes = {
  async tensorflow() {
    register();
    const { loadTensorFlow } = await import('./native/tensorflow.ts');
    const tf = loadTensorFlow();
    await tf.ready();
    const { isUsingGpuDevice: gpu, binding } = tf.backend();
    return { device: `${gpu ? nvidia() : 'CPU'}, TensorFlow ${binding.TF_Version}`, gpu };
  },
  async webgpu() {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const adapter = await create([]).requestAdapter();
    if (!adapter) return { reason: 'Dawn found no adapter' };
    const { vendor, architecture, device, description } = adapter.info;
    const name = [description || device, vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
    const gpu = !/swiftshader|llvmpipe|lavapipe|software|basic render/i.test(name);
    return { device: `${name}${gpu ? '' : ' (software)'}, WebGPU`, gpu };
  },
};

function nvidia() {
  try {
    return execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], { encoding: 'utf8' }).split(
      '\n',
    )[0];
  } catch {
    return 'CUDA GPU';
  }
}

const answer = await probes[process.argv[2]]().catch((error) => ({ reason: String(error.message).split('\n')[0] }));
// On a line of its own, the last one: libraries print greetings.
process.stdout.write(`\n${JSON.stringify(answer)}`);
// Dawn's and TensorFlow's threads would keep the process alive.
setImmediate(() => process.exit());
