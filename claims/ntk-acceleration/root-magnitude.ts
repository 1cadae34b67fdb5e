import { type Figure, fc, type Lab, type SearchOutcome, search, spectralRadius, violation } from 'lemmata';
import { blockMatrix } from './block-matrix.ts';

/** Where β is drawn, given μ = ηλ_k. */
export interface RootRegime {
  /** `from-below`: β ≥ (1 − √μ)², no more. `between`: β ≤ (1 + √μ)² too. `too-small`: ½(1 − √μ)², μ < 1. */
  readonly momentum: 'from-below' | 'between' | 'too-small';
  readonly runs: number;
}

/** Rounding under the square root of the discriminant costs half of the digits at a double root. */
export const rootTolerance = 1e-6;

const most = { mu: 5, beta: 6 };

/** In thousandths: the ends are drawn often, and numbers too small for the eigenvalue routine never. */
const share = (least: number) =>
  fc
    .oneof(fc.constantFrom(least, 1000), fc.integer({ min: least, max: 1000 }))
    .map((thousandths) => thousandths / 1000);

/** Searches (μ, β), the ends of the range of β included. */
export function rootSearch({ momentum, runs }: RootRegime, trials: readonly number[], lab: Lab): SearchOutcome[] {
  const cases = fc.record({ size: share(2), place: share(0) }).map(({ size, place }) => {
    const mu = size * (momentum === 'too-small' ? 0.99 : most.mu);
    const [low, high] = [(1 - Math.sqrt(mu)) ** 2, (1 + Math.sqrt(mu)) ** 2];
    const top = momentum === 'between' ? Math.min(high, most.beta) : most.beta;
    return { mu, beta: momentum === 'too-small' ? low / 2 : low + place * (top - low) };
  });
  return trials.map((trial) =>
    search({
      // Shrinking would end a hair beyond the tolerance.
      cases: fc.noShrink(cases),
      excess: ({ mu, beta }) => gap(mu, beta),
      tolerance: rootTolerance,
      runs,
      seed: lab.seed('cases', trial),
    }),
  );
}

/** max|z| − √β over the roots of z² − (1 + β − μ)z + β, as eigenvalues of its companion matrix. */
function gap(mu: number, beta: number): number {
  return spectralRadius(blockMatrix([[mu]], 1, beta)) - Math.sqrt(beta);
}

/** A step that Theorem 2 allows and a momentum that nobody takes: z² − 3.5z + 3 = (z − 2)(z − 1.5). */
export function rationalRoots() {
  const [mu, beta] = [0.5, 3];
  const least = (1 - Math.sqrt(mu)) ** 2;
  return { mu, beta, least, ...violation(spectralRadius(blockMatrix([[mu]], 1, beta)), '≤', Math.sqrt(beta), 100) };
}

/** The phase diagram: max|z| − √β along β for some μ; it leaves 0 outside of [(1 − √μ)², (1 + √μ)²]. */
export function rootFigure(): Figure {
  return {
    title: 'max|z| − √β; zero exactly for (1 − √ηλ)² ≤ β ≤ (1 + √ηλ)²',
    x: { label: 'β' },
    y: { label: 'max|z| − √β' },
    series: [0.04, 0.25, 1, 2].map((mu) => ({
      name: `ηλ = ${mu}: [${((1 - Math.sqrt(mu)) ** 2).toFixed(3)}, ${((1 + Math.sqrt(mu)) ** 2).toFixed(3)}]`,
      points: Array.from({ length: 61 }, (_, k) => [k / 10, gap(mu, k / 10)] as const),
    })),
  };
}
