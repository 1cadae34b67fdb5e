import type { Lab, Trajectory } from 'lemmata';
import { type Correlations, correlationProbes, correlations } from './correlations.ts';
import { type Family, familyJob, paperFamily, pytorchAdam } from './experiments.ts';

/** Adam and GD from the same data and the same start, as in Section 6. */
export interface Contrast extends Family {
  readonly adamRate: number;
  readonly gdRate: number;
  /** Of Adam and of GD. */
  readonly steps: number;
  readonly gdSteps: number;
  /** Test points. */
  readonly test: number;
}

/** Family P of Section 6. */
export const paperContrast: Contrast = {
  ...paperFamily,
  adamRate: 5e-5,
  gdRate: 0.02,
  steps: 10_000,
  gdSteps: 10_000,
  test: 10_000,
};
/** A tenth of the samples, half of the neurons and of the columns: the same contrast within seconds. */
export const quickContrast: Contrast = {
  ...paperContrast,
  samples: 20,
  dimension: 500,
  neurons: 10,
  gdRate: 2,
  steps: 2500,
  gdSteps: 625,
  test: 500,
};

export type Arm = 'adam' | 'gd';
export interface Run {
  readonly seen: Correlations;
  readonly series: Trajectory['series'];
  readonly trainError: number;
  readonly testError: number;
}

/** Early iterates, which compete with the last ones for the smallest gradient. */
const early = [1, 2, 5, 10, 20];
const multiples = (step: number, steps: number) =>
  Array.from({ length: Math.floor(steps / step) + 1 }, (_, k) => k * step).filter((t) => t === 0 || t > 20);

/** The run of one optimizer in each trial. All claims that use one regime share them. */
export async function contrastRuns(
  regime: Contrast,
  optimizer: Arm,
  trials: readonly number[],
  lab: Lab,
): Promise<Run[]> {
  const { adamRate, gdRate, test } = regime;
  const steps = optimizer === 'adam' ? regime.steps : regime.gdSteps;
  const times = (step: number) => ({
    at: [...new Set([...early, ...multiples(step, steps), steps])].filter((t) => t <= steps).sort((a, b) => a - b),
  });
  const often = Math.ceil(steps / 50);
  const [schedule, seldom] = [times(often), times(5 * often)];
  const job = familyJob('adam-generalization/contrast', regime, {
    optimizer: optimizer === 'adam' ? pytorchAdam(adamRate) : { optimizer: 'gd', rate: gdRate },
    steps,
    test,
    precision: 'float32',
    precisionReason: 'errors are counted, correlations and losses judged by factors, far above rounding',
    probes: [
      ...correlationProbes(schedule),
      { name: 'loss', quantity: 'loss', schedule },
      { name: 'train', quantity: 'error', schedule },
      { name: 'test', quantity: 'error', on: 'test', schedule: seldom },
      { name: 'gradient', quantity: 'gradient', schedule: seldom },
      { name: 'weights', quantity: 'weights', schedule: { at: [0, steps] } },
    ],
  });
  const runs = await lab.each([job], trials, (run, data) => {
    const { series } = run;
    const [trainError, testError] = [series.train.values.at(-1)!, series.test.values.at(-1)!];
    return { seen: correlations(run, data), series, trainError, testError };
  });
  return runs.flat();
}
