import { alwaysWithProbability, cholesky, dot, type Figure, type Lab, random, type Worst } from 'lemmata';

import { inputsOf, limitingGram, tuning } from './experiments.ts';

/** Equation (10) on random data, in the limit m → ∞ at finite n. */
export interface LargeNRegime {
  /** The largest n decides. */
  readonly samples: readonly number[];
  /** d/n */
  readonly shapes: readonly number[];
  /** η = fraction/(2λ_max) */
  readonly fractions: readonly number[];
  /** What stands before the geometric term. */
  readonly constant: number;
  readonly momentum: 'tuned' | 'zero';
}

interface Cell {
  readonly samples: number;
  readonly fraction: number;
  readonly shape: number;
  /** Left over right side (with constant 1) at t = 1, and the largest. */
  readonly first: number;
  readonly largest: number;
  readonly step: number;
}

export interface LargeNObservation extends Worst {
  readonly cells: readonly Cell[];
}

/** E u_0 u_0ᵀ of the network (1) at initialisation, m → ∞: ‖x_i‖‖x_j‖(sin θ + (π − θ) cos θ)/(2π). */
function startCovariance(inputs: readonly (readonly number[])[]): number[][] {
  return inputs.map((a) =>
    inputs.map((b) => {
      const size = Math.sqrt(dot(a, a) * dot(b, b));
      const angle = Math.acos(Math.min(1, Math.max(-1, dot(a, b) / size)));
      return (size * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle))) / (2 * Math.PI);
    }),
  );
}

/** ‖Ξ_t‖/((1 − δ)^t‖Ξ_0‖) for t ≤ 20/δ, scaled by the rate inside. */
function ratios(
  gram: readonly (readonly number[])[],
  start: readonly number[],
  fraction: number,
  momentum: LargeNRegime['momentum'],
): number[] {
  const tuned = tuning(gram, fraction);
  const rate = 1 - tuned.delta;
  const beta = momentum === 'tuned' ? tuned.beta : 0;
  const flat = Float64Array.from(gram.flat());
  const n = start.length;
  let [now, before] = [Float64Array.from(start), Float64Array.from(start, (entry) => entry * rate)];
  const sizes: number[] = [];
  for (let t = 0; t * tuned.delta <= 20; t++) {
    sizes.push(Math.sqrt(dot(now, now) + dot(before, before) / rate ** 2));
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let pull = 0;
      for (let j = 0; j < n; j++) pull += flat[i * n + j] * now[j];
      next[i] = ((1 + beta) * now[i] - tuned.eta * pull) / rate - (beta * before[i]) / rate ** 2;
    }
    [before, now] = [now, next];
  }
  return sizes.map((size) => size / sizes[0]);
}

export function largeN(regime: LargeNRegime, trials: readonly number[], lab: Lab): LargeNObservation[] {
  const { samples, shapes, fractions, constant, momentum } = regime;
  return trials.map((trial) => {
    const cells = samples.flatMap((n) =>
      shapes.flatMap((shape) => {
        const name = `ntk-acceleration/large-n-${n}-${shape}`;
        const data = lab.data({ name, data: { sampler: 'unit-sphere', samples: n, dimension: shape * n } }, trial);
        const inputs = inputsOf(data);
        const gram = limitingGram(inputs);
        const stream = random(lab.seed(`start ${n} ${shape}`, trial));
        const normals = inputs.map(() => stream.normal());
        const start = cholesky(startCovariance(inputs)).map((row, i) => dot(row, normals) - data.labels[i]);
        return fractions.map((fraction): Cell => {
          const each = ratios(gram, start, fraction, momentum);
          const largest = Math.max(...each.slice(1));
          return { samples: n, shape, fraction, first: each[1], largest, step: each.indexOf(largest) };
        });
      }),
    );
    const worst = cells
      .filter((cell) => cell.samples === samples.at(-1))
      .reduce((most, cell) => (cell.largest > most.largest ? cell : most));
    return { cells, excess: worst.largest - constant, step: worst.step };
  });
}

export const largeNRule = alwaysWithProbability({ p: 0.9, tolerance: 1e-9 });

export const slowGradientDescent = {
  name: 'gradient descent at a tenth of the step',
  breaks: 'runs β = 0 with η = 0.1/(2λ_max)',
  regime: { momentum: 'zero', fractions: [0.1] },
  trials: 12,
} as const;

/** Per setting: how often the bound with constant 1 is broken, at t = 1 and at all, and the mean and largest ratio. */
export function largeNTable(observations: readonly LargeNObservation[]) {
  return observations[0].cells.map(({ samples, shape, fraction }, k) => {
    const cells = observations.map((observation) => observation.cells[k]);
    const share = (of: (cell: Cell) => boolean) => cells.filter(of).length / cells.length;
    const largest = cells.map((cell) => cell.largest);
    return {
      n: samples,
      d: shape * samples,
      eta: `${fraction}/(2λ_max)`,
      broken: share((cell) => cell.largest > 1 + 1e-9),
      brokenAtFirstStep: share((cell) => cell.first > 1 + 1e-9),
      meanRatio: largest.reduce((sum, ratio) => sum + ratio, 0) / largest.length,
      largestRatio: Math.max(...largest),
    };
  });
}

export function largeNFigure(observations: readonly LargeNObservation[]): Figure {
  const settings = observations[0].cells.map(({ samples, shape, fraction }, k) => ({ samples, shape, fraction, k }));
  return {
    title: 'Largest left side of (10) over its right side',
    x: { label: 'share of the data sets' },
    y: { label: 'max_t ratio' },
    series: settings.map(({ samples, shape, fraction, k }) => {
      const sorted = observations.map(({ cells }) => cells[k].largest).sort((a, b) => a - b);
      const stride = Math.ceil(sorted.length / 12);
      return {
        name: `n = ${samples}, d = ${shape * samples}, η = ${fraction}/(2λ_max)`,
        points: sorted.map((ratio, j) => [(j + 1) / sorted.length, ratio] as const).filter((_, j) => j % stride === 0),
      };
    }),
  };
}
