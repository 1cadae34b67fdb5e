import { type Figure, fc, type Lab, random, type SearchOutcome, search, solve, symmetricEigenvalues } from 'lemmata';

export interface RecursionRegime {
  /** w_*: the printed A w_* = b, the minimiser A w_* = −b, or the minimiser and a random shift. */
  readonly reference: 'printed' | 'minimiser' | 'shifted';
  readonly steps: number;
  readonly runs: number;
}

interface Case {
  readonly dimension: number;
  readonly seed: number;
  /** η = fraction/λ_max(A) */
  readonly fraction: number;
  readonly beta: number;
}

export const recursionTolerance = 1e-10;

const cases: fc.Arbitrary<Case> = fc.record({
  dimension: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(1e6),
  fraction: fc.double({ min: 0.05, max: 1.9, noNaN: true }),
  beta: fc.double({ min: 0, max: 0.99, noNaN: true }),
});

type Rows = readonly (readonly number[])[];

const times = (rows: Rows, x: readonly number[]) =>
  rows.map((row) => row.reduce((sum, entry, k) => sum + entry * x[k], 0));

/** At each step, by how much (4) and both block rows of (5) miss the next iterate, over the largest iterate. */
function misses({ dimension, seed, fraction, beta }: Case, { reference, steps }: RecursionRegime): number[] {
  const stream = random(`quadratic|${seed}`);
  const vector = () => Array.from({ length: dimension }, () => stream.normal());
  const factor = Array.from({ length: dimension }, vector);
  const a = factor.map((row, i) => factor.map((other, j) => times([row], other)[0] / dimension + (i === j ? 0.1 : 0)));
  const [b, start, shift] = [vector(), vector(), vector()];
  const sign = reference === 'printed' ? 1 : -1;
  const solution = solve(a, b).map((w, k) => sign * w + (reference === 'shifted' ? shift[k] : 0));
  const eta = fraction / symmetricEigenvalues(a).at(-1)!;
  let [before, now] = [start, start];
  return Array.from({ length: steps }, () => {
    const gradient = times(a, now).map((entry, k) => entry + b[k]);
    const next = now.map((w, k) => w - eta * gradient[k] + beta * (w - before[k]));
    const [error, earlier] = [now, before].map((w) => w.map((entry, k) => entry - solution[k]));
    const advanced = times(a, error).map((entry, k) => (1 + beta) * error[k] - eta * entry - beta * earlier[k]);
    const size = Math.max(1, ...next.map(Math.abs));
    const miss = Math.max(...next.map((w, k) => Math.abs(w - solution[k] - advanced[k]))) / size;
    [before, now] = [now, next];
    return miss;
  });
}

/** Searches matrices, right sides, step sizes and momenta. */
export function recursionSearch(regime: RecursionRegime, trials: readonly number[], lab: Lab): SearchOutcome[] {
  return trials.map((trial) =>
    search({
      cases,
      excess: (candidate) => Math.max(...misses(candidate, regime)),
      tolerance: recursionTolerance,
      runs: regime.runs,
      seed: lab.seed('cases', trial),
    }),
  );
}

export function recursionFigure(regime: RecursionRegime): Figure {
  const shown: Case = { dimension: 4, seed: 1, fraction: 0.5, beta: 0.8 };
  return {
    title: 'By how much the recursion (4) misses the next iterate, d = 4',
    x: { label: 'step' },
    y: { label: 'over the largest iterate', log: true },
    series: (['printed', 'minimiser', 'shifted'] as const).map((reference) => ({
      name: reference === 'printed' ? 'A w_* = b' : reference === 'minimiser' ? 'A w_* = −b' : 'minimiser, shifted',
      points: misses(shown, { ...regime, reference }).map((miss, t) => [t + 1, Math.max(miss, 1e-17)] as const),
    })),
  };
}
