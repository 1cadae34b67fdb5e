import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Series, Trajectory } from './trajectory.ts';

const checksumBytes = 4;
const poll = 40;
/** Milliseconds between two signs of life of a lock's holder. */
const heartbeat = 10_000;
const gibibyte = 2 ** 30;
/**
 * Over what a lock says, which is shorter than any trajectory. Where a file is cut off first, ext4 sends what is written
 * then to the disk before it goes on, and with a file that is gone a second later most of it was for nothing.
 */
const overwrite = constants.O_WRONLY | constants.O_CREAT;
/** Bytes of the disk that are left to others. */
const reserve = 2 * gibibyte;

/**
 * Trajectories by content address, shared by every process that uses the folder. The oldest go when there are more than
 * `mostBytes`, or when the disk is nearly full; on a full disk nothing is kept.
 */
export class TrajectoryCache {
  readonly folder: string;
  readonly #mostBytes: number;
  /** Bytes to write until the folder is looked over: other processes write too. */
  #untilLook = 0;

  constructor(folder: string, mostBytes = 16 * gibibyte) {
    this.folder = folder;
    this.#mostBytes = mostBytes;
    mkdirSync(folder, { recursive: true });
  }

  /** The trajectory under a key, or null if it is absent, torn or from another code version. */
  read(key: string): Trajectory | null {
    try {
      const bytes = readFileSync(this.#path(key));
      const body = bytes.subarray(checksumBytes);
      return crc32(body) === bytes.readUInt32LE()
        ? repack(deserialize(body) as Packed<ReturnType<typeof narrow>>, wide)
        : null;
    } catch {
      return null;
    }
  }

  /**
   * Writes whole or not at all, into the lock, which then takes the key's name: of thousands a run, creating the files is
   * most of the time.
   */
  write(key: string, trajectory: Trajectory): void {
    const body = serialize(repack(trajectory, narrow));
    const checksum = Buffer.alloc(checksumBytes);
    checksum.writeUInt32LE(crc32(body));
    this.#untilLook -= body.length;
    if (this.#untilLook < 0) this.#makeRoom();
    const lock = this.#lock(key);
    try {
      this.put(lock, Buffer.concat([checksum, body]), overwrite);
      renameSync(lock, this.#path(key));
    } catch (error) {
      if (!isFull(error)) throw error;
      unlink(lock);
    }
  }

  protected put(path: string, content: string | Uint8Array, flags: string | number): void {
    const file = openSync(path, flags);
    try {
      writeFileSync(file, content);
    } finally {
      closeSync(file);
    }
  }

  #makeRoom(): void {
    this.#untilLook = Math.min(gibibyte, this.#mostBytes / 16);
    const found = entries(this.folder).toSorted((a, b) => b.mtimeMs - a.mtimeMs);
    let bytes = found.reduce((sum, { size }) => sum + size, 0);
    const { bavail, bsize } = statfsSync(this.folder);
    const most = Math.min(this.#mostBytes, bytes + bavail * bsize - reserve);
    if (bytes <= most) return;
    for (let oldest = found.pop(); oldest && bytes > 0.75 * most; oldest = found.pop()) {
      unlink(oldest.path);
      bytes -= oldest.size;
    }
  }

  remove(key: string): void {
    unlink(this.#path(key));
  }

  /** Takes the right to train a key; null while a living process holds it. Returns the release. */
  claim(key: string): (() => void) | null {
    const path = this.#lock(key);
    try {
      this.put(path, `${process.pid}`, 'wx');
      const beat = setInterval(() => touch(path), heartbeat).unref();
      return () => {
        clearInterval(beat);
        unlink(path);
      };
    } catch (error) {
      // Two processes may train the same numbers.
      if (isFull(error)) return () => unlink(path);
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (!heldByLiving(path)) unlink(path);
    return null;
  }

  /** Waits until another process has released a key. */
  async waitFor(key: string, signal: AbortSignal): Promise<void> {
    const path = this.#lock(key);
    while (heldByLiving(path)) await setTimeout(poll, undefined, { signal });
  }

  #path(key: string): string {
    return join(this.folder, `${key}.trajectory`);
  }

  #lock(key: string): string {
    return `${this.#path(key)}.lock`;
  }
}

function heldByLiving(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // A number that lives may be another process's by now, above all where containers share the folder.
    if (Date.now() - statSync(lock).mtimeMs > 12 * heartbeat) return false;
    // No number: opened, or written, this instant, unless its writer died.
    if (!pid) return Date.now() - statSync(lock).mtimeMs < 2000;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

type Packed<Values> = Omit<Trajectory, 'series'> & {
  readonly series: Readonly<Record<string, Omit<Series, 'values'> & { readonly values: Values }>>;
};

function repack<From, To>({ series, ...rest }: Packed<From>, how: (values: From) => To): Packed<To> {
  const entries = Object.entries(series).map(([name, one]) => [name, { ...one, values: how(one.values) }] as const);
  return { ...rest, series: Object.fromEntries(entries) };
}

/** float32 numbers, which most of the largest series are, take half of the bytes on the disk. */
function narrow(values: Float64Array): Float32Array | Float64Array {
  const half = new Float32Array(values);
  for (let k = 0; k < half.length; k++) if (half[k] !== values[k]) return values;
  return half;
}

function wide(values: Float32Array | Float64Array): Float64Array {
  return values instanceof Float64Array ? values : new Float64Array(values);
}

/** Bytes and entries in a cache folder. */
export function cacheSize(folder: string): { entries: number; bytes: number } {
  const found = entries(folder);
  return { entries: found.length, bytes: found.reduce((sum, { size }) => sum + size, 0) };
}

function entries(folder: string): { path: string; size: number; mtimeMs: number }[] {
  const paths = existing(folder)
    .filter((name) => name.endsWith('.trajectory'))
    .map((name) => join(folder, name));
  return paths.flatMap((path) => {
    // Another process may have removed it.
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? [{ path, size: found.size, mtimeMs: found.mtimeMs }] : [];
  });
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Removes every trajectory of a cache folder, and what killed processes left; locks of living ones stay. */
export function clearCache(folder: string): void {
  for (const name of existing(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.trajectory') || (name.endsWith('.lock') && !heldByLiving(path))) unlink(path);
  }
}

/** Unlike rmSync, without a look at what it is first. */
function unlink(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Taken from us while the process was stopped; the other process trains the same numbers.
  }
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Digest of every source file that determines a trajectory; part of each key, so that a change of code retrains. */
export const codeVersion: string = (() => {
  const hash = createHash('sha256');
  const source = fileURLToPath(new URL('..', import.meta.url));
  for (const room of ['numerics', 'random', 'data', 'networks', 'optimizers', 'engines']) {
    const folder = join(source, room);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) !== '');
    for (const name of names.sort()) hash.update(`${room}/${name}`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
})();
