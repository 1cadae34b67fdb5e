import type { Figure, Lab } from 'lemmata';
import { linearRegression, linearRegressionLine, rSquared } from 'simple-statistics';
import { type Arm, type Contrast, contrastRuns } from './contrast.ts';

type Curve = readonly (readonly [number, number])[];

/** The two curves of Figure 2, for the samples and the neurons of class 1, and what the text reads off them. */
export interface Shapes {
  /** [t, max_r ⟨w_{1,r}, v⟩] and [t, mean_i max_r ⟨w_{1,r}, ξ_i⟩] */
  readonly feature: Curve;
  readonly memory: Curve;
}

export interface ShapeRegime extends Contrast {
  readonly arm: Arm;
}

export const curves = async ({ arm, ...regime }: ShapeRegime, trials: readonly number[], lab: Lab): Promise<Shapes[]> =>
  (await contrastRuns(regime, arm, trials, lab)).map(({ seen }) => {
    const positive = seen.samples.filter((i) => seen.labels[i] === 1);
    const memory = (k: number) => positive.reduce((sum, i) => sum + seen.own(k, i), 0) / positive.length;
    return {
      feature: seen.records.map((k) => [seen.steps[k], seen.featureOf(k, 1)] as const),
      memory: seen.records.map((k) => [seen.steps[k], memory(k)] as const),
    };
  });

const between = (curve: Curve, from: number, to: number) =>
  curve.filter(([t]) => t >= from && t <= to).map(([t, value]) => [t, value] as [number, number]);

export const slope = (curve: Curve, from: number, to: number) => linearRegression(between(curve, from, to)).m;

/** R² of a straight line. */
export function straightness(curve: Curve, from: number, to: number): number {
  const points = between(curve, from, to);
  return rSquared(points, linearRegressionLine(linearRegression(points)));
}

export const shapeFigure = ([first]: readonly Shapes[], { arm }: ShapeRegime): readonly Figure[] => [
  {
    title: `Feature learning and noise memorisation of ${arm === 'adam' ? 'Adam' : 'GD'}`,
    x: { label: 't' },
    y: { label: 'correlation' },
    series: [
      { name: 'max_r ⟨w, v⟩', points: first.feature },
      { name: 'mean_i max_r ⟨w, ξ_i⟩', points: first.memory },
    ],
  },
];
