import { createLogUpdate } from 'log-update';
import type { Record } from '../claim/record.ts';

/** Says what runs and what has finished: live lines on a terminal, one line per finished claim elsewhere. */
export class Progress {
  readonly #running = new Map<string, { since: number; at: string }>();
  readonly #total: number;
  readonly #live: ReturnType<typeof createLogUpdate> | null;
  readonly #stream: NodeJS.WriteStream;
  readonly #timer: NodeJS.Timeout;
  #done = 0;

  constructor(total: number, stream: NodeJS.WriteStream = process.stderr) {
    this.#total = total;
    this.#stream = stream;
    this.#live = stream.isTTY ? createLogUpdate(stream) : null;
    this.#timer = setInterval(() => this.#beat(), stream.isTTY ? 250 : 20_000);
    this.#timer.unref();
  }

  started(name: string): void {
    this.#running.set(name, { since: Date.now(), at: '' });
    if (this.#live) this.#beat();
  }

  /** What a claim is at; shown with the next beat. */
  at(name: string, text: string): void {
    const running = this.#running.get(name);
    if (running) running.at = text;
  }

  finished(name: string, record: Record): void {
    this.#running.delete(name);
    this.#done++;
    const seconds = (record.durationMs / 1000).toFixed(1);
    this.note(`[${this.#done}/${this.#total}] ${record.gate.toUpperCase()} ${name}: ${record.verdict}  (${seconds} s)`);
  }

  /** A line that stays. */
  note(line: string): void {
    this.#live?.clear();
    this.#stream.write(`${line}\n`);
    if (this.#live) this.#beat();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#live?.clear();
  }

  #beat(): void {
    if (this.#running.size === 0) return;
    const lines = [...this.#running].map(([name, { since, at }]) => {
      const seconds = Math.round((Date.now() - since) / 1000);
      return `${name} ${seconds} s${at && `, ${at}`}`;
    });
    if (this.#live) this.#live(lines.map((line) => `  running ${line}`).join('\n'));
    else this.#stream.write(`  still running: ${lines.join(', ')}\n`);
  }
}
