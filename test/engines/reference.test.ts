import { afterEach, expect, test, vi } from 'vitest';
import { checkJob, type Job } from '../../src/engines/job.ts';
import { prepare } from '../../src/engines/prepare.ts';
import { referenceEngine } from '../../src/engines/reference.ts';
import { NotMeasured } from '../../src/errors.ts';
import { job, methods } from '../contract/jobs.ts';
import { tensors } from '../contract/tensors.ts';

const tf = await tensors();
const engine = await referenceEngine('cpu', 'CPU');

function run(raw: Job, trials = [0, 1]) {
  const checked = checkJob(raw);
  const prepared = trials.map((trial) => prepare(checked, '1', trial));
  return engine.train(checked, prepared, new AbortController().signal);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(Object.values(methods).map((method) => [method.optimizer, method] as const))(
  '%s leaves no tensor behind',
  async (_, method) => {
    const before = tf.memory().numTensors;
    await run(job('momentum-generalization', method, { steps: 3 }));
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('a device that is lost half way is NotMeasured, named, and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const read = vi
    .spyOn(tf.Tensor.prototype, 'data')
    .mockRejectedValue(new Error('A valid external Instance reference no longer exists'));
  read.mockResolvedValueOnce(new Float32Array(16)).mockResolvedValueOnce(new Float32Array(16));
  const running = run(job('momentum-generalization', methods.gd));
  await expect(running).rejects.toThrow(NotMeasured);
  await expect(running).rejects.toThrow(/backend cpu failed while training "momentum.*": A valid external Instance/);
  expect(tf.memory().numTensors).toBe(before);
});

test('divergence leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  await expect(run(job('momentum-generalization', { optimizer: 'gd', rate: 1e4 }))).rejects.toThrow(NotMeasured);
  expect(tf.memory().numTensors).toBe(before);
});

test('an abort is an abort, not a failure of the backend', async () => {
  const checked = checkJob(job('ntk-acceleration', methods.gd));
  const running = engine.train(checked, [prepare(checked, '1', 0)], AbortSignal.abort(new Error('Ctrl-C')));
  await expect(running).rejects.toThrow('Ctrl-C');
});

test('reads back only when something is due', async () => {
  const read = vi.spyOn(tf.Tensor.prototype, 'data');
  const probes: Job['probes'] = [{ name: 'loss', quantity: 'loss', schedule: { at: [0, 20] } }];
  await run(job('ntk-acceleration', methods.gd, { steps: 20, probes }));
  // At each of the two steps the outputs, to see a divergence, and the loss.
  expect(read).toHaveBeenCalledTimes(4);
});

test('two engines share the process: each trains on its own backend', async () => {
  const wasm = await referenceEngine('wasm', 'CPU, WebAssembly');
  expect(tf.getBackend()).toBe('wasm');
  const checked = checkJob(job('ntk-acceleration', methods.gd, { steps: 2 }));
  await run(job('ntk-acceleration', methods.gd, { steps: 2 }));
  expect(tf.getBackend()).toBe('cpu');
  await wasm.train(checked, [prepare(checked, '1', 0)], new AbortController().signal);
  expect(tf.getBackend()).toBe('wasm');
});
