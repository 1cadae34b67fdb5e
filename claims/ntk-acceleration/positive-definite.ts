import { dot, type Figure, fc, type Lab, random, type SearchOutcome, search, symmetricEigenvalues } from 'lemmata';
import { limitingGram } from './experiments.ts';
import { drawInputs } from './small-net.ts';

export interface PositiveRegime {
  /**
   * What is done with random inputs: nothing; one more input at a small angle to the first; one more at half of the
   * first; or the opposite of each input is added, which no longer counts as parallel.
   */
  readonly inputs: 'random' | 'near-pair' | 'half-of-first' | 'with-opposites';
  readonly runs: number;
}

interface Case {
  readonly samples: number;
  readonly dimension: number;
  readonly seed: number;
  /** log₁₀ of the angle of the near pair */
  readonly angle: number;
}

/** λ above this counts as positive; rounding moves eigenvalues by 10⁻¹⁶. */
const positive = 1e-10;

const cases: fc.Arbitrary<Case> = fc.record({
  samples: fc.integer({ min: 1, max: 11 }),
  dimension: fc.integer({ min: 2, max: 8 }),
  seed: fc.nat(1e6),
  angle: fc.double({ min: -3, max: -1, noNaN: true }),
});

const smallest = (inputs: readonly (readonly number[])[]) => symmetricEigenvalues(limitingGram(inputs))[0];

function inputsOf({ samples, dimension, seed, angle }: Case, kind: PositiveRegime['inputs']): number[][] {
  const stream = random(`inputs|${seed}`);
  const inputs = drawInputs(stream, samples, dimension);
  if (kind === 'random') return inputs;
  if (kind === 'with-opposites') return inputs.flatMap((x) => [x, x.map((entry) => -entry)]);
  if (kind === 'half-of-first') return [...inputs, inputs[0].map((entry) => entry / 2)];
  return [...inputs, turned(inputs[0], 10 ** angle)];
}

/** x turned by an angle in the plane of its first two coordinates, or about as much where they are small. */
function turned(x: readonly number[], angle: number): number[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return x.map((entry, k) => (k === 0 ? cos * x[0] - sin * x[1] : k === 1 ? sin * x[0] + cos * x[1] : entry));
}

/** Searches sets of inputs for one with λ_min(H) ≤ 10⁻¹⁰. */
export function positiveSearch(regime: PositiveRegime, trials: readonly number[], lab: Lab): SearchOutcome[] {
  return trials.map((trial) =>
    search({
      cases,
      excess: (candidate) => positive - smallest(inputsOf(candidate, regime.inputs)),
      tolerance: 0,
      runs: regime.runs,
      seed: lab.seed('inputs', trial),
    }),
  );
}

const onCircle = (angle: number) => [Math.cos(angle), Math.sin(angle)];

/** λ of two unit inputs at an angle φ: ½ − |cos φ|(π − φ)/(2π). */
export const pairEigenvalue = (angle: number) => smallest([onCircle(0), onCircle(angle)]);

/** λ of `pairs` antipodal pairs spread over the circle. */
export const antipodalEigenvalue = (pairs: number) =>
  smallest(Array.from({ length: 2 * pairs }, (_, k) => onCircle((k * Math.PI) / pairs)));

/** Three antipodal pairs 60° apart: H times (1, −1, 1, −1, 1, −1), which is 0, and λ of fewer pairs. */
export function hexagon() {
  const inputs = Array.from({ length: 6 }, (_, k) => onCircle((k * Math.PI) / 3));
  const alternating = inputs.map((_, k) => (-1) ** k);
  const image = limitingGram(inputs).map((row) => dot(row, alternating));
  return {
    inputs: 'six points of the circle, 60° apart',
    v: alternating,
    largestEntryOfHv: Math.max(...image.map(Math.abs)),
    // Six products of entries ½, 1/6 and 1/12, whose sizes add up to 1.
    rounding: 16 * 2 ** -53,
    lambda: [1, 2, 3].map((pairs) => ({ pairs, lambda: antipodalEigenvalue(pairs) })),
  };
}

export function pairFigure(): Figure {
  return {
    title: 'Smallest eigenvalue of two unit inputs',
    x: { label: 'their angle φ' },
    y: { label: 'λ' },
    series: [
      {
        name: 'λ',
        points: Array.from({ length: 61 }, (_, k) => [(k * Math.PI) / 60, pairEigenvalue((k * Math.PI) / 60)] as const),
      },
    ],
  };
}
