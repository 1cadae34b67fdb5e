import { exponentAtMost, type Figure, type Lab, powerLaw, type Sweep } from 'lemmata';
import { alphaOf, betaOf, judgedCoarsely, type Sizes, signalCurve, signalJob } from './experiments.ts';

/** One trial's sweep of d: y = sup_t α max_r |c_r^{(t)}|, and what was learnt at the end in units of 1/β. */
export interface Caps extends Sweep {
  /** β c^{(T)} */
  readonly learnt: readonly number[];
}

/** The catalogue's C: a value above it is no Õ(1). */
export const cap = 5;

export async function signalCaps(sizes: Sizes, trials: readonly number[], lab: Lab): Promise<Caps[]> {
  const caps = trials.map(() => ({ x: sizes.dimensions, y: [] as number[], learnt: [] as number[] }));
  for (const d of sizes.dimensions) {
    const runs = await lab.train(judgedCoarsely(signalJob(sizes, d)), trials);
    runs.forEach((run, k) => {
      caps[k].y.push(alphaOf(d) * Math.max(...signalCurve(run, true)));
      caps[k].learnt.push(betaOf(d) * signalCurve(run).at(-1)!);
    });
  }
  return caps;
}

/** The catalogue's rule for Õ(1): slope on log d at most 0.25 and no value above 5; refuted from 0.35 on. */
export const boundedByPolylog = exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35, cap });

export function capFigure(sweeps: readonly Sweep[]): Figure {
  return {
    title: 'Largest signal, in units of 1/α',
    x: { label: 'd', log: true },
    y: { label: 'sup_t α max_r |c_r|', log: true },
    series: [
      { name: 'each trial', draw: 'dots', points: sweeps.flatMap(({ x, y }) => x.map((d, k) => [d, y[k]] as const)) },
      powerLaw('geometric mean over the trials', sweeps),
      { name: `the rule allows ${cap}`, draw: 'bound', points: (sweeps[0]?.x ?? []).map((d) => [d, cap] as const) },
    ],
  };
}
