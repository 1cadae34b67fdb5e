import type { Lab, Sweep } from 'lemmata';
import { signalCurve, signalJob } from './experiments.ts';
import { at, type Scale, theta1 } from './joint.ts';

export interface Amplified {
  readonly dimensions: readonly number[];
  readonly samples: number;
  /** η */
  readonly rate: Scale;
  /** Takes GD for GD+M too. */
  readonly forgetful: boolean;
}

export const amplifiedQuick: Amplified = {
  dimensions: [30, 85, 240],
  samples: theta1.samples,
  rate: theta1.rate,
  forgetful: false,
};

/** c of GD+M over c of GD after 20/(1 − γ) steps on large margins only, against d; 1 − γ = log(d)/d. */
export async function amplifications(regime: Amplified, trials: readonly number[], lab: Lab): Promise<Sweep[]> {
  const { dimensions, samples, forgetful } = regime;
  const ratios: number[][] = trials.map(() => []);
  for (const d of dimensions) {
    const damping = at(theta1.damping, d);
    const learn = async (memory: number | null) => {
      const [rate, initScale] = [at(regime.rate, d), at(theta1.start, d)];
      const sizes = { samples, smallMargin: 0, dimensions, initScale, rate, memory };
      const job = signalJob(sizes, d, Math.ceil(20 / damping));
      const probes = job.probes.map((probe) => ({ ...probe, schedule: 'end' }) as const);
      const runs = await lab.train({ ...job, probes }, trials);
      return runs.map((run) => signalCurve(run).at(-1)!);
    };
    const gd = await learn(null);
    const gdm = await learn(forgetful ? null : 1 - damping);
    gd.forEach((c, k) => {
      ratios[k].push(gdm[k] / c);
    });
  }
  return ratios.map((y) => ({ x: dimensions, y }));
}
