import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJob, type Engine, type Job } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { prepare } from '../../src/engines/prepare.ts';
import { engineNames, selectEngine } from '../../src/engines/select.ts';
import type { Trajectory } from '../../src/engines/trajectory.ts';
import { optimizers } from '../../src/optimizers/optimizers.ts';
import { job, jobs, larger, methods, papers } from './jobs.ts';
import { points } from './networks.ts';
import { settings } from './specs.ts';

/** Largest difference to plain in float64 that is rounding; relative where a value exceeds 1. */
const tolerances: Record<string, { tolerance: number; reason: string }> = {
  plain: {
    tolerance: 1e-5,
    reason: 'float32 storage, float64 arithmetic: 24 steps of 2⁻²⁴, amplified by the training',
  },
  wasm: { tolerance: 2e-5, reason: 'float32 arithmetic: every sum over columns and neurons rounds' },
  webgpu: { tolerance: 2e-5, reason: 'float32 arithmetic, sums in the order of the lanes' },
  reference: { tolerance: 5e-5, reason: 'float32 arithmetic too: every sum over patches and neurons rounds' },
  sign: {
    tolerance: 5e-2,
    reason: 'the sign of a slope within rounding of 0 is arbitrary: each costs its weight 2η = 0.006 a step',
  },
};

function toleranceOf({ name }: Engine, { optimizer }: Job): number {
  const family = optimizer.optimizer === 'sign-gd' ? 'sign' : name.split(':')[0];
  return (tolerances[family] ?? tolerances.reference).tolerance;
}

async function run(engine: Engine, raw: Job, precision: Job['precision'], trials = [0, 1, 2]): Promise<Trajectory[]> {
  const checked = checkJob({ ...raw, precision });
  const prepared = trials.map((trial) => prepare(checked, '1', trial));
  return await engine.train(checked, prepared, new AbortController().signal);
}

/** Largest difference of all series, after the steps that were recorded have proved the same. */
function furthest(actual: readonly Trajectory[], expected: readonly Trajectory[]): number {
  const shapeOf = (all: readonly Trajectory[]) =>
    all.map(({ trial, steps, stopped, series }) => {
      const rows = Object.entries(series).map(([name, { steps: at, width }]) => `${name}: ${width} at ${at.join(' ')}`);
      return { trial, steps, stopped, rows };
    });
  expect(shapeOf(actual)).toEqual(shapeOf(expected));
  let most = 0;
  expected.forEach(({ series }, k) => {
    for (const [name, { values }] of Object.entries(series)) {
      const found = actual[k].series[name].values;
      values.forEach((value, i) => {
        most = Math.max(most, Math.abs(found[i] - value) / Math.max(1, Math.abs(value)));
      });
    }
  });
  return most;
}

const oracles = new Map<string, Promise<Trajectory[]>>();
function oracle(name: string, raw: Job): Promise<Trajectory[]> {
  const known = oracles.get(name) ?? run(plain, raw, 'float64');
  oracles.set(name, known);
  return known;
}

/** Trials 0 and 1 stop before step 40, trial 2 does not. */
const stopping = job('adam-generalization', methods.adam, { steps: 40, stopBelowSlope: 0.4, name: 'stops' });
const undecayed = { ...stopping, network: { ...stopping.network, weightDecay: 0 } };

// Those that are not names for others; one that is not here is reported as skipped, with its reason.
const enrolled = await Promise.all(
  engineNames
    .filter((name) => name !== 'auto' && name !== 'reference')
    .map(async (name) => {
      try {
        return { name, engine: (await selectEngine(name)).engine };
      } catch (error) {
        return { name, absent: (error as Error).message };
      }
    }),
);

for (const { name, engine, absent } of enrolled) {
  if (!engine) {
    // CI names the engine that it has built, so that it cannot go untested.
    test.skipIf(process.env.LEMMATA_REQUIRE !== name)(`engine ${name}: ${absent}`, () => {
      throw new Error(absent);
    });
    continue;
  }
  describe(`engine ${name}`, () => {
    // Fused kernels go about larger jobs in other ways.
    const fused = ['wasm', 'webgpu'].includes(name);
    test.each(fused ? [...jobs, ...larger] : jobs)('%s: every probe agrees with plain float64', async (title, raw) => {
      const actual = await run(engine, raw, 'float32');
      expect(furthest(actual, await oracle(title, raw))).toBeLessThan(toleranceOf(engine, raw));
    });

    // A slope of rounding size has an arbitrary sign.
    const smooth = Object.entries(optimizers).filter(([kind]) => kind !== 'sign-gd');
    test.runIf(fused).each(smooth)('%s, random networks and data: agrees with plain', async (kind, of) => {
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(points, settings(of.schema), async ({ network, inputs, data, output, weights }, spec) => {
          const optimizer = { ...(spec as object), rate: 0.01, ...(kind === 'adam' && { epsilon: 0.1 }) };
          const raw = checkJob({
            name: 'random',
            network,
            data: { sampler: 'given', inputs: inputs as number[][][] },
            init: { scale: 1 },
            optimizer: optimizer as Job['optimizer'],
            steps: 20,
            precision: 'float32',
            probes: (['margins', 'weights', 'gradient', 'activations'] as const).map((quantity) => {
              return { name: quantity, quantity, schedule: { every: 10 } };
            }),
          });
          const trial = { trial: 0, train: data, test: null, weights, output, batchSeed: 'b' };
          const { signal } = new AbortController();
          let expected: Trajectory[];
          try {
            expected = await plain.train({ ...raw, precision: 'float64' }, [trial], signal);
          } catch {
            return;
          }
          compared++;
          expect(furthest(await engine.train(raw, [trial], signal), expected)).toBeLessThan(1e-4);
        }),
        { numRuns: 8, seed: 1 },
      );
      expect(compared).toBeGreaterThan(4);
    });

    test.each(Object.keys(papers))('%s: trials trained together = trials trained alone', async (paper) => {
      const raw = job(paper, methods.sgd, { steps: 12 });
      const together = await run(engine, raw, 'float32');
      const alone = [await run(engine, raw, 'float32', [0]), await run(engine, raw, 'float32', [1, 2])].flat();
      // A batched matrix product may sum in another order; loops may not.
      if (!name.startsWith('reference')) expect(together).toEqual(alone);
      else expect(furthest(together, alone)).toBeLessThan(1e-5);
    });

    test('each trial stops at its own step, and the others go on', async () => {
      const expected = await oracle('stops', undecayed);
      expect(expected.map(({ stopped }) => stopped)).toEqual([true, true, false]);
      expect(furthest(await run(engine, undecayed, 'float32'), expected)).toBeLessThan(toleranceOf(engine, stopping));
    });

    test.each(['gd', 'momentum', 'heavy-ball'] as const)(
      '%s goes on from W and the state of another run',
      async (method) => {
        const schedule = 'end';
        const probes: Job['probes'] = (['weights', 'state'] as const).map((name) => ({
          name,
          quantity: name,
          schedule,
        }));
        const whole = job('momentum-generalization', methods[method], { probes });
        const [{ series }] = await run(plain, { ...whole, steps: 10 }, 'float64', [0]);
        const [weights, state] = [series.weights, series.state].map(({ values }) => [...values]);
        const rest = { ...whole, steps: 14, init: { weights, ...(state.length > 0 && { state }) } };
        const [actual] = await run(engine, rest, 'float32', [0]);
        const [expected] = await run(plain, whole, 'float64', [0]);
        for (const name of ['weights', 'state']) {
          actual.series[name].values.forEach((value, k) => {
            expect(Math.abs(value - expected.series[name].values[k])).toBeLessThan(toleranceOf(engine, whole));
          });
        }
      },
    );

    test('divergence is named: trial, step and job', async () => {
      const diverging = job('momentum-generalization', { optimizer: 'gd', rate: 1e4 }, { name: 'diverges' });
      const message = /training diverged.* step \d+ of trial [012] of "diverges"/;
      await expect(run(engine, diverging, 'float32')).rejects.toThrow(message);
    });

    test('an abort is heard in the middle of a training', async () => {
      const endless = job('momentum-generalization', methods.sgd, {
        steps: 1e9,
        probes: [{ name: 'loss', quantity: 'loss', schedule: 'end' }],
      });
      const checked = checkJob(endless);
      const running = engine.train(checked, [prepare(checked, '1', 0)], AbortSignal.timeout(100));
      await expect(running).rejects.toThrow('aborted due to timeout');
    });
  });
}

describe('the table', () => {
  test('holds one job for every method on every network', () => {
    expect(Object.keys(methods).toSorted()).toEqual(Object.keys(optimizers).toSorted());
  });

  test('makes headway: each method lowers the loss, so that agreement says something', async () => {
    for (const [title, raw] of jobs) {
      for (const { series } of await oracle(title, raw)) {
        const losses = series['loss every'].values;
        expect(losses.at(-1)! / losses[0], title).toBeLessThan(0.95);
      }
    }
  });

  test('has teeth: twice the weight decay, or another method, is beyond every tolerance', async () => {
    const [[title, raw]] = jobs;
    const decayed = { ...raw, network: { ...raw.network, weightDecay: 2 * (raw.network.weightDecay ?? 0) } };
    const expected = await oracle(title, raw);
    expect(furthest(await run(plain, decayed, 'float64'), expected)).toBeGreaterThan(1e-3);
    const damped = { ...raw, optimizer: { ...methods.momentum, rate: 0.1, memory: 1e-3 } as Job['optimizer'] };
    const states = Object.entries((await run(plain, damped, 'float64'))[0].series).filter(([name]) =>
      /weights/.test(name),
    );
    for (const [name, { values }] of states) {
      const moved = values.map((value, k) => Math.abs(value - expected[0].series[name].values[k]));
      expect(Math.max(...moved)).toBeGreaterThan(1e-5);
    }
  });
});
