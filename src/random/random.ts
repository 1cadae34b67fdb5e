import seedrandom from 'seedrandom';
import { BadInput } from '../errors.ts';

/** A stream of random numbers. Two streams with one seed are equal; streams of different names are independent. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal (Box & Muller 1958). */
  normal(): number;
  /** Rademacher, ±1 with probability 1/2 each. */
  sign(): 1 | -1;
  /** Uniform on {0, …, below − 1}. */
  integer(below: number): number;
  /** `size` distinct numbers, uniform among the subsets of {0, …, below − 1}, ascending. */
  subset(below: number, size: number): number[];
}

/** The seed of a name under a root, e.g. `deriveSeed('7', 'adam/table-1', 'data', 3)`. Names never collide. */
export function deriveSeed(root: string, ...names: readonly (string | number)[]): string {
  return [root, ...names.map((name) => encodeURIComponent(name))].join('|');
}

/** A stream over seedrandom's `alea` generator. */
export function random(seed: string): Random {
  const next = seedrandom.alea(seed);
  let spare: number | null = null;
  const uniform = () => next.double();
  const integer = (below: number) => Math.floor(uniform() * below);
  return {
    uniform,
    integer,
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    sign: () => (uniform() < 0.5 ? -1 : 1),
    subset(below, size) {
      if (!(Number.isInteger(size) && size >= 0 && size <= below)) {
        throw new BadInput({
          field: 'subset size',
          rule: `must be an integer between 0 and ${below}`,
          value: size,
          remedy: 'Ask for fewer elements.',
        });
      }
      // Floyd's algorithm: `size` draws whatever `below` is.
      const chosen = new Set<number>();
      const flags = below < 32 * size ? new Uint8Array(below) : null;
      for (let top = below - size; top < below; top++) {
        const candidate = integer(top + 1);
        if (flags) flags[flags[candidate] ? top : candidate] = 1;
        else chosen.add(chosen.has(candidate) ? top : candidate);
      }
      if (!flags) return [...chosen].sort((a, b) => a - b);
      // Several times as fast as a set and a sort where many are chosen.
      const subset: number[] = [];
      for (let k = 0; k < below; k++) if (flags[k]) subset.push(k);
      return subset;
    },
  };
}
