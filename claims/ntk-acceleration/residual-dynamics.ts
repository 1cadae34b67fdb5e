import { type Figure, type Lab, random, violation, type Worst } from 'lemmata';
import { limitingGram, tuning } from './experiments.ts';
import { deviation, drawStart, type Method, NetRun, type Start, sphereExamples } from './net-run.ts';

/** [n, d, m] */
export type Size = readonly [samples: number, dimension: number, width: number];

/** The nets on which Lemma 1 is looked at; trial k takes the k-th of them, in turn. */
export const lemma1Sizes: readonly Size[] = [
  [5, 10, 1000],
  [5, 10, 100],
  [3, 3, 30],
  [10, 5, 2000],
  [20, 5, 400],
];

export interface DynamicsRegime {
  /** Sign of the first term of (34). */
  readonly sign: 'plus' | 'minus';
  /** R over the largest drift of the run. */
  readonly factor: number;
  readonly steps: number;
}

/** Largest error of (15) with either sign in φ_t. */
type Errors = Readonly<Record<'plus' | 'minus', Worst>>;

export interface DynamicsObservation extends Worst {
  readonly size: Size;
  /** By factor, of the first trial of each size. */
  readonly byFactor: readonly (Errors & { readonly factor: number })[];
}

const beta = 0.7;
const factors = [0.1, 0.3, 0.6, 1];

/** Start and method of a trial, η = 1/(2λ_max). */
export function lemma1Net(lab: Lab, trial: number, momentum: number): { size: Size; start: Start; method: Method } {
  const size = lemma1Sizes[trial % lemma1Sizes.length];
  const [samples, dimension, width] = size;
  const examples = sphereExamples(lab, trial, samples, dimension);
  const { eta } = tuning(limitingGram(examples.inputs), 1);
  return {
    size,
    start: drawStart(random(lab.seed('start', trial)), examples, width),
    method: { eta, beta: momentum },
  };
}

/** Largest |ξ_{t+1} − (I − ηH_t)ξ_t − β(ξ_t − ξ_{t−1}) − φ_t|, φ_t by (34). */
export function dynamicsErrors(regime: DynamicsRegime, trials: readonly number[], lab: Lab): DynamicsObservation[] {
  return trials.map((trial) => {
    const { size, start, method } = lemma1Net(lab, trial, beta);
    const states = record(start, method, regime.steps);
    const largest = Math.max(...states.map(({ drift }) => drift));
    const errors = (factor: number) => errorsAt(start, method, states, factor * largest);
    const byFactor = trial < lemma1Sizes.length ? factors.map((factor) => ({ factor, ...errors(factor) })) : [];
    return { ...errors(regime.factor)[regime.sign], size, byFactor };
  });
}

interface State {
  readonly active: Float64Array;
  readonly residual: Float64Array;
  readonly gram: number[][];
  readonly drift: number;
}

function record(start: Start, method: Method, steps: number): State[] {
  const run = new NetRun(start, method);
  const state = (): State => ({
    active: run.active.slice(),
    residual: run.residual,
    gram: run.gram(),
    drift: run.drift(),
  });
  const states = [state()];
  while (states.length <= steps) {
    run.step();
    states.push(state());
  }
  return states;
}

function errorsAt(start: Start, method: Method, states: readonly State[], radius: number): Errors {
  const n = start.inner.length;
  const near = start.inner.map((row, i) => neuronsNear(start.active, i, n, radius * Math.sqrt(row[i])));
  const errors = { plus: { excess: 0, step: 0 }, minus: { excess: 0, step: 0 } };
  for (let t = 0; t + 1 < states.length; t++) {
    const three = [states[Math.max(0, t - 1)], states[t], states[t + 1]] as const;
    const [before, now, next] = three;
    const phi = deviation(method, now.gram, [before.residual, now.residual, next.residual]);
    for (let i = 0; i < n; i++) {
      const { first, second } = printedPhi(start, method, three, i, near[i]);
      for (const sign of ['plus', 'minus'] as const) {
        const excess = Math.abs(phi[i] - second - (sign === 'plus' ? first : -first));
        if (!(excess <= errors[sign].excess)) errors[sign] = { excess, step: t + 1 };
      }
    }
  }
  return errors;
}

/** S_i^⊥: the neurons whose preactivation of x_i at W_0 is within reach of 0. */
function neuronsNear(active: Float64Array, i: number, n: number, reach: number): number[] {
  const near: number[] = [];
  for (let k = i; k < active.length; k += n) if (Math.abs(active[k]) <= reach) near.push((k - i) / n);
  return near;
}

/** The two terms of φ_t[i] in (34), the first without its sign; `near` is S_i^⊥. */
function printedPhi(
  { inner, signs }: Start,
  { eta, beta: momentum }: Method,
  [before, now, next]: readonly [State, State, State],
  i: number,
  near: readonly number[],
): { first: number; second: number } {
  const n = inner.length;
  const m = signs.length;
  const relu = (z: number) => Math.max(0, z);
  let [gated, rest] = [0, 0];
  for (const r of near) {
    const k = r * n + i;
    const z = now.active[k];
    if (z >= 0) {
      for (let j = 0; j < n; j++) if (now.active[r * n + j] >= 0) gated += inner[i][j] * now.residual[j];
    }
    rest += signs[r] * (relu(next.active[k]) - (1 + momentum) * relu(z) + momentum * relu(before.active[k]));
  }
  return { first: (eta * gated) / m, second: rest / Math.sqrt(m) };
}

/**
 * n = d = m = 1, x = 1, a = 1, y = 0, w_0 = 1, η = 2, β = 0: one step to w_1 = −1, R = 2. What is left of ξ_1 = 0 when the
 * other terms of (15) are taken from it, with the printed sign and with the other one.
 */
export function oneNeuron() {
  const start: Start = {
    examples: { inputs: [[1]], labels: [0] },
    inner: [[1]],
    signs: Float64Array.of(1),
    active: Float64Array.of(1),
  };
  const method = { eta: 2, beta: 0 };
  const states = record(start, method, 1);
  const { plus, minus } = errorsAt(start, method, states, states[1].drift);
  return {
    residuals: states.map(({ residual }) => residual[0]),
    withPlus: plus.excess,
    ...violation(minus.excess, '=', 0),
  };
}

/** The error of (15) by sign and by R factor. */
export function dynamicsFigures(observations: readonly DynamicsObservation[]): Figure[] {
  return [
    {
      title: 'Largest error of (15) with φ_t from (34)',
      x: { label: 'R over the largest drift' },
      y: { label: 'error', log: true },
      series: observations
        .filter(({ byFactor }) => byFactor.length > 0)
        .flatMap(({ size: [n, d, m], byFactor }) =>
          (['plus', 'minus'] as const).map((sign) => ({
            name: `${sign === 'plus' ? '+' : '−'}η/m, n = ${n}, d = ${d}, m = ${m}`,
            points: byFactor.map((error) => [error.factor, error[sign].excess] as const),
          })),
        ),
    },
  ];
}
