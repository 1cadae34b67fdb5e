import {
  closeness,
  curvature,
  type Figure,
  heavyBallIterates,
  type Lab,
  type Loss,
  NotMeasured,
  random,
  type Sweep,
  twoD,
} from 'lemmata';
import { draw, type Grid, type Setting, settingName, sweep } from './experiments.ts';

export interface EffectiveRateRegime {
  readonly settings: readonly Setting[];
  readonly grid: Grid;
  /** Heavy ball is held to be as fast as GD(h/(1−β)^power); 1 in the paper. */
  readonly power: number;
}

/** Heavy ball against gradient descent along the step grid of one problem. */
interface Speed {
  /** Distance from GD(h/(1−β)^power). */
  readonly distance: Sweep;
  /** (1−β)^power · iterations of GD(h)/iterations of heavy ball, by h. */
  readonly ratios: readonly number[];
}

/** One trial: by setting, null where the trial is beyond its replicates. */
export type Speeds = Readonly<Record<string, Speed | null>>;

/** Runs are this much longer than the horizon, so that both reach the level. */
const reserve = 1.12;

export function measureSpeeds(
  { settings, grid, power }: EffectiveRateRegime,
  trials: readonly number[],
  lab: Lab,
): Speeds[] {
  const speedIn = ({ family, beta }: Setting, trial: number): Speed => {
    const problem = draw(family, 1, random(lab.seed(family, trial)));
    const { loss, start } = problem;
    const ratios: number[] = [];
    const distance = sweep(problem, beta, grid, (h, horizon) => {
      const run = (size: number, momentum: number, steps: number) =>
        heavyBallIterates(loss, start, { h: size, beta: momentum, steps });
      const level = loss.value(run(h / (1 - beta), 0, horizon)[horizon]);
      const momentum = run(h, beta, Math.ceil(reserve * horizon));
      const plain = run(h, 0, Math.ceil((reserve * horizon) / (1 - beta)));
      ratios.push(((1 - beta) ** power * iterationsTo(level, loss, plain)) / iterationsTo(level, loss, momentum));
      return closeness(momentum.slice(0, horizon + 1), run(h / (1 - beta) ** power, 0, horizon));
    });
    return { distance, ratios };
  };
  return trials.map((trial) =>
    Object.fromEntries(
      settings.map((setting) => [settingName(setting), trial < setting.replicates ? speedIn(setting, trial) : null]),
    ),
  );
}

/** Iterations until the loss has fallen to `level`, log-linear in between. */
function iterationsTo(level: number, loss: Loss, iterates: readonly Float64Array[]): number {
  const k = iterates.findIndex((x) => loss.value(x) <= level);
  if (k < 1) throw new NotMeasured(`the loss does not fall to ${level} in ${iterates.length} steps`);
  const [before, after] = [loss.value(iterates[k - 1]), loss.value(iterates[k])];
  return k - 1 + Math.log(before / level) / Math.log(before / after);
}

/** Loss against k h/(1−β) on TwoD(1, 0.6) from (1.4, 1.7): one curve for every β. */
export function collapseFigure(): Figure {
  const loss = twoD(1, 0.6);
  const start = Float64Array.of(1.4, 1.7);
  const unit = 1 / curvature(loss, start);
  return {
    title: 'Loss in the time k h/(1−β), h = 0.1(1−β)²/Λ',
    x: { label: 'k h/(1−β) in units of 1/Λ' },
    y: { label: 'E', log: true },
    series: [0, 0.5, 0.8, 0.9].map((beta) => {
      const h = 0.1 * (1 - beta) ** 2 * unit;
      const steps = Math.round(60 / (1 - beta));
      const iterates = heavyBallIterates(loss, start, { h, beta, steps });
      const shown = Array.from({ length: 31 }, (_, i) => Math.round((i * steps) / 30));
      const time = (k: number) => (k * h) / (1 - beta) / unit;
      return { name: `β = ${beta}`, points: shown.map((k) => [time(k), loss.value(iterates[k])] as const) };
    }),
  };
}
