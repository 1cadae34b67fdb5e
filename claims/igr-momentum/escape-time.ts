import { type Figure, type Lab, random } from 'lemmata';

export interface EscapeRegime {
  /** Effective learning rates h/(1−β), the largest first, each with its chains per trial. */
  readonly runs: readonly { readonly eta: number; readonly chains: number }[];
  /** Temperature: the gradient noise has variance 2D/η. */
  readonly D: number;
  /**
   * What stands against SGD: momentum; SGD whose noise has the variance times (1−β)/(1+β), as if the force's reduction
   * were all; or momentum whose noise has it times (1+β)/(1−β), so that the variance of the force is that of SGD.
   */
  readonly arm: 'momentum' | 'SGD with less noise' | 'momentum with more noise';
}

/** By η, by β: ln of the mean escape time over that of SGD, from chains that see the same noise. */
export interface EscapeObservation {
  readonly logRatios: readonly Readonly<Record<string, number>>[];
}

export const betas = [0.5, 0.9];
const barrier = 1 / 4;
/** Chains that have not escaped by then, ten times the mean time of SGD, count as escaping there. */
const cap = 1500;

/** ln of the ratio if escape felt the reduced variance as a lower temperature: (ΔE/D)((1+β)/(1−β) − 1). */
export function arrhenius(beta: number, D: number): number {
  return ((barrier / D) * 2 * beta) / (1 - beta);
}

/** Times kη at which chains on E = ¼(x² − 1)², from −1 with one noise for all, first pass x = 0.7. */
function escapeTimes(
  arms: readonly { readonly beta: number; readonly noise: number }[],
  { eta, D, seed }: { eta: number; D: number; seed: string },
): number[] {
  const stream = random(seed);
  const deviation = Math.sqrt((2 * D) / eta);
  const x = arms.map(() => -1);
  const before = arms.map(() => -1);
  const times = arms.map(() => cap);
  let inside = arms.map((_, arm) => arm);
  for (let k = 1; inside.length > 0 && k * eta < cap; k++) {
    const shock = deviation * stream.normal();
    let escaped = false;
    for (const arm of inside) {
      const { beta, noise } = arms[arm];
      const at = x[arm];
      x[arm] = at - (1 - beta) * eta * (at * at * at - at + noise * shock) + beta * (at - before[arm]);
      before[arm] = at;
      if (x[arm] <= 0.7) continue;
      times[arm] = k * eta;
      escaped = true;
    }
    if (escaped) inside = inside.filter((arm) => x[arm] <= 0.7);
  }
  return times;
}

export function escapes({ runs, D, arm }: EscapeRegime, trials: readonly number[], lab: Lab): EscapeObservation[] {
  const reduction = (beta: number) => Math.sqrt((1 - beta) / (1 + beta));
  const arms = betas.map((beta) => {
    if (arm === 'SGD with less noise') return { beta: 0, noise: reduction(beta) };
    return { beta, noise: arm === 'momentum' ? 1 : 1 / reduction(beta) };
  });
  return trials.map((trial) => ({
    logRatios: runs.map(({ eta, chains }) => {
      const sums = [0, ...betas.map(() => 0)];
      for (let chain = 0; chain < chains; chain++) {
        const seed = lab.seed(`η = ${eta}, chain ${chain}`, trial);
        const times = escapeTimes([{ beta: 0, noise: 1 }, ...arms], { eta, D, seed });
        for (let at = 0; at < sums.length; at++) sums[at] += times[at];
      }
      return Object.fromEntries(betas.map((beta, at) => [beta, Math.log(sums[at + 1] / sums[0])]));
    }),
  }));
}

/** The ratio of mean escape times against η. */
export function escapeFigure(observations: readonly EscapeObservation[], { runs }: EscapeRegime): Figure {
  return {
    title: 'Mean escape time over that of SGD, geometric mean over trials',
    x: { label: 'η = h/(1−β)', log: true },
    y: { label: 'ratio', log: true },
    series: betas.map((beta) => ({
      name: `β = ${beta}`,
      points: runs.map(({ eta }, at) => {
        const sum = observations.reduce((total, { logRatios }) => total + logRatios[at][beta], 0);
        return [eta, Math.exp(sum / observations.length)] as const;
      }),
    })),
  };
}
