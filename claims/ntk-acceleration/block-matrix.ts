import { fc, type Lab, random, type SearchOutcome, search, spectralNorm, spectralRadius } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';

/** Which size of which matrix is held against √β (Lemma 3) or against its own bound. */
export type Quantity = 'norm' | 'radius' | 'gd-norm' | 'gd-norm-too-fast';

export interface BlockRegime {
  readonly quantity: Quantity;
  /** Factor on Theorem 2's β; 1 in the paper. */
  readonly betaScale: number;
  /** Generated data sets. */
  readonly runs: number;
}

interface Case {
  readonly samples: number;
  readonly dimension: number;
  readonly dataSeed: number;
  readonly fraction: number;
}

/** A defective double root would err by √ε; Theorem 2's β avoids it, and what remains is rounding. */
export const blockTolerance = 1e-7;

const cases: fc.Arbitrary<Case> = fc.record({
  samples: fc.integer({ min: 2, max: 6 }),
  dimension: fc.integer({ min: 2, max: 8 }),
  dataSeed: fc.nat(1e6),
  fraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
});

/** [[(1+β)I − ηH, −βI], [I, 0]], [2n, 2n] */
function blockMatrix(gram: readonly (readonly number[])[], eta: number, beta: number): number[][] {
  const n = gram.length;
  return Array.from({ length: 2 * n }, (_, i) =>
    Array.from({ length: 2 * n }, (_, j) => {
      if (i >= n) return j === i - n ? 1 : 0;
      if (j >= n) return j - n === i ? -beta : 0;
      return (i === j ? 1 + beta : 0) - eta * gram[i][j];
    }),
  );
}

/** Searches random data sets on the sphere, in the linear limit H(W) = H. */
export function blockSearch(
  { quantity, betaScale, runs }: BlockRegime,
  trials: readonly number[],
  lab: Lab,
): SearchOutcome[] {
  const excess = ({ samples, dimension, dataSeed, fraction }: Case): number => {
    const stream = random(`block-matrix|${dataSeed}`);
    const inputs = Array.from({ length: samples }, () => {
      const x = Array.from({ length: dimension }, () => stream.normal());
      const length = Math.hypot(...x);
      return x.map((entry) => entry / length);
    });
    const gram = limitingGram(inputs);
    const { eta, lambda, delta, beta } = tuning(gram, fraction);
    const identityMinus = gram.map((row, i) => row.map((entry, j) => (i === j ? 1 : 0) - eta * entry));
    switch (quantity) {
      case 'norm':
        return spectralNorm(blockMatrix(gram, eta, beta * betaScale)) - (1 - delta);
      case 'radius':
        return spectralRadius(blockMatrix(gram, eta, beta * betaScale)) - (1 - delta);
      case 'gd-norm':
        return spectralNorm(identityMinus) - (1 - eta * lambda);
      case 'gd-norm-too-fast':
        return spectralNorm(identityMinus) - (1 - 2 * eta * lambda);
    }
  };
  return trials.map((trial) =>
    search({ cases, excess, tolerance: blockTolerance, runs, seed: lab.seed('cases', trial) }),
  );
}
