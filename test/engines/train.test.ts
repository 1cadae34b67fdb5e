import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '../../src/engines/job.ts';
import { train } from '../../src/engines/train.ts';
import { BadInput, NotMeasured } from '../../src/errors.ts';
import { folder } from '../folder.ts';
import { counting, endlessJob, toyJob, training } from './toys.ts';

let cache: string;
beforeEach(() => {
  cache = folder();
});

const files = (ending: string) => readdirSync(cache).filter((name) => name.endsWith(ending));

describe('a trial is trained once', () => {
  test('by two calls, one after the other', async () => {
    const engine = counting();
    const first = await train(toyJob, [0, 1, 2], training(cache, { engine }));
    const second = await train(toyJob, [3, 1, 0], training(cache, { engine }));
    expect(engine.trained).toEqual([0, 1, 2, 3]);
    expect(second.map(({ trial }) => trial)).toEqual([3, 1, 0]);
    expect(second[1]).toEqual(first[1]);
  });

  test('by two calls at once, and when it is asked for twice', async () => {
    const engine = counting();
    const [a, b] = await Promise.all([
      train(toyJob, [0, 1, 1], training(cache, { engine })),
      train(toyJob, [1, 2], training(cache, { engine })),
    ]);
    expect(engine.trained.toSorted()).toEqual([0, 1, 2]);
    expect(a[2]).toEqual(b[0]);
    expect(files('.lock')).toEqual([]);
  });

  test('by two processes at once', async () => {
    const script = fileURLToPath(new URL('other-process.ts', import.meta.url));
    const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', script, cache]);
    const outputs = await Promise.all([start(), start()]);
    const results = outputs.map(({ stdout }) => JSON.parse(stdout) as { trained: number[]; steps: number[] });
    expect(results.flatMap(({ trained }) => trained).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    for (const { steps } of results) expect(steps).toEqual(new Array(6).fill(20_000));
    expect(files('.lock')).toEqual([]);
  });

  test('but again for whatever else its numbers depend on', async () => {
    const engine = counting();
    const settings = training(cache, { engine });
    await train(toyJob, [0], settings);
    await train({ ...toyJob, steps: 11 }, [0], settings);
    await train({ ...toyJob, precision: 'float32' }, [0], settings);
    await train(toyJob, [0], { ...settings, rootSeed: '2' });
    await train(toyJob, [0], { ...settings, engine: { ...engine, name: 'other' } });
    expect(engine.trained).toEqual([0, 0, 0, 0, 0]);
    // A default written out is the same job.
    await train({ ...toyJob, network: { ...toyJob.network, weightDecay: 0 } }, [0], settings);
    expect(engine.trained).toHaveLength(5);
  });
});

describe('an entry that is not whole is trained again', () => {
  const damages: [string, (path: string) => void][] = [
    ['cut short', (path) => truncateSync(path, 100)],
    ['empty', (path) => truncateSync(path, 0)],
    [
      'with a flipped byte',
      (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 9] ^= 1;
        writeFileSync(path, bytes);
      },
    ],
  ];
  test.each(damages)('%s', async (_, damage) => {
    const engine = counting();
    const settings = training(cache, { engine });
    const whole = await train(toyJob, [0], settings);
    for (const name of files('.trajectory')) damage(join(cache, name));
    expect(await train(toyJob, [0], settings)).toEqual(whole);
    expect(engine.trained).toEqual([0, 0]);
    await train(toyJob, [0], settings);
    expect(engine.trained).toEqual([0, 0]);
  });
});

describe('locks', () => {
  test('of a process that died are taken over', async () => {
    const engine = counting();
    const settings = training(cache, { engine });
    await train(toyJob, [0], settings);
    const [name] = files('.trajectory');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    truncateSync(join(cache, name), 0);
    writeFileSync(join(cache, `${name}.lock`), `${dead}`);
    await train(toyJob, [0], settings);
    expect(engine.trained).toEqual([0, 0]);
    expect(files('.lock')).toEqual([]);
  });

  test('whose holder gives no sign of life are taken over, though its number lives in another process', async () => {
    const engine = counting();
    const settings = training(cache, { engine });
    await train(toyJob, [0], settings);
    const [name] = files('.trajectory');
    truncateSync(join(cache, name), 0);
    const lock = join(cache, `${name}.lock`);
    writeFileSync(lock, `${process.pid}`);
    const old = new Date(Date.now() - 10 * 60_000);
    utimesSync(lock, old, old);
    await train(toyJob, [0], settings);
    expect(engine.trained).toEqual([0, 0]);
  });

  test('are released by an abort, which is heard at once', async () => {
    const controller = new AbortController();
    const running = train(endlessJob, [0, 1], training(cache, { signal: controller.signal }));
    await vi.waitFor(() => expect(files('.lock')).toHaveLength(2));
    const asked = performance.now();
    controller.abort();
    await expect(running).rejects.toThrow('aborted');
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(files('.lock')).toEqual([]);
  });

  test('of a living process are waited for until an abort', async () => {
    await train(toyJob, [0], training(cache));
    const [name] = files('.trajectory');
    truncateSync(join(cache, name), 0);
    writeFileSync(join(cache, `${name}.lock`), `${process.ppid}`);
    const waiting = train(toyJob, [0], training(cache, { signal: AbortSignal.timeout(100) }));
    await expect(waiting).rejects.toThrow('aborted');
    expect(files('.lock')).toHaveLength(1);
  });
});

describe('what cannot be measured', () => {
  test('divergence names trial, step and job, and leaves no lock', async () => {
    const job: Job = { ...toyJob, name: 'too fast', optimizer: { optimizer: 'gd', rate: 1e200 } };
    const running = train(job, [7], training(cache));
    await expect(running).rejects.toThrow(NotMeasured);
    await expect(running).rejects.toThrow(/diverged: f\(X_\d\) = \S+ at step \d+ of trial 7 of "too fast"/);
    expect(files('.lock')).toEqual([]);
  });

  test('a precision that the engine has not got', async () => {
    const engine = { ...counting(), name: 'half', precisions: ['float32'] as const };
    await expect(train(toyJob, [0], training(cache, { engine }))).rejects.toThrow(
      'engine half has no float64, which "toy" needs',
    );
  });
});

describe('a job that cannot be meant is bad input, which names the field', () => {
  const probe = { name: 'p', quantity: 'loss', schedule: 'end' } as const;
  const cases: [string, object][] = [
    ['steps', { steps: 0 }],
    ['steps', { steps: 2.5 }],
    ['probes.0.direction', { probes: [{ ...probe, quantity: 'projection', direction: 'signal' }] }],
    ['probes.0.direction', { probes: [{ ...probe, quantity: 'projection' }] }],
    ['probes.1.on', { probes: [probe, { ...probe, on: 'test' }] }],
    ['probes.0.quantity', { probes: [{ ...probe, quantity: 'sharpness' }] }],
    ['probes', { probes: [] }],
    ['optimizer.rate', { optimizer: { optimizer: 'gd', rate: Number.NaN } }],
    ['optimizer.optimizer', { optimizer: { optimizer: 'lion', rate: 1 } }],
    ['network.activation.degree', { network: { ...toyJob.network, activation: { kind: 'power', degree: 0 } } }],
    ['init.redrawUntilPositive', { init: { scale: 1, redrawUntilPositive: 'signal' } }],
    ['init', { init: { scale: 0, redrawUntilPositive: 'feature' } }],
    ['precision', { precision: 'float16' }],
  ];
  test.each(cases)('%s in %j', async (field, changes) => {
    const running = train({ ...toyJob, ...changes } as Job, [0], training(cache));
    await expect(running).rejects.toThrow(BadInput);
    await expect(running).rejects.toThrow(`job "toy", ${field}`);
    expect(files('.lock')).toEqual([]);
  });
});

describe('seeds go by name', () => {
  const numbers = (job: Job, trials: number[]) => train(job, trials, training(folder()));
  const everything: Job['probes'] = [{ name: 'weights', quantity: 'weights', schedule: { every: 1 } }];
  const job: Job = { ...toyJob, optimizer: { optimizer: 'sgd', rate: 0.1, batch: 2 }, probes: everything };

  test('a trial alone is the trial in company, so that adding trials moves no numbers', async () => {
    const together = await numbers(job, [0, 1, 2, 3]);
    expect(await numbers(job, [2])).toEqual([together[2]]);
    expect(await numbers(job, [3, 0])).toEqual([together[3], together[0]]);
  });

  test('jobs of one name are paired: same data and start under another method, more steps or other probes', async () => {
    const [short] = await numbers(job, [0]);
    const [long] = await numbers({ ...job, steps: 20, probes: [...everything, ...toyJob.probes] }, [0]);
    const values = short.series.weights.values;
    expect(long.series.weights.values.slice(0, values.length)).toEqual(values);
    const [other] = await numbers({ ...job, optimizer: { optimizer: 'gd', rate: 0.5 } }, [0]);
    const width = short.series.weights.width;
    expect(other.series.weights.values.slice(0, width)).toEqual(values.slice(0, width));
  });

  test('another name or root seed is another draw', async () => {
    const [mine] = await numbers(job, [0]);
    expect((await numbers({ ...job, name: 'toys' }, [0]))[0].series).not.toEqual(mine.series);
  });
});
