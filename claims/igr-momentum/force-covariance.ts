import { all, always, equivalent, type Figure, type Lab, norm, part, random, type Worst } from 'lemmata';
import { allSequences, forceWeights, randomBatches } from './batch-weights.ts';
import { draw } from './experiments.ts';

export interface CovarianceRegime {
  /** The covariance of one force, or of its sum over time per step: Σ_ℓ Cov(force_k, force_{k+ℓ}). */
  readonly span: 'one time' | 'all times';
  /** The force as it stands, ∇G_k, or with the expectation of ∇E, (1−β)∇G_k. */
  readonly matched: boolean;
  /** What the covariance is predicted to be, in units of C = Cov ∇E_k. */
  readonly factor: keyof typeof factors;
  /** Steps of each stationary run. */
  readonly steps: number;
}

interface Match {
  /** ⟨measured, predicted⟩/⟨predicted, predicted⟩ */
  readonly ratio: number;
  /** ‖measured − predicted‖/‖predicted‖, Frobenius. */
  readonly distance: number;
  /** The first two coordinates: xx, xy, yy of the measured covariance and of C. */
  readonly corner: readonly [number, number, number];
  readonly single: readonly [number, number, number];
}

export interface CovarianceObservation {
  /** Largest distance at finite k, over all sequences, β and sizes. */
  readonly finite: Worst;
  readonly stationary: Readonly<Record<string, Match>>;
}

const factors = {
  '(1−β)/(1+β)': (beta: number) => (1 - beta) / (1 + beta),
  '1−β': (beta: number) => 1 - beta,
  '(1−β)²/(1+β)': (beta: number) => (1 - beta) ** 2 / (1 + beta),
  '1/(1−β²)': (beta: number) => 1 / (1 - beta ** 2),
  '1': () => 1,
};
const betas = [0.5, 0.9];
/** [M, k] as in Remark 5.3. */
const sizes = [
  [2, 8],
  [3, 5],
  [4, 4],
] as const;
const stationaryBatches = 4;
/** Long against 1/(1−β), so that the sum over a block has nearly the variance of all times. */
const block = 500;

/** The identity at finite k, and `take` of the match along stationary runs. */
export function covarianceRule(target: number, margin: number, take: 'ratio' | 'distance') {
  return all(
    {
      'finite k': part(always({ tolerance: 1e-10, atMost: 0.5 }), ({ finite }: CovarianceObservation) => finite),
      ...Object.fromEntries(
        betas.map((beta) => [
          `β = ${beta}, stationary`,
          part(equivalent({ target, margin }), ({ stationary }: CovarianceObservation) => stationary[beta][take]),
        ]),
      ),
    },
    ['identity'],
  );
}

/** Σ_ij K_ij s_i s_jᵀ, flat: the covariance of Σ_i w_i s_i when w has the covariance K. */
function ofForce(covariance: (i: number, j: number) => number, slopes: readonly Float64Array[]): Float64Array {
  const p = slopes[0].length;
  const total = new Float64Array(p * p);
  for (let i = 0; i < slopes.length; i++) {
    for (let j = 0; j < slopes.length; j++) {
      const weight = covariance(i, j);
      for (let at = 0; at < total.length; at++) total[at] += weight * slopes[i][Math.floor(at / p)] * slopes[j][at % p];
    }
  }
  return total;
}

/** The sampled covariance of weight vectors about a known mean, the same in every weight. */
function sampled(vectors: Iterable<ArrayLike<number>>, count: number, mean: number) {
  const squares = new Float64Array(count * count);
  let seen = 0;
  for (const w of vectors) {
    for (let at = 0; at < squares.length; at++)
      squares[at] += (w[Math.floor(at / count)] - mean) * (w[at % count] - mean);
    seen++;
  }
  return (i: number, j: number) => squares[i * count + j] / seen;
}

/** Sums of consecutive weight vectors over blocks of `length`, divided by its root. */
function* blockSums(weights: Iterable<Float64Array>, count: number, length: number): Generator<Float64Array> {
  let sum = new Float64Array(count);
  let k = 0;
  for (const w of weights) {
    for (let i = 0; i < count; i++) sum[i] += w[i] / Math.sqrt(length);
    if (++k % length > 0) continue;
    yield sum;
    sum = new Float64Array(count);
  }
}

/** The covariance of the force of SGD with momentum against factor · C, on Quartic_M at a random point. */
export function forceCovariance(
  regime: CovarianceRegime,
  trials: readonly number[],
  lab: Lab,
): CovarianceObservation[] {
  const { span, matched, factor, steps } = regime;
  return trials.map((trial) => {
    const slopesOf = (count: number) => {
      const { batches, start } = draw('Quartic', count, random(lab.seed(`${count} batches`, trial)));
      return batches.map((batch) => batch.gradient(start));
    };
    /** `transient`: the share of the stationary covariance that is there by then. */
    const match = (
      slopes: readonly Float64Array[],
      covariance: ReturnType<typeof sampled>,
      beta: number,
      transient = 1,
    ): Match => {
      const count = slopes.length;
      const single = (i: number, j: number) => (i === j ? 1 / count : 0) - 1 / count ** 2;
      const C = ofForce(single, slopes);
      const predicted = C.map((value) => factors[factor](beta) * transient * value);
      const scale = matched ? (1 - beta) ** 2 : 1;
      const measured = ofForce((i, j) => scale * covariance(i, j), slopes);
      const size = norm(predicted);
      const product = measured.reduce((sum, value, at) => sum + value * predicted[at], 0);
      const corner = (flat: Float64Array) => [flat[0], flat[1], flat[slopes[0].length + 1]] as const;
      return {
        ratio: product / size ** 2,
        distance: norm(measured.map((value, at) => value - predicted[at])) / size,
        corner: corner(measured),
        single: corner(C),
      };
    };
    const finite = sizes.flatMap(([count, k]) => {
      const slopes = slopesOf(count);
      return betas.map((beta) => {
        // c_r = (1 − β^{r+1})/(1 − β), the mean of the sum of the weights
        const rates = Array.from({ length: k + 1 }, (_, r) => (1 - beta ** (r + 1)) / (1 - beta));
        const over = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
        const sequences = allSequences(count, k + 1, 'independent').map((sequence) =>
          Array.from(forceWeights(sequence, count, beta), (w) => w.slice()),
        );
        if (span === 'one time') {
          const last = sequences.map((weights) => weights[k]);
          const covariance = sampled(last, count, rates[k] / count);
          return { excess: match(slopes, covariance, beta, 1 - beta ** (2 * k + 2)).distance, step: k };
        }
        const sums = sequences.map((weights) => [...blockSums(weights, count, k + 1)][0]);
        const transient = over(rates.map((rate) => ((1 - beta) * rate) ** 2)) / (k + 1);
        const covariance = sampled(sums, count, over(rates) / count / Math.sqrt(k + 1));
        return { excess: match(slopes, covariance, beta, transient).distance, step: k };
      });
    });
    return {
      finite: finite.reduce((most, one) => (one.excess > most.excess ? one : most)),
      stationary: Object.fromEntries(
        betas.map((beta) => {
          const batches = randomBatches(stationaryBatches, steps, random(lab.seed(`β = ${beta}`, trial)));
          const weights = forceWeights(batches, stationaryBatches, beta);
          const mean = 1 / (1 - beta) / stationaryBatches;
          const covariance =
            span === 'one time'
              ? sampled(weights, stationaryBatches, mean)
              : sampled(blockSums(weights, stationaryBatches, block), stationaryBatches, mean * Math.sqrt(block));
          return [beta, match(slopesOf(stationaryBatches), covariance, beta)];
        }),
      ),
    };
  });
}

/** One-sigma ellipses of the force in its first two coordinates, in trial 0. */
export function covarianceFigure([{ stationary }]: readonly CovarianceObservation[]): Figure {
  const ellipse = (name: string, [xx, xy, yy]: Match['corner']) => ({
    name,
    // L(cos θ, sin θ) with L Lᵀ the covariance
    points: Array.from({ length: 49 }, (_, k) => {
      const angle = (k * Math.PI) / 24;
      const across = Math.sqrt(Math.max(0, yy - xy ** 2 / xx));
      return [
        Math.sqrt(xx) * Math.cos(angle),
        (xy / Math.sqrt(xx)) * Math.cos(angle) + across * Math.sin(angle),
      ] as const;
    }),
  });
  return {
    title: 'Covariance of the force',
    x: { label: 'first coordinate' },
    y: { label: 'second coordinate' },
    series: [
      ellipse('C, the force of SGD', stationary[betas[0]].single),
      ...betas.map((beta) => ellipse(`β = ${beta}`, stationary[beta].corner)),
    ],
  };
}
