import {
  type Figure,
  fc,
  type Lab,
  random,
  type SearchOutcome,
  search,
  spectralNorm,
  spectralRadius,
  symmetricEigenvalues,
} from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';

/** What is held against what: the norm or radius of the block matrix against √β, the norm of I − ηH(W) against a rate. */
export type Quantity = 'norm' | 'radius' | 'gd-norm' | 'gd-norm-too-fast';

export interface BlockRegime {
  readonly quantity: Quantity;
  /** `below-range` takes ½(1 − √(ηλ))², outside of Lemma 5's range. */
  readonly momentum: 'tuned' | 'below-range';
  /** Generated data sets. */
  readonly runs: number;
}

interface Case {
  readonly samples: number;
  readonly dimension: number;
  readonly dataSeed: number;
  /** η = fraction/(2λ_max) */
  readonly fraction: number;
  /** ‖H(W) − H‖_F as a share of λ/2, which Lemmas 6 and 7 allow with high probability. */
  readonly drift: number;
}

/** Where H(W) has λ/2 for an eigenvalue the block has a double root, and eigenvalue routines err by √ε (trap 4). */
export const blockTolerance = 1e-7;

const cases: fc.Arbitrary<Case> = fc.record({
  samples: fc.integer({ min: 2, max: 6 }),
  dimension: fc.integer({ min: 2, max: 8 }),
  dataSeed: fc.nat(1e6),
  fraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
  drift: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** [[(1+β)I − ηH, −βI], [I, 0]], [2n, 2n] */
export function blockMatrix(gram: readonly (readonly number[])[], eta: number, beta: number): number[][] {
  const n = gram.length;
  return Array.from({ length: 2 * n }, (_, i) =>
    Array.from({ length: 2 * n }, (_, j) => {
      if (i >= n) return j === i - n ? 1 : 0;
      if (j >= n) return j - n === i ? -beta : 0;
      return (i === j ? 1 + beta : 0) - eta * gram[i][j];
    }),
  );
}

/** H(W): the limiting Gram matrix of inputs on the sphere, moved by a random symmetric matrix of norm drift·λ/2. */
function drawGram({ samples, dimension, dataSeed, fraction, drift }: Case) {
  const stream = random(`block-matrix|${dataSeed}`);
  const inputs = Array.from({ length: samples }, () => {
    const x = Array.from({ length: dimension }, () => stream.normal());
    const length = Math.hypot(...x);
    return x.map((entry) => entry / length);
  });
  const limit = limitingGram(inputs);
  const tuned = tuning(limit, fraction);
  const draws = limit.map((row) => row.map(() => stream.normal()));
  const size = Math.hypot(...draws.flatMap((row, i) => row.map((_, j) => draws[i][j] + draws[j][i])));
  const scale = (drift * tuned.lambda) / 2 / size;
  const gram = limit.map((row, i) => row.map((entry, j) => entry + scale * (draws[i][j] + draws[j][i])));
  return { gram, tuned };
}

/** Searches random data sets and drifts. */
export function blockSearch(
  { quantity, momentum, runs }: BlockRegime,
  trials: readonly number[],
  lab: Lab,
): SearchOutcome[] {
  const excess = (candidate: Case): number => {
    const { gram, tuned } = drawGram(candidate);
    const { eta, lambda, delta } = tuned;
    const beta = momentum === 'tuned' ? tuned.beta : 0.5 * (1 - Math.sqrt(eta * lambda)) ** 2;
    if (quantity === 'norm') return spectralNorm(blockMatrix(gram, eta, beta)) - (1 - delta);
    if (quantity === 'radius') return spectralRadius(blockMatrix(gram, eta, beta)) - (1 - delta);
    const least = symmetricEigenvalues(gram)[0];
    const identityMinus = gram.map((row, i) => row.map((entry, j) => (i === j ? 1 : 0) - eta * entry));
    return spectralNorm(identityMinus) - (1 - (quantity === 'gd-norm' ? 1 : 2) * eta * least);
  };
  return trials.map((trial) =>
    search({ cases, excess, tolerance: blockTolerance, runs, seed: lab.seed('cases', trial) }),
  );
}

/** ‖A‖₂, ρ(A) and sup_t ‖A^t‖₂/√β^t over √β on SCALED(κ), η = 1/(2λ_max), whose modes are ½ and 1/(2κ). */
export function conditionFigure(): Figure {
  const kappas = [1, 4, 16, 64, 256, 1024];
  const sizes = kappas.map((kappa) => {
    const gram = [
      [0.5, 0],
      [0, 0.5 / kappa],
    ];
    const { eta, beta, delta } = tuning(gram, 1);
    // The block matrix is a direct sum over the modes.
    const blocks = gram.map((row, k) => blockMatrix([[row[k]]], eta, beta));
    const root = Math.sqrt(beta);
    const powers = blocks.map((block) => {
      let power = block.map((row) => row.map((entry) => entry / root));
      let most = spectralNorm(power);
      for (let t = 2; t * delta <= 12; t++) {
        power = block.map((row) => [0, 1].map((j) => (row[0] * power[0][j] + row[1] * power[1][j]) / root));
        most = Math.max(most, spectralNorm(power));
      }
      return most;
    });
    return {
      norm: Math.max(...blocks.map(spectralNorm)) / root,
      radius: Math.max(...blocks.map(spectralRadius)) / root,
      power: Math.max(...powers),
    };
  });
  const curve = (name: string, of: (size: (typeof sizes)[number]) => number) => ({
    name,
    points: kappas.map((kappa, k) => [kappa, of(sizes[k])] as const),
  });
  return {
    title: 'Sizes of the block matrix A over √β',
    x: { label: 'κ', log: true },
    y: { label: 'over √β', log: true },
    series: [
      curve('‖A‖', ({ norm }) => norm),
      curve('ρ(A)', ({ radius }) => radius),
      curve('largest ‖A^t‖ over √β^t', ({ power }) => power),
    ],
  };
}
