import {
  all,
  closeness,
  curvature,
  type Figure,
  flowPoints,
  heavyBallIterates,
  type Lab,
  type Pair,
  pairedLess,
  part,
  plus,
  random,
  stationaryFlow,
} from 'lemmata';
import { draw, type Problem, type Setting, settingName } from './experiments.ts';

/** Whether flow (5) is closer to heavy ball than the plain rescaled flow. */
export interface ComparisonRegime {
  readonly settings: readonly Setting[];
  /** T = τ(1−β)/Λ, h = 0.025(1−β)²/Λ. */
  readonly tau: number;
  /** Start of both flows: x⁰, or x⁰ + hβ/(1−β)² ∇E(x⁰). */
  readonly start: 'same' | 'shifted';
  /** All steps, or those from n/4 on. */
  readonly window: 'all' | 'late';
  /** False sets β = 0. */
  readonly momentum: boolean;
  /** True exchanges the two flows. */
  readonly swapped: boolean;
}

/** log e of flow (5) (a) and of the plain flow (b) in each setting; null beyond its replicates. */
export type Comparison = Readonly<Record<string, Pair | null>>;

export const printed = { tau: 3, start: 'same', window: 'all', momentum: true, swapped: false } as const;

/** A sign test at the share of one of five parts needs 18 wins of 18. */
export const comparisonSettings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 20 },
  { family: 'TwoD', beta: 0.9, replicates: 20 },
  { family: 'Quartic', beta: 0.5, replicates: 20 },
  { family: 'Quartic', beta: 0.9, replicates: 20 },
  { family: 'MLP31', beta: 0.5, replicates: 20 },
];

const step = 0.025;

export function compareFlows(regime: ComparisonRegime, trials: readonly number[], lab: Lab): Comparison[] {
  return trials.map((trial) =>
    Object.fromEntries(
      regime.settings.map((setting) => {
        if (trial >= setting.replicates) return [settingName(setting), null];
        const problem = draw(setting.family, 1, random(lab.seed(setting.family, trial)));
        return [settingName(setting), compareOn(problem, setting.beta, regime)];
      }),
    ),
  );
}

function compareOn(problem: Problem, momentum: number, regime: Omit<ComparisonRegime, 'settings'>): Pair {
  const { loss, start } = problem;
  const beta = regime.momentum ? momentum : 0;
  const h = (step * (1 - beta) ** 2) / curvature(loss, start);
  const steps = Math.round(regime.tau / (step * (1 - beta)));
  const lag = regime.start === 'shifted' ? (h * beta) / (1 - beta) ** 2 : 0;
  const from = plus(start, lag, loss.gradient(start));
  const iterates = heavyBallIterates(loss, start, { h, beta, steps });
  const logDistance = (regularised: boolean) => {
    const points = flowPoints(() => stationaryFlow(loss, h, beta, regularised), from, { h, steps });
    return Math.log(closeness(iterates, points, regime.window === 'late' ? Math.floor(steps / 4) : 1));
  };
  return { a: logDistance(!regime.swapped), b: logDistance(regime.swapped) };
}

/** A sign test in every setting. */
export const closerRule = all(
  Object.fromEntries(
    comparisonSettings.map((setting) => [
      settingName(setting),
      part(pairedLess(), (seen: Comparison) => seen[settingName(setting)]),
    ]),
  ),
);

/** On 8 problems of TwoD: how often flow (5) is closer, and by which factor, for each start, window, β and τ. */
export function comparisonTable(): object[] {
  const problems = Array.from({ length: 8 }, (_, k) => draw('TwoD', 1, random(`flow comparison|${k}`)));
  const rows: object[] = [];
  for (const start of ['same', 'shifted'] as const) {
    for (const window of ['all', 'late'] as const) {
      for (const beta of [0, 0.5, 0.9]) {
        for (const tau of [1, 3, 6]) {
          const regime = { ...printed, start, window, tau };
          const gaps = problems.map((problem) => compareOn(problem, beta, regime)).map(({ a, b }) => b - a);
          const mean = gaps.reduce((sum, gap) => sum + gap / gaps.length, 0);
          const closer = `${gaps.filter((gap) => gap > 0).length} of ${gaps.length}`;
          rows.push({ start, window, beta, tau, flow5Closer: closer, meanFactor: Math.exp(mean) });
        }
      }
    }
  }
  return rows;
}

/** The pairs of every replicate; below the diagonal flow (5) is the closer one. */
export function pairsFigure(title: string, observations: readonly Comparison[]): Figure {
  const settings = comparisonSettings.map(settingName).map((name) => ({
    name,
    draw: 'dots' as const,
    points: observations.flatMap((seen) => {
      const pair = seen[name];
      return pair ? [[Math.exp(pair.b), Math.exp(pair.a)] as const] : [];
    }),
  }));
  const plain = settings.flatMap(({ points }) => points.map(([x]) => x));
  const diagonal = [Math.min(...plain), Math.max(...plain)].map((e) => [e, e] as const);
  return {
    title,
    x: { label: 'distance of the plain flow', log: true },
    y: { label: 'distance of flow (5)', log: true },
    series: [...settings, { name: 'equal', draw: 'bound', points: diagonal }],
  };
}
