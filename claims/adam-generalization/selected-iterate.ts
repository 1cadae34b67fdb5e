import { alwaysWithProbability, type Figure, type Lab, norm, type Rule, type Worst } from 'lemmata';
import { type Arm, type Contrast, contrastRuns } from './contrast.ts';

export interface Selection extends Contrast {
  readonly arm: Arm;
  /** Whether W* is chosen among all W^(t), t ≥ 1, or from T₀ on. */
  readonly from: 'start' | 'T₀';
}
/** The excess is the training error of W*; for GD the test error less 1/n, where that is larger. */
export interface Selected extends Worst {
  /** [t, norm of ∇L(W^(t))] and [t, training error] */
  readonly norms: readonly (readonly [number, number])[];
  readonly errors: readonly (readonly [number, number])[];
}

const l1 = (gradient: Float64Array) => gradient.reduce((sum, g) => sum + Math.abs(g), 0);

/** Iterates at t = 1, 2, 5, 10, 20 and ten more: a subset can only be further from an arg-min at the start. */
export async function measureSelected(
  { arm, from, ...regime }: Selection,
  trials: readonly number[],
  lab: Lab,
): Promise<Selected[]> {
  return (await contrastRuns(regime, arm, trials, lab)).map(({ seen, series }) => {
    const { gradient, train, test } = series;
    const sizeOf = arm === 'adam' ? l1 : norm;
    const iterates = Array.from(gradient.steps, (t, look) => {
      const k = seen.steps.indexOf(t);
      const size = sizeOf(gradient.values.subarray(look * gradient.width, (look + 1) * gradient.width));
      const learnt =
        arm === 'adam'
          ? seen.samples.every((i) => seen.own(k, i) >= 0.5)
          : Math.min(seen.featureOf(k, 1), seen.featureOf(k, -1)) >= 0.5;
      return { t, size, learnt, train: train.values[k], test: test.values[look] };
    }).slice(1);
    const start = from === 'start' ? 0 : iterates.findIndex(({ learnt }) => learnt);
    const best = iterates.slice(start).reduce((known, next) => (next.size < known.size ? next : known));
    return {
      excess: arm === 'adam' ? best.train : Math.max(best.train, best.test - 1 / regime.samples),
      step: best.t,
      norms: iterates.map(({ t, size }) => [t, size] as const),
      errors: iterates.map(({ t, train: error }) => [t, error] as const),
    };
  });
}

/** Theorem 4.1 speaks of most draws: one in about 50 keeps a wrong training point (overlapping supports). */
export const zeroError: Rule<Worst> = alwaysWithProbability({ p: 0.6 });

export const selectedFigure = ([{ norms, errors }]: readonly Selected[], { arm }: Selection): readonly Figure[] => [
  {
    title: 'The gradient along the run, and the training error',
    x: { label: 't', log: true },
    y: { label: 'norm, error', log: true },
    series: [
      { name: arm === 'adam' ? '‖∇L(W^(t))‖₁' : '‖∇L(W^(t))‖_F', points: norms },
      { name: 'training error', points: errors },
    ],
  },
];
