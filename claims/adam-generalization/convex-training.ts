import { dot, fc, NotMeasured, type SearchOutcome, search, solve } from 'lemmata';
import { logisticMinimiser } from './convex.ts';

/** Which λ, and whether the data stay separable. */
export interface TrainingRegime {
  /** `any`: λ ∈ [10⁻⁵, 1]; `small`: λ at most the bound of `smallEnough` times `factor`. */
  readonly decays: 'any' | 'small';
  readonly factor: number;
  /** false: z₃ = −2z₁ − 3z₂. */
  readonly separable: boolean;
  readonly runs: number;
}

interface Case {
  /** z_i = y_i x_i, n = d = 3. */
  readonly z: readonly (readonly number[])[];
  /** log₁₀ of λ, or of λ over its bound. */
  readonly exponent: number;
}

const entry = fc.integer({ min: -3, max: 3 });
const row = fc.tuple(entry, entry, entry);
const cases = (least: number): fc.Arbitrary<Case> =>
  fc.record({ z: fc.tuple(row, row, row), exponent: fc.double({ min: least, max: 0, noNaN: true }) });

const determinant = ([a, b, c]: readonly (readonly number[])[]) =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
export const gramOf = (z: readonly (readonly number[])[]) => z.map((a) => z.map((b) => dot(a, b)));

/**
 * For λ up to this the minimiser of the logistic loss with weight decay classifies every training point correctly. With
 * u the least vector of margins 1 (‖u‖² = 1ᵀK⁻¹1) and c = log(2n/log 2), L(cu) < log 2/(2n) + λc²‖u‖²/2 ≤ log 2/n, but
 * one misclassified point alone costs log 2/n.
 */
export function smallEnough(gram: readonly (readonly number[])[]): number {
  const n = gram.length;
  const inverseSum = solve(
    gram.map((each) => [...each]),
    gram.map(() => 1),
  ).reduce((sum, value) => sum + value, 0);
  return Math.LN2 / (n * Math.log((2 * n) / Math.LN2) ** 2 * inverseSum);
}

/** The least margin of the minimiser. */
export function leastMargin(gram: readonly (readonly number[])[], weightDecay: number): number {
  const c = logisticMinimiser(gram, weightDecay);
  const least = Math.min(...gram.map((each) => dot(each, c)));
  if (!Number.isFinite(least)) throw new NotMeasured('Newton’s method left the finite numbers');
  return least;
}

/** Searches separable data, n = d = 3, for a λ whose minimiser has a training error: least margin below 0. */
export function searchTraining(regime: TrainingRegime, seed: string): SearchOutcome {
  const { decays, factor, separable, runs } = regime;
  return search<Case>({
    cases: cases(decays === 'any' ? -5 : -3),
    excess: ({ z, exponent }) => {
      fc.pre(Math.abs(determinant(z)) > 0.5);
      const gram = gramOf(z);
      const weightDecay = 10 ** exponent * factor * (decays === 'any' ? 1 : smallEnough(gram));
      const broken = [z[0], z[1], z[0].map((value, k) => -2 * value - 3 * z[1][k])];
      return -leastMargin(separable ? gram : gramOf(broken), weightDecay);
    },
    tolerance: 0,
    runs,
    seed,
  });
}
