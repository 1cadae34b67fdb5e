import type { Address } from './module.ts';

/** Bytes that a 32-bit WebAssembly memory can address, less a page for the end. */
export const mostBytes = 2 ** 32 - 2 ** 16;
const page = 2 ** 16;

/** Places arrays one after the other in a WebAssembly memory, which grows as needed; nothing is given back. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #bytes: 4 | 8;
  #end: Address;

  /** From address `from` on. */
  constructor(memory: WebAssembly.Memory, from: Address, precision: 'float32' | 'float64') {
    this.#memory = memory;
    this.#end = Math.ceil(from / 64) * 64;
    this.#bytes = precision === 'float32' ? 4 : 8;
  }

  /** Zeroed bytes at a cache line. @throws RangeError beyond 4 GiB. */
  take(bytes: number): Address {
    const address = this.#end;
    this.#end = address + Math.ceil(bytes / 64) * 64;
    if (this.#end > mostBytes) throw new RangeError('out of WebAssembly memory');
    const had = this.#memory.buffer.byteLength;
    if (this.#end > had) this.#memory.grow(Math.ceil((this.#end - had) / page));
    // What grows is zero already.
    new Uint8Array(this.#memory.buffer).fill(0, address, Math.min(this.#end, had));
    return address;
  }

  /** Zeroed numbers of the run's precision. */
  takeFloats(length: number): Address {
    return this.take(this.#bytes * length);
  }

  words(values: ArrayLike<number>): Address {
    const address = this.take(4 * values.length);
    new Uint32Array(this.#memory.buffer, address, values.length).set(values);
    return address;
  }

  doubles(values: ArrayLike<number>): Address {
    const address = this.take(8 * values.length);
    this.viewDoubles(address, values.length).set(values);
    return address;
  }

  floats(values: ArrayLike<number>): Address {
    const address = this.takeFloats(values.length);
    this.viewFloats(address, values.length).set(values);
    return address;
  }

  /** Views die when the memory grows: use them at once. */
  viewFloats(address: Address, length: number): Float32Array | Float64Array {
    const { buffer } = this.#memory;
    return this.#bytes === 4 ? new Float32Array(buffer, address, length) : new Float64Array(buffer, address, length);
  }

  viewDoubles(address: Address, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  viewWords(address: Address, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }
}
