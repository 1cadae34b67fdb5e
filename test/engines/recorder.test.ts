import { expect, test } from 'vitest';
import { checkJob, type Job, quantities } from '../../src/engines/job.ts';
import { plain } from '../../src/engines/plain.ts';
import { prepare } from '../../src/engines/prepare.ts';
import { Recorder, recordedBytes } from '../../src/engines/recorder.ts';
import { toyJob } from './toys.ts';

function record(schedule: Job['probes'][number]['schedule'], lastStep: number) {
  const job = checkJob({ ...toyJob, probes: [{ name: 'p', quantity: 'loss', schedule }] });
  const recorder = new Recorder(job.probes);
  for (let t = 0; t <= lastStep; t++) {
    const due = recorder.due(t, t === lastStep);
    let read = false;
    recorder.record(t, t === lastStep, () => {
      read = true;
      return Float64Array.of(t, -t);
    });
    expect(read).toBe(due);
  }
  const { series, steps, stopped, trial } = recorder.finish(3, lastStep, true);
  expect({ steps, stopped, trial }).toEqual({ steps: lastStep, stopped: true, trial: 3 });
  expect([...series.p.values]).toEqual([...series.p.steps].flatMap((t) => [t, -t]));
  return [...series.p.steps];
}

test.each([
  ['every step', { every: 1 }, 3, [0, 1, 2, 3]],
  ['every third step, step 0 and the last included', { every: 3 }, 7, [0, 3, 6, 7]],
  ['a last step that is due anyway is recorded once', { every: 3 }, 6, [0, 3, 6]],
  ['given steps, those that are reached', { at: [5, 0, 2, 90] }, 6, [0, 2, 5]],
  ['the end', 'end' as const, 6, [6]],
])('%s', (_, schedule, lastStep, expected) => {
  expect(record(schedule, lastStep)).toEqual(expected);
});

test('a probe that was never due has an empty series', () => {
  const job = checkJob({ ...toyJob, probes: [{ name: 'p', quantity: 'loss', schedule: { at: [9] } }] });
  expect(new Recorder(job.probes).finish(0, 3, false).series.p).toEqual({
    steps: new Float64Array(),
    values: new Float64Array(),
    width: 0,
  });
});

test('recordedBytes is what a run records of every quantity', async () => {
  const schedules = [{ every: 3 }, { at: [1, 4] }, 'end'] as const;
  const probes = quantities.flatMap((quantity) =>
    schedules.map((schedule, k) => ({ name: `${quantity}-${k}`, quantity, schedule, direction: 'feature' })),
  );
  const optimizer = { optimizer: 'momentum', rate: 0.1, memory: 0.5 } as const;
  const job = checkJob({ ...toyJob, optimizer, probes });
  const prepared = prepare(job, '1', 0);
  const [{ series }] = await plain.train(job, [prepared], new AbortController().signal);
  const bytes = Object.values(series).map(({ steps, values }) => steps.byteLength + values.byteLength);
  expect(recordedBytes(job, prepared.train)).toBe(bytes.reduce((sum, size) => sum + size, 0));
});
