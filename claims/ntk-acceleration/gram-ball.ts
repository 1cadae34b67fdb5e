import { norm, type Random, symmetricEigenvalues } from 'lemmata';
import { limitingGram } from './experiments.ts';
import { gramOf, patternsOf, type Start } from './net-run.ts';

/** The limiting H of a start's inputs with its extreme eigenvalues, and H(W_0). */
export function gramsAt(start: Start) {
  const limit = limitingGram(start.examples.inputs);
  const eigenvalues = symmetricEigenvalues(limit);
  const initial = gramOf(start.inner, patternsOf(start.active, limit.length));
  return { limit, lambda: eigenvalues[0], lambdaMax: eigenvalues[limit.length - 1], initial };
}

/** λ of the limiting H of these inputs. */
export const leastEigenvalue = (inputs: Start['examples']['inputs']) => symmetricEigenvalues(limitingGram(inputs))[0];

/** m = λ⁻² n² ln(n/δ), what Lemmas 3 and 6 ask for. */
export const prescribedWidth = (lambda: number, samples: number, delta: number) =>
  Math.ceil((samples ** 2 * Math.log(samples / delta)) / lambda ** 2);

/** ‖A − B‖_F */
export function distanceOf(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return norm(a.flatMap((row, i) => row.map((entry, j) => entry - b[i][j])));
}

/**
 * No W with ‖w^(r) − w_0^(r)‖ ≤ radius has ‖H(W) − H(W_0)‖_F above this: only neurons with the gate of x_i or x_j in
 * reach can change their part of H_ij.
 */
export function certificate({ inner, active }: Start, radius: number): number {
  const n = inner.length;
  const reach = inner.map((row, i) => radius * Math.sqrt(row[i]));
  const counts = inner.map((row) => row.map(() => 0));
  for (let base = 0; base < active.length; base += n) {
    let near = 0;
    for (let i = 0; i < n; i++) if (Math.abs(active[base + i]) <= reach[i]) near |= 1 << i;
    if (near === 0) continue;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if ((near >> i) & 1 || (near >> j) & 1) counts[i][j]++;
  }
  return norm(counts.flatMap((row, i) => row.map((count, j) => (Math.abs(inner[i][j]) * count * n) / active.length)));
}

/**
 * H at weights pushed by the full radius: all along ±x_i, all along ±Σx_i, each neuron towards flipping the gates that
 * are in its reach, and each in a random direction.
 */
export function pushedGrams(start: Start, radius: number, stream: Random): number[][][] {
  const { inner, active } = start;
  const n = inner.length;
  const axes = inner.map((_, i) => inner.map((_, j) => (i === j ? 1 : 0)));
  const common = [...axes, inner.map(() => 1)].flatMap((direction) => [direction, direction.map((c) => -c)]);
  const reach = inner.map((row, i) => radius * Math.sqrt(row[i]));
  const flipping = (base: number) =>
    inner.map((_, i) => (Math.abs(active[base + i]) <= reach[i] ? -Math.sign(active[base + i]) : 0));
  return [
    ...common.map((direction) => pushed(start, radius, () => direction)),
    pushed(start, radius, flipping),
    pushed(start, radius, () => Array.from({ length: n }, () => stream.normal())),
  ];
}

/** H(W), w^(r) being w_0^(r) plus radius times the unit vector along Σ_i c_i x_i, c = direction(r n). */
function pushed({ inner, active }: Start, radius: number, direction: (base: number) => readonly number[]): number[][] {
  const n = inner.length;
  const moved = active.slice();
  let [known, shift]: [readonly number[] | null, number[]] = [null, []];
  for (let base = 0; base < active.length; base += n) {
    const c = direction(base);
    if (c !== known) {
      const along = inner.map((row) => row.reduce((sum, entry, j) => sum + entry * c[j], 0));
      const length = Math.sqrt(along.reduce((sum, entry, i) => sum + entry * c[i], 0));
      shift = along.map((entry) => (length > 0 ? (radius * entry) / length : 0));
      known = c;
    }
    for (let i = 0; i < n; i++) moved[base + i] += shift[i];
  }
  return gramOf(inner, patternsOf(moved, n));
}
