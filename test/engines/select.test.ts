import { describe, expect, test, vi } from 'vitest';
import { backendNames, backends } from '../../src/engines/backends.ts';
import { checkJob, type Job } from '../../src/engines/job.ts';
import { drawData } from '../../src/engines/prepare.ts';
import { engineNames, selectEngine, survey } from '../../src/engines/select.ts';
import { BadInput } from '../../src/errors.ts';
import { job, methods } from '../contract/jobs.ts';

describe('selectEngine', () => {
  test('auto is wasm, says why, and looks for nothing', async () => {
    const probes = backendNames.map((name) => vi.spyOn(backends[name], 'probe'));
    const { engine, reason } = await selectEngine('auto');
    expect([engine.name, ...engine.precisions]).toEqual(['wasm', 'float32', 'float64']);
    expect(reason).toContain('small jobs run there');
    for (const probe of probes) expect(probe).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test('auto looks for a GPU once, when a large job in float32 comes, and keeps wasm without one', async () => {
    const probe = vi.spyOn(backends.webgpu, 'probe').mockResolvedValue({ available: true, device: 'soft', gpu: false });
    const { engine } = await selectEngine('auto');
    const data = () =>
      drawData({ name: 'x', data: { sampler: 'unit-sphere', samples: 9, dimension: 6 } }, '1', 0).train;
    const pick = async (precision: Job['precision'], steps: number) => {
      const { name } = await engine.pick!(
        checkJob({ ...job('ntk-acceleration', methods.gd), precision, steps }),
        3,
        data,
      );
      return [name, probe.mock.calls.length];
    };
    expect(await pick('float32', 100)).toEqual(['wasm', 0]);
    expect(await pick('float64', 1e9)).toEqual(['wasm', 0]);
    expect(await pick('float32', 1e9)).toEqual(['wasm', 1]);
    expect(await pick('float32', 1e9)).toEqual(['wasm', 1]);
    vi.restoreAllMocks();
  });

  test('reference takes the best backend here and names every better one that it skipped', async () => {
    const { engine, reason } = await selectEngine('reference');
    expect(engine.precisions).toEqual(['float32']);
    const taken = engine.name.slice('reference:'.length);
    for (const better of backendNames.slice(0, backendNames.indexOf(taken as (typeof backendNames)[number]))) {
      expect(reason).toContain(`${better}: `);
    }
  });

  const here = (device: string, gpu: boolean) => ({ available: true, device, gpu }) as const;
  const gone = { available: false, reason: 'not installed' } as const;
  test.each([
    ['a GPU before a CPU', here('CPU', false), here('A100', true), 'webgpu', 'tensorflow: no GPU (CPU)'],
    ['TensorFlow on a CPU before WebAssembly', here('CPU', false), here('soft', false), 'tensorflow', null],
    ['WebAssembly before a GPU in software', gone, here('soft', false), 'wasm', 'webgpu: no GPU (soft)'],
  ])('reference takes %s', async (_, tensorflow, webgpu, taken, skipped) => {
    vi.spyOn(backends.tensorflow, 'probe').mockResolvedValue(tensorflow);
    vi.spyOn(backends.webgpu, 'probe').mockResolvedValue(webgpu);
    // No backend starts, whatever is really here.
    for (const name of backendNames) vi.spyOn(backends[name], 'start').mockResolvedValue();
    const { engine, reason } = await selectEngine('reference');
    vi.restoreAllMocks();
    expect(engine.name).toBe(`reference:${taken}`);
    if (skipped) expect(reason).toContain(skipped);
    else expect(reason).not.toContain('skipped');
  });

  test.each(['gpu', '', 'reference:cuda', 'Plain'])(
    'an unknown engine, %j, is bad input that lists the names',
    async (name) => {
      const selecting = selectEngine(name);
      await expect(selecting).rejects.toThrow(BadInput);
      await expect(selecting).rejects.toThrow(`engine: must be one of ${engineNames.join(', ')}; got "${name}"`);
    },
  );

  test('a backend that is asked for and not here is bad input with the reason', async () => {
    for (const name of backendNames) {
      const found = await backends[name].probe();
      if (found.available) continue;
      await expect(selectEngine(`reference:${name}`)).rejects.toThrow(BadInput);
      await expect(selectEngine(`reference:${name}`)).rejects.toThrow(
        `engine: must be here, but ${name}: ${found.reason}`,
      );
    }
  });
});

test('the survey names every engine, with its device or the reason why it is not here', async () => {
  const rows = await survey();
  expect(rows.map(({ name }) => name)).toEqual(engineNames.filter((name) => name !== 'auto' && name !== 'reference'));
  for (const { available, device, reason } of rows)
    expect([device !== '', reason !== '']).toEqual([available, !available]);
});

test('a native add-on that crashes takes its probe down, not this process', async () => {
  vi.stubEnv('NODE_OPTIONS', '--import "data:text/javascript,process.kill(process.pid,\'SIGSEGV\')"');
  const found = await backends.webgpu.probe();
  vi.unstubAllEnvs();
  expect(found).toEqual({ available: false, reason: expect.stringMatching(/died \(SIGSEGV\)|is not installed/) });
});
