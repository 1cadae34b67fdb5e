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
    const pairs = samples.flatMap((i) => neuronsOf[-labels[i]].map((r) => ({ i, r })));
    const parts = (k: number, i: number, r: number) => [Math.max(0, -jw(k, r)), Math.max(0, onNoise(k, r, i))];
    const cubes = (k: number, i: number) =>
      neuronsOf[-labels[i]].reduce((sum, r) => sum + parts(k, i, r).reduce((a, z) => a + z ** 3, 0), 0);
    const worst = (of: readonly number[], value: (k: number) => number): Worst =>
      of.map((k) => ({ excess: value(k), step: steps[k] })).reduce((a, b) => (b.excess > a.excess ? b : a));
    const output = (k: number) => Math.max(...samples.map((i) => cubes(k, i)));
    return {
      increase: worst(records.slice(0, -1), (k) => {
        const grown = pairs.flatMap(({ i, r }) => {
          const [now, next] = [parts(k, i, r), parts(k + 1, i, r)];
          return next.map((value, a) => value - now[a]);
        });
        return grown.reduce((most, value) => Math.max(most, value), 0) / regime.initScale;
      }),
      output: worst(records, output),
      outputs: records.map((k) => [steps[k], output(k)] as const),
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
