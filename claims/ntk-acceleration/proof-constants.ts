import { fc } from 'lemmata';

/** What the constants in the proof of Theorem 2 depend on, with ‖u_0 − y‖ = 1. */
export interface ConstantsCase {
  /** ln ηλ */
  readonly logMu: number;
  readonly lambda: number;
  readonly samples: number;
  /** ln n^ν */
  readonly logFloor: number;
  /** T as a share of `10/(1 − β_*)`. */
  readonly horizon: number;
}

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** ηλ ∈ [10⁻⁶, ½] log-uniform, T ≤ 10/(1 − β_*), n ≤ 50, n^ν from 1 to `mostFloor`. */
export const constantsCases = (mostFloor: number): fc.Arbitrary<ConstantsCase> =>
  fc.record({
    logMu: within(Math.log(1e-6), Math.log(0.5)),
    lambda: within(1e-3, 0.5),
    samples: fc.integer({ min: 1, max: 50 }),
    logFloor: within(0, Math.log(mostFloor)),
    horizon: within(0, 1),
  });

/** δ = 1 − β_*, c_T, R and C as the proof defines them; R is multiplied by `radius`. */
export function proofConstants(candidate: ConstantsCase, radius = 1) {
  const { logMu, lambda, samples: n, logFloor, horizon } = candidate;
  const mu = Math.exp(logMu);
  const floor = Math.exp(logFloor);
  const eta = mu / lambda;
  const delta = Math.sqrt(mu / 2);
  const betaStar = 1 - delta;
  const R = (radius * lambda) / (64 * n * floor);
  const cT = largestSum(betaStar, Math.floor((10 * horizon) / delta));
  return { mu, lambda, n, floor, eta, delta, betaStar, R, cT, C: 16 * Math.SQRT2 * cT * eta * n * R };
}

/** c_T = max_{t≤T} β_*^t (1 + β_* Σ_{s<t} β_*^s) */
export function largestSum(betaStar: number, T: number): number {
  let [power, sum, most] = [1, 0, 1];
  for (let t = 1; t <= T; t++) {
    sum += power;
    power *= betaStar;
    most = Math.max(most, power * (1 + betaStar * sum));
  }
  return most;
}
