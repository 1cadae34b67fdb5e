import { exponentAtMost, type Figure, type Lab, type Sweep } from 'lemmata';
import { alphaOf, type Sizes, signalCurve, signalJob } from './experiments.ts';

/** sup_t α max_r |c_r^{(t)}| over the sweep of d, one trial. */
export async function signalCaps(sizes: Sizes, trials: readonly number[], lab: Lab): Promise<Sweep[]> {
  const caps: number[][] = trials.map(() => []);
  for (const d of sizes.dimensions) {
    const runs = await lab.train(signalJob(sizes, d), trials);
    runs.forEach((run, k) => {
      caps[k].push(alphaOf(d) * Math.max(...signalCurve(run, true)));
    });
  }
  return caps.map((y) => ({ x: sizes.dimensions, y }));
}

/** The catalogue's rule for Õ(1): slope on log d at most 0.25 and no value above 5; refuted from 0.35 on. */
export const boundedByPolylog = exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35, cap: 5 });

export function capFigure(observations: readonly Sweep[]): Figure[] {
  return [
    {
      title: 'Largest signal, in units of 1/α',
      x: { label: 'd', log: true },
      y: { label: 'sup_t α max_r |c_r|', log: true },
      series: observations.map(({ x, y }, trial) => ({
        name: `trial ${trial}`,
        points: x.map((d, k) => [d, y[k]] as const),
      })),
    },
  ];
}
