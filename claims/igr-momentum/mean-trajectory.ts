import {
  all,
  distance,
  exponentAtLeast,
  type Figure,
  flowPoints,
  heavyBallIterates,
  type Lab,
  part,
  powerLaw,
  random,
  type Sweep,
} from 'lemmata';
import { allSequences, moments, type Sampling } from './batch-weights.ts';
import { draw, type Family, type Problem } from './experiments.ts';
import { parabola } from './scalar-losses.ts';

export interface MeanRegime {
  readonly sampling: Sampling;
  /** Factor on the F term of the expected modified loss; null takes the one of `shuffledTheta`. */
  readonly theta: number | null;
  readonly halvings: number;
}

/** ‖E[xⁿ] − x̃(t_n)‖ along h; by family and β. */
export interface MeanObservation {
  readonly sweeps: Readonly<Record<string, Sweep>>;
}

/** Steps and mini-batches: one epoch. */
const epoch = 4;
const momenta = [0, 0.5];
const families: readonly Family[] = ['Quartic', 'MLP31'];
/** Below the catalogue's 0.02, where terms of order 2 and 3 still cancel in part. */
const largestStep = 0.001;

const settingOf = (family: Family, beta: number) => `${family}, β = ${beta}`;

/** ORDER(3) in every family, at every momentum. */
export const meanRule = (() => {
  const rule = exponentAtLeast({ order: 3, towards: 'zero' });
  const names = families.flatMap((family) => momenta.map((beta) => settingOf(family, beta)));
  return all(
    Object.fromEntries(names.map((name) => [name, part(rule, ({ sweeps }: MeanObservation) => sweeps[name])])),
  );
})();

/** E[xⁿ] over all equally likely batch sequences of one epoch against the flow of the expected modified loss. */
export function meanTrajectory(
  { sampling, theta, halvings }: MeanRegime,
  trials: readonly number[],
  lab: Lab,
): MeanObservation[] {
  const sequences = allSequences(epoch, epoch, sampling);
  const x = Array.from({ length: halvings + 1 }, (_, i) => largestStep * 2 ** -i);
  return trials.map((trial) => {
    const sweeps = families.flatMap((family) => {
      const problem = draw(family, epoch, random(lab.seed(family, trial)));
      return momenta.map((beta) => {
        const factor = theta ?? shuffledTheta(beta);
        const y = x.map((h) =>
          distance(meanIterate(problem, sequences, h, beta), flowEnd(problem, h, beta, factor, epoch)),
        );
        return [settingOf(family, beta), { x, y }] as const;
      });
    });
    return { sweeps: Object.fromEntries(sweeps) };
  });
}

function meanIterate(
  { batches, start }: Problem,
  sequences: readonly number[][],
  h: number,
  beta: number,
): Float64Array {
  const mean = new Float64Array(start.length);
  for (const sequence of sequences) {
    const end = heavyBallIterates((k) => batches[sequence[k]], start, { h, beta, steps: sequence.length }).at(-1)!;
    for (let i = 0; i < mean.length; i++) mean[i] += end[i] / sequences.length;
  }
  return mean;
}

/**
 * x̃(t_n) for x' = −c_k∇E − (h/4)∇(a_k‖∇E‖² + θb_kF): ∇‖∇E‖² = 2∇²E∇E and
 * ∇F = (2/M) Σ_j ∇²E_(j)∇E_(j) − 2∇²E∇E.
 */
function flowEnd(
  { batches, loss, start }: Problem,
  h: number,
  beta: number,
  theta: number,
  steps: number,
): Float64Array {
  const [slope, force, own, ownForce] = Array.from({ length: 4 }, () => new Float64Array(start.length));
  const fieldAt = (k: number) => {
    const { a, b, c } = moments(beta, k);
    return (x: Float64Array, into: Float64Array) => {
      loss.gradient(x, slope);
      loss.hessianTimes(x, slope, force);
      for (let i = 0; i < into.length; i++) into[i] = -c * slope[i] - (h / 2) * (a - theta * b) * force[i];
      for (const batch of theta === 0 ? [] : batches) {
        batch.gradient(x, own);
        batch.hessianTimes(x, own, ownForce);
        for (let i = 0; i < into.length; i++) into[i] -= ((h / 2) * theta * b * ownForce[i]) / batches.length;
      }
      return into;
    };
  };
  return flowPoints(fieldAt, start, { h, steps })[steps];
}

/**
 * Two batches x² and 0 from x⁰ = 1, so that E = x²/2 and F = x²: the mean after `steps` batches, where the flows with all
 * of F and with θ of it are by then, and how far from the mean in units of h² and of h³.
 */
export function twoBatches({
  sampling,
  beta,
  steps,
  theta,
}: {
  sampling: Sampling;
  beta: number;
  steps: number;
  theta: number;
}) {
  const problem = { batches: [parabola(2), parabola(0)], loss: parabola(1), start: Float64Array.of(1) };
  const sequences = allSequences(2, steps, sampling);
  const rows = [0.02, 0.01, 0.005].map((h) => {
    const [mean] = meanIterate(problem, sequences, h, beta);
    const [all] = flowEnd(problem, h, beta, 1, steps);
    const [part] = flowEnd(problem, h, beta, theta, steps);
    return {
      h,
      mean,
      withF: all,
      withThetaF: part,
      missOverSquare: (mean - all) / h ** 2,
      overCube: (mean - part) / h ** 3,
    };
  });
  return { batches: ['x²', '0'], x0: 1, beta, steps, theta, rows };
}

/**
 * The θ that makes the order 3 with n = M steps of reshuffled epochs: 2/(M−1) Σ_{r<k} S_{n−1−k}S_{k−1−r} / Σ_k b_k with
 * S_m = (1 − β^{m+1})/(1 − β), because two different batches of an epoch are correlated by −1/(M−1).
 */
export function shuffledTheta(beta: number, count = epoch): number {
  const rates = Array.from({ length: count }, (_, m) => (1 - beta ** (m + 1)) / (1 - beta));
  let [pairs, coefficients] = [0, 0];
  for (let k = 0; k < count; k++) {
    coefficients += moments(beta, k).b;
    for (let r = 0; r < k; r++) pairs += rates[count - 1 - k] * rates[k - 1 - r];
  }
  return ((2 / (count - 1)) * pairs) / coefficients;
}

export function meanFigure(observations: readonly MeanObservation[]): Figure {
  return {
    title: 'Distance of the mean iterate from the flow after one epoch, geometric mean over trials',
    x: { label: 'h', log: true },
    y: { label: '‖E[xⁿ] − x̃(t_n)‖', log: true },
    series: Object.keys(observations[0].sweeps).map((name) =>
      powerLaw(
        name,
        observations.map(({ sweeps }) => sweeps[name]),
      ),
    ),
  };
}
