import { type Figure, type Lab, part, proportionAtLeastAnytime } from 'lemmata';
import type { Arm, Contrast } from './contrast.ts';
import { correlationProbes, correlations } from './correlations.ts';
import { disjointFamily, type Family, familyJob, paperAdam, withPool } from './experiments.ts';
import { testErrorOf } from './test-points.ts';

export interface DecaySweep extends Family, Pick<Contrast, 'adamRate' | 'gdRate'> {
  readonly arm: Arm;
  readonly steps: number;
  /** λ over σ₀^{q−2}, q = 3. */
  readonly decays: readonly number[];
}

/** The errors of the last iterate at one λ. */
interface Errors {
  readonly decay: number;
  readonly train: number;
  readonly test: number;
}

export async function measureDecays(
  regime: DecaySweep,
  trials: readonly number[],
  lab: Lab,
): Promise<(readonly Errors[])[]> {
  const { arm, decays, adamRate, gdRate, steps, initScale } = regime;
  const errorOf = testErrorOf(regime, lab);
  const jobs = decays.map((decay) =>
    familyJob(
      'adam-generalization/decays',
      { ...regime, weightDecay: decay * initScale },
      {
        optimizer: arm === 'adam' ? paperAdam(adamRate, 0.99) : { optimizer: 'gd', rate: gdRate },
        steps,
        precision: 'float32',
        precisionReason: 'errors are counted, correlations judged by thresholds far above rounding',
        probes: [
          ...correlationProbes('end'),
          { name: 'error', quantity: 'error', schedule: 'end' },
          { name: 'weights', quantity: 'weights', schedule: 'end' },
        ],
      },
    ),
  );
  return await lab.each(jobs, trials, (run, data, k) => {
    const test = errorOf({ run, seen: correlations(run, data) }, run.trial);
    return { decay: decays[k], train: run.series.error.values[0], test };
  });
}

/** The catalogue's λ₀ = σ₀²/n is the first λ. */
const small = withPool(disjointFamily(16, 64, 10, 1));
export const decaysQuick: DecaySweep = {
  ...small,
  adamRate: 2e-4,
  gdRate: 2,
  steps: 1000,
  arm: 'adam',
  decays: [small.initScale / small.samples, 0.4],
};
/** Family M with m = 16. */
const wide = withPool(disjointFamily(16, 100, 16, 1));
export const decaysFull: DecaySweep = {
  ...wide,
  adamRate: 4e-5,
  gdRate: 0.5,
  steps: 12_000,
  arm: 'adam',
  decays: [wide.initScale / wide.samples, 0.4],
};

const often = proportionAtLeastAnytime({ p: 0.6 });
/** Of the runs that fit the training set at the k-th λ, most err on half of the test points or more. */
export const noBetterThanChance = (k: number) =>
  part(often, (errors: readonly Errors[]) => (errors[k].train === 0 ? errors[k].test >= 0.5 : null));

export const decayFigure = (observations: readonly (readonly Errors[])[]): readonly Figure[] => [
  {
    title: 'Test error of the runs that fit the training set',
    x: { label: 'λ/σ₀^{q−2}', log: true },
    y: { label: 'test error' },
    series: observations.slice(0, 12).map((errors, trial) => ({
      name: `trial ${trial}`,
      points: errors.filter(({ train }) => train === 0).map(({ decay, test }) => [decay, test] as const),
    })),
  },
];
