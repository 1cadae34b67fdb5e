import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Step } from '../../src/claim/evaluate.ts';
import { costText, Progress, stepText } from '../../src/cli/progress.ts';
import { record } from '../report/builders.ts';

const step: Step = { control: null, trial: 40, trials: 120, startedAt: 0 };
const job = { job: 'p/wide', trials: 64, steps: 1000, fraction: 0.25, trained: 0.25, startedAt: 10_000 };

describe('what a claim is at', () => {
  test('trials only, where nothing trains: 40 trials in 8 s are 5/s, 80 more take 16 s', () => {
    expect(stepText(step, 8000)).toBe('trial 41/120, 5/s, 16.0 s left');
  });

  test('a job: a quarter of 64 000 steps in 4 s are 4000 steps/s, the rest takes 12 s', () => {
    expect(stepText({ ...step, job }, 14_000)).toBe('job "p/wide" 25 % of 64 x 1000 steps, 4000 steps/s, 12.0 s left');
  });

  test('the cost of a long job: a hundredth of 24 x 225 steps in 2 minutes is 200 minutes, 2.2 s a step', () => {
    const at = (fraction: number, now = 121_000) =>
      costText({ job: 'p/cifar', trials: 24, steps: 225, fraction, trained: fraction, startedAt: 1000 }, now);
    expect(at(0.01)).toBe('up to about 3h 20m: 5400 steps of 2.2 s');
    expect(at(0.25), 'eight minutes go without saying').toBeNull();
    expect(at(0)).toBeNull();
    expect(at(1e-9, 1500), 'too soon to tell').toBeNull();
  });

  test('after a resume: what the cache held costs nothing. Of 5400 steps half were there, 54 took 2 minutes', () => {
    const resumed = { job: 'p/cifar', trials: 24, steps: 225, fraction: 0.51, trained: 0.01, startedAt: 1000 };
    expect(costText(resumed, 121_000)).toBe('up to about 1h 40m: 2700 steps of 2.2 s');
    // 54 steps in 120 s, 2646 to go.
    expect(stepText({ ...step, job: resumed }, 121_000)).toBe(
      'job "p/cifar" 51 % of 24 x 225 steps, 0.45 steps/s, 1h 38m left',
    );
  });

  test('in a control, and before there is anything to go by', () => {
    expect(stepText({ ...step, control: 'huge step', trial: 0 }, 5000)).toBe('control "huge step", trial 1/120');
    expect(stepText({ ...step, job: { ...job, fraction: 0, trained: 0 } }, 99_000)).toBe(
      'job "p/wide" 0 % of 64 x 1000 steps',
    );
    expect(stepText(step, 500)).toBe('trial 41/120');
  });
});

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  function stream(isTTY: boolean, columns = 60) {
    let text = '';
    const write = (chunk: string) => {
      text += chunk;
      return true;
    };
    return { stream: { isTTY, columns, rows: 24, write } as unknown as NodeJS.WriteStream, text: () => text };
  }
  const passed = record({ id: 'a', paper: 'p', durationMs: 1500 });
  const failed = record({ id: 'b', paper: 'p', verdict: 'refuted', gate: 'fail', gateReason: 'refuted, but …' });

  test('a long job tells its cost once', () => {
    const { stream: log, text } = stream(false);
    const progress = new Progress(1, {}, log);
    progress.started('p/a');
    for (const fraction of [0.001, 0.002]) {
      vi.advanceTimersByTime(2000);
      progress.at('p/a', { ...step, job: { ...job, fraction, trained: fraction, startedAt: 0 } });
    }
    progress.stop();
    expect(text().match(/about/g)).toHaveLength(1);
    expect(text()).toContain('p/a: up to about 33m 20s: 64000 steps of 31 ms');
  });

  test('in a log: a line per finished claim, and now and then one per running claim', () => {
    const { stream: log, text } = stream(false);
    const progress = new Progress(2, {}, log);
    progress.started('p/a');
    progress.started('p/b');
    progress.at('p/b', step);
    vi.advanceTimersByTime(29_000);
    progress.finished('p/a', passed);
    vi.advanceTimersByTime(2000);
    progress.finished('p/b', failed);
    progress.stop();
    vi.advanceTimersByTime(90_000);
    expect(text()).toBe(
      [
        '[1/2] PASS p/a: supported  (1.5 s)',
        '  p/b  30.0 s  trial 41/120, 1.33/s, 1m 00s left',
        '[2/2] FAIL p/b: refuted  (2.3 s)',
        '',
      ].join('\n'),
    );
  });

  test('on a terminal: one line per running claim, rewritten in place, never wider than the terminal', () => {
    const { stream: tty, text } = stream(true, 50);
    const progress = new Progress(2, {}, tty);
    progress.started(`p/${'a-long-name-'.repeat(8)}`);
    progress.started('p/b');
    progress.at('p/b', { ...step, control: 'a control of a long name', job });
    vi.advanceTimersByTime(15_000);
    const drawn = text();
    for (const line of stripVTControlCharacters(drawn).split('\n')) expect(line.length).toBeLessThanOrEqual(50);
    expect(drawn).toContain('...');
    // The cursor goes back up over the lines of before.
    expect(drawn).toContain('\u001b[1A');
    progress.finished('p/b', passed);
    expect(text().slice(drawn.length)).toContain('[1/2] PASS p/b: supported');
    progress.stop();
    const end = text();
    vi.advanceTimersByTime(5000);
    expect(text()).toBe(end);
  });

  test('quiet: only what failed, with the reason, and problems', () => {
    const { stream: tty, text } = stream(true);
    const progress = new Progress(2, { quiet: true }, tty);
    progress.remark('2 claims');
    progress.started('p/a');
    vi.advanceTimersByTime(90_000);
    progress.finished('p/a', passed);
    progress.finished('p/b', failed);
    progress.problem('redone: torn');
    progress.stop();
    expect(text()).toBe('FAIL p/b: refuted, but …\nredone: torn\n');
  });
});
