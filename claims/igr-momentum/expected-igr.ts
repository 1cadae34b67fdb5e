import {
  all,
  always,
  dot,
  equivalent,
  type Figure,
  heavyBallIterates,
  type Lab,
  part,
  random,
  violation,
  type Worst,
} from 'lemmata';
import { allSequences, forceWeights, moments, quadratic, randomBatches, type Sampling } from './batch-weights.ts';
import { draw, type Problem } from './experiments.ts';
import { line } from './scalar-losses.ts';

export interface ExpectedRegime {
  /** What F averages over the batches: ‖∇E_(j) − ∇E‖², or (E_(j) − E)² as printed. */
  readonly spread: 'gradients' | 'losses';
  /** The coefficient of F in units of h/4. */
  readonly coefficient: '1/(1−β)²' | '1/(1−β)' | '(1+β)/(1−β)³';
  readonly sampling: Sampling;
  /** Steps of each stationary average. */
  readonly steps: number;
}

export interface ExpectedObservation {
  /** Relative error of the formula at finite k, over all β, sizes and points. */
  readonly finite: Worst;
  /** By β: stationary mean of IGRM_s over the formula, at a random point and at the minimum of E, where F is all. */
  readonly stationary: Readonly<Record<string, { readonly random: number; readonly minimum: number }>>;
}

const betas = [0, 0.5, 0.9];
/** [M, k]: all M^{k+1} sequences of these are enumerated. */
const sizes = [
  [2, 8],
  [3, 5],
  [4, 4],
] as const;
const stationaryBatches = 4;

export const expectedRule = all(
  {
    'finite k': part(always({ tolerance: 1e-10, atMost: 0.5 }), ({ finite }: ExpectedObservation) => finite),
    ...Object.fromEntries(
      betas.flatMap((beta) =>
        (['random', 'minimum'] as const).map((point) => [
          `β = ${beta}, ${point} point`,
          part(
            equivalent({ target: 1, margin: 0.05 }),
            ({ stationary }: ExpectedObservation) => stationary[beta][point],
          ),
        ]),
      ),
    ),
  },
  ['identity'],
);

/** What the formula needs of a loss at a point. */
function geometry({ batches, loss }: Problem, x: Float64Array, spread: ExpectedRegime['spread']) {
  const slopes = batches.map((batch) => batch.gradient(x));
  const slope = loss.gradient(x);
  const square = dot(slope, slope);
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const F =
    spread === 'losses'
      ? meanOf(batches.map((batch) => (batch.value(x) - loss.value(x)) ** 2))
      : meanOf(slopes.map((one) => dot(one, one))) - square;
  return { gamma: slopes.map((one) => Float64Array.from(slopes, (other) => dot(one, other))), square, F };
}

function predict(
  { square, F }: { square: number; F: number },
  beta: number,
  k: number,
  name: ExpectedRegime['coefficient'],
): number {
  const { a, b } = moments(beta, k);
  const coefficient = { '1/(1−β)²': b, '1/(1−β)': (1 - beta) * b, '(1+β)/(1−β)³': a }[name];
  return a * square + coefficient * F;
}

/** IGRM_s in units of h/4 at some points, after each step of a batch sequence. */
function* regularisers(
  gammas: readonly (readonly Float64Array[])[],
  weights: Iterable<Float64Array>,
  beta: number,
): Generator<number[]> {
  const past = gammas.map(() => 0);
  for (const w of weights) {
    yield gammas.map((gamma, at) => {
      const current = quadratic(gamma, w);
      const value = current + 2 * past[at];
      past[at] = beta * (past[at] + current);
      return value;
    });
  }
}

/** The mean of IGRM_s after k + 1 batches over all sequences of them, in units of h/4. */
function enumerated(gamma: readonly Float64Array[], k: number, beta: number, sampling: Sampling): number {
  const sequences = allSequences(gamma.length, k + 1, sampling);
  const total = sequences.reduce((sum, sequence) => {
    const values = regularisers([gamma], forceWeights(sequence, gamma.length, beta), beta);
    return sum + Array.from(values).at(-1)![0];
  }, 0);
  return total / sequences.length;
}

/** Two batches ±x at x = 0, where both are 0, without momentum: E IGRM_s over h/4, and what the printed formula says. */
export function oppositeBatches() {
  const problem = { batches: [line(1), line(-1)], loss: line(0), start: Float64Array.of(0) };
  const point = geometry(problem, problem.start, 'losses');
  const printed = predict(point, 0, 0, '1/(1−β)²');
  return {
    batches: ['x', '−x'],
    x: 0,
    beta: 0,
    ...violation(enumerated(point.gamma, 0, 0, 'independent'), '=', printed),
  };
}

/** The mean of IGRM_s over random batches against Remark 5.3, on Quartic_M. */
export function expectedIgr(regime: ExpectedRegime, trials: readonly number[], lab: Lab): ExpectedObservation[] {
  return trials.map((trial) => {
    const finite = sizes.flatMap(([count, k]) => {
      const problem = draw('Quartic', count, random(lab.seed(`${count} batches`, trial)));
      const point = geometry(problem, problem.start, regime.spread);
      return betas.map((beta) => {
        const mean = enumerated(point.gamma, k, beta, regime.sampling);
        return { excess: Math.abs(mean / predict(point, beta, k, regime.coefficient) - 1), step: k };
      });
    });
    const problem = draw('Quartic', stationaryBatches, random(lab.seed('stationary', trial)));
    const descent = { h: 0.1, beta: 0.9, steps: 400 };
    const minimum = heavyBallIterates(problem.loss, problem.start, descent).at(-1)!;
    const points = [problem.start, minimum].map((x) => geometry(problem, x, regime.spread));
    const gammas = points.map(({ gamma }) => gamma);
    const stationary = betas.map((beta) => {
      const batches = randomBatches(stationaryBatches, regime.steps, random(lab.seed(`β = ${beta}`, trial)));
      const sums = [0, 0];
      let [seen, k] = [0, 0];
      for (const values of regularisers(gammas, forceWeights(batches, stationaryBatches, beta), beta)) {
        // What the start from rest leaves behind is β^k.
        if (beta ** k++ > 1e-6) continue;
        for (let at = 0; at < sums.length; at++) sums[at] += values[at];
        seen++;
      }
      const [atRandom, atMinimum] = points.map(
        (point, at) => sums[at] / seen / predict(point, beta, Number.POSITIVE_INFINITY, regime.coefficient),
      );
      return [beta, { random: atRandom, minimum: atMinimum }] as const;
    });
    const worst = finite.reduce((most, one) => (one.excess > most.excess ? one : most));
    return { finite: worst, stationary: Object.fromEntries(stationary) };
  });
}

export function expectedFigure(observations: readonly ExpectedObservation[]): Figure {
  const line = (name: string, point: 'random' | 'minimum') => ({
    name,
    points: betas.map((beta) => {
      const sum = observations.reduce((total, { stationary }) => total + stationary[beta][point], 0);
      return [beta, sum / observations.length] as const;
    }),
  });
  return {
    title: 'Stationary mean of IGRM_s over the formula',
    x: { label: 'β' },
    y: { label: 'measured / formula' },
    series: [line('random point', 'random'), line('minimum of E', 'minimum')],
  };
}
