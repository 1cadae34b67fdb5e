import type { Figure, Lab, Worst } from 'lemmata';
import { type GdRun, gdRuns } from './gd-runs.ts';

/** The neurons of class −y_i on sample i, along a run of GD. */
export interface OffDiagonal {
  /** The largest increase of a positive part ⟨w_{−y_i,r}, y_iv⟩_+ or ⟨w_{−y_i,r}, ξ_i⟩_+ between two records, over σ₀. */
  readonly increase: Worst;
  /** The largest F_{−y_i}(W, x_i). */
  readonly output: Worst;
  /** [step, max_i F_{−y_i}] and [step, (α max_j Λ_j)^q] */
  readonly outputs: readonly (readonly [number, number])[];
  readonly scale: readonly (readonly [number, number])[];
}

export const measureOffDiagonal = (regime: GdRun, trials: readonly number[], lab: Lab): Promise<OffDiagonal[]> =>
  gdRuns(regime, trials, lab, ({ seen }) => {
    const { records, samples, labels, neuronsOf, jw, onNoise, steps, featureOf } = seen;
    // The positive parts at each record, one after the other: of every sample and neuron, on the feature and on the noise.
    const positive = records.map((k) => {
      const parts = new Float64Array(2 * samples.reduce((total, i) => total + neuronsOf[-labels[i]].length, 0));
      let at = 0;
      for (const i of samples) {
        for (const r of neuronsOf[-labels[i]]) {
          parts[at++] = Math.max(0, -jw(k, r));
          parts[at++] = Math.max(0, onNoise(k, r, i));
        }
      }
      return parts;
    });
    const outputOf = records.map((k) => {
      let [most, at] = [0, 0];
      for (const i of samples) {
        let sum = 0;
        for (const end = at + 2 * neuronsOf[-labels[i]].length; at < end; at += 2)
          sum += positive[k][at] ** 3 + positive[k][at + 1] ** 3;
        most = Math.max(most, sum);
      }
      return most;
    });
    const worst = (of: readonly number[], value: (k: number) => number): Worst =>
      of.map((k) => ({ excess: value(k), step: steps[k] })).reduce((a, b) => (b.excess > a.excess ? b : a));
    const increase = (k: number) =>
      positive[k].reduce((most, value, at) => Math.max(most, positive[k + 1][at] - value), 0) / regime.initScale;
    return {
      increase: worst(records.slice(0, -1), increase),
      output: worst(records, (k) => outputOf[k]),
      outputs: records.map((k) => [steps[k], outputOf[k]] as const),
      scale: records.map((k) => [steps[k], (regime.alpha * Math.max(featureOf(k, 1), featureOf(k, -1))) ** 3] as const),
    };
  });

export const offDiagonalFigure = ([{ outputs, scale }]: readonly OffDiagonal[]): readonly Figure[] => [
  {
    title: 'The output of the wrong class',
    x: { label: 'step' },
    y: { label: 'F', log: true },
    series: [
      { name: 'max_i F_{−y_i}(x_i)', points: outputs },
      { name: '(αΛ)^q', points: scale },
    ],
  },
];
