import { createLogUpdate } from 'log-update';
import type { Step } from '../claim/evaluate.ts';
import type { Record } from '../claim/record.ts';
import { displayWidth, wrap } from '../report/text.ts';
import { short, timeText, why } from '../report/words.ts';
import type { Speech } from './output.ts';

/** Milliseconds between two looks at what runs: on a terminal, and where every look stays in a log. */
const beat = { live: 250, log: 30_000 };

/** Milliseconds from which on the cost of a job is told before it is paid. */
const long = 10 * 60_000;

/**
 * Says what runs and what has finished: one live line per running claim on a terminal, one line per finished claim and
 * now and then one per running claim elsewhere, in ASCII; with `quiet` only the claims that failed.
 */
export class Progress {
  readonly #running = new Map<string, { since: number; step?: Step; announced?: number }>();
  readonly #total: number;
  readonly #quiet: boolean;
  readonly #live: ReturnType<typeof createLogUpdate> | null;
  readonly #stream: NodeJS.WriteStream;
  readonly #timer: NodeJS.Timeout | undefined;
  #done = 0;

  constructor(total: number, { quiet = false }: Speech, stream: NodeJS.WriteStream = process.stderr) {
    this.#total = total;
    this.#quiet = quiet;
    this.#stream = stream;
    this.#live = stream.isTTY && !quiet ? createLogUpdate(stream) : null;
    if (quiet) return;
    this.#timer = setInterval(() => this.#beat(), this.#live ? beat.live : beat.log);
    this.#timer.unref();
  }

  started(name: string): void {
    this.#running.set(name, { since: Date.now() });
    if (this.#live) this.#beat();
  }

  /** What a claim is at; shown with the next beat. */
  at(name: string, step: Step): void {
    const running = this.#running.get(name);
    if (!running) return;
    running.step = step;
    const cost = step.job && costText(step.job, Date.now());
    if (!cost || running.announced === step.job?.startedAt) return;
    running.announced = step.job?.startedAt;
    this.remark(`${name}: ${cost}`);
  }

  finished(name: string, record: Record): void {
    const { gate, verdict, durationMs } = record;
    this.ended(name, `${gate.toUpperCase()} ${name}: ${verdict}  (${timeText(durationMs)})`);
    if (this.#quiet && gate === 'fail')
      this.#line(`FAIL ${name}: ${why({ ...record, expectation: record.expectation.verdict })}`);
  }

  /** One of the total is done. */
  ended(name: string, outcome: string): void {
    this.#running.delete(name);
    this.#done++;
    this.remark(`[${this.#done}/${this.#total}] ${outcome}`);
  }

  /** A line that stays, unless quiet. */
  remark(line: string): void {
    if (!this.#quiet) this.#line(line);
  }

  /** A line that stays. */
  problem(line: string): void {
    this.#line(line);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#live?.clear();
    this.#live?.done();
  }

  #line(line: string): void {
    this.#live?.clear();
    this.#stream.write(`${line}\n`);
    if (this.#live) this.#beat();
  }

  #beat(): void {
    if (this.#running.size === 0) return;
    const now = Date.now();
    const lines = [...this.#running].map(([name, { since, step }]) => {
      const line = `  ${name}  ${timeText(now - since)}`;
      return step ? `${line}  ${stepText(step, now)}` : line;
    });
    if (this.#live) this.#live(lines.map((line) => shorten(line, this.#stream.columns || 80)).join('\n'));
    else this.#stream.write(`${lines.join('\n')}\n`);
  }
}

/**
 * `trial 41/120, 3.2/s, 25 s left`, or what trains: `job "wide" 31 % of 64 x 1000 steps, 2e4 steps/s, 9 s left`. The time
 * left is that of the job, or else of the trials, at the rate so far.
 */
export function stepText({ control, trial, trials, startedAt, job }: Step, now: number): string {
  const where = control === null ? '' : `control "${control}", `;
  if (job) {
    const { trials: several, steps, fraction, trained } = job;
    const done = `job "${job.job}" ${Math.floor(100 * fraction)} % of ${several} x ${steps} steps`;
    const all = several * steps;
    return where + [done, ...pace(trained * all, (1 - fraction) * all, now - job.startedAt, ' steps/s')].join(', ');
  }
  return where + [`trial ${trial + 1}/${trials}`, ...pace(trial, trials - trial, now - startedAt, '/s')].join(', ');
}

/** The most that a long job costs from its start here, once some of it is timed; runs may stop early. */
export function costText({ trials, steps, ...at }: NonNullable<Step['job']>, now: number): string | null {
  const elapsed = now - at.startedAt;
  // What is trained here, of all: what the cache held costs nothing.
  const share = at.trained + 1 - at.fraction;
  const cost = (elapsed * share) / at.trained;
  if (elapsed < 1000 || at.trained <= 0 || cost < long) return null;
  const count = Math.round(share * trials * steps);
  return `up to about ${timeText(cost)}: ${count} steps of ${timeText(cost / count)}`;
}

/** Rate and time left, once there is enough to go by. */
function pace(done: number, left: number, elapsedMs: number, unit: string): string[] {
  if (done <= 0 || left <= 0 || elapsedMs < 1000) return [];
  return [`${short((1000 * done) / elapsedMs)}${unit}`, `${timeText((elapsedMs * left) / done)} left`];
}

/** The line, cut at a word where it is wider than the terminal. */
function shorten(line: string, width: number): string {
  if (displayWidth(line) < width) return line;
  return `${'  '}${wrap(line.trimStart(), width - 6)[0]}...`;
}
