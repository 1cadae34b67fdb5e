import type { Figure, Lab } from 'lemmata';
import { type Arm, armNames, type Seen, type StageTwo, stageTwo } from './stage-two.ts';
import { testErrorOf } from './test-points.ts';

export interface NearHalf extends StageTwo {
  /** The positive control: the weights of a run of one negligible step, with w[1] = 0. */
  readonly untrained: boolean;
}
export type TestErrors = Readonly<Record<Arm, number>>;

/** The run with w[1] = 0 in every neuron at the end. */
function withoutFeature(run: Seen['run'], dimension: number): Seen['run'] {
  const { weights } = run.series;
  const values = weights.values.map((w, k) => (k % dimension === 0 ? 0 : w));
  return { ...run, series: { ...run.series, weights: { ...weights, values } } };
}

export function measureTestErrors(regime: NearHalf, trials: readonly number[], lab: Lab): Promise<TestErrors[]> {
  const errorOf = testErrorOf(regime, lab);
  return stageTwo(regime, trials, lab, ({ seen, run, trial }) => {
    const judged = regime.untrained ? withoutFeature(run, regime.dimension) : run;
    return errorOf({ seen, run: judged }, trial);
  });
}

export const testErrorFigure = (observations: readonly TestErrors[]): readonly Figure[] => [
  {
    kind: 'histogram',
    title: 'Test error in every trial',
    x: { label: 'test error' },
    samples: armNames.map((name) => ({ name, values: observations.map((errors) => errors[name]) })),
    marks: [{ name: 'guessing', at: 0.5 }],
  },
];
