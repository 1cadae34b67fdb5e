import { type Lab, NotMeasured, type Sweep } from 'lemmata';

/** The setting in which exponents show, α σ₀ ≪ 1: d = 20, N = 8, no small margins, P = 2, m = 5. */
export interface HittingRegime {
  /** γ; null: GD. */
  readonly memory: number | null;
  readonly rate: number;
  readonly alpha: number;
  readonly sigma0: number;
  readonly sweeps: {
    readonly rate: readonly number[];
    readonly alpha: readonly number[];
    readonly sigma0: readonly number[];
    readonly fade: readonly number[];
  };
  /** σ₀ along the sweep of α. */
  readonly sigma0OfAlpha: number;
}

type Point = Pick<HittingRegime, 'rate' | 'alpha' | 'sigma0' | 'memory'>;

/** First t with α c ≥ 1 and whether α c stays there, at each point, [trial]. */
async function hits({ rate, alpha, sigma0, memory }: Point, trials: readonly number[], lab: Lab) {
  const slow = 300 / (rate * alpha ** 3 * sigma0) + (memory === null ? 0 : 30 / (1 - memory));
  const steps = Math.ceil(slow);
  const runs = await lab.train(
    {
      name: 'momentum-generalization/hitting-time',
      network: { neurons: 5, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
      data: {
        ...{ sampler: 'signal-noise', samples: 8, smallMargin: 0, patches: 2, dimension: 20 },
        ...{ alpha, beta: 1, noise: 1 / Math.sqrt(20) },
      },
      init: { scale: sigma0, redrawUntilPositive: 'signal' },
      optimizer: memory === null ? { optimizer: 'gd', rate } : { optimizer: 'momentum', rate, memory },
      steps,
      // A margin of 7: with m = 5 some α c is beyond one then.
      stopBelowSlope: 1e-3,
      precision: 'float64',
      probes: [
        { name: 'signal', quantity: 'projection', direction: 'signal', schedule: { every: Math.ceil(steps / 60_000) } },
      ],
    },
    trials,
  );
  return runs.map(({ trial, series: { signal } }) => {
    const largest = (k: number) =>
      alpha * Math.max(...signal.values.subarray(k * signal.width, (k + 1) * signal.width));
    const curve = Array.from(signal.steps, (_, k) => largest(k));
    const first = curve.findIndex((value) => value >= 1);
    if (first < 1) throw new NotMeasured(`α c ≥ 1 was not reached in trial ${trial} at rate ${rate}, α ${alpha}`);
    // Between two records, linearly.
    const part = (1 - curve[first - 1]) / (curve[first] - curve[first - 1]);
    const time = signal.steps[first - 1] + part * (signal.steps[first] - signal.steps[first - 1]);
    return { time, kept: Math.min(...curve.slice(first)) };
  });
}

export interface HittingTimes {
  /** Hitting time against each parameter. */
  readonly rate: Sweep;
  readonly alpha: Sweep;
  readonly sigma0: Sweep;
  /** Against 1 − γ; null for GD. */
  readonly fade: Sweep | null;
  /** 1 − least α c after the first hit, at worst. */
  readonly fall: number;
  /** Every point with its hitting time. */
  readonly points: readonly (Point & { readonly time: number })[];
}

export async function hittingTimes(
  regime: HittingRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<HittingTimes[]> {
  const { memory, rate, alpha, sigma0, sweeps, sigma0OfAlpha } = regime;
  const base = { memory, rate, alpha, sigma0 };
  const arms = {
    rate: sweeps.rate.map((value) => ({ ...base, rate: value })),
    alpha: sweeps.alpha.map((value) => ({ ...base, alpha: value, sigma0: sigma0OfAlpha })),
    sigma0: sweeps.sigma0.map((value) => ({ ...base, sigma0: value })),
    fade: memory === null ? [] : sweeps.fade.map((value) => ({ ...base, memory: 1 - value })),
  };
  const measured: Awaited<ReturnType<typeof hits>>[][] = [];
  // One after the other: an engine trains one job at a time.
  for (const points of Object.values(arms)) {
    const runs = [];
    for (const point of points) runs.push(await hits(point, trials, lab));
    measured.push(runs);
  }
  return trials.map((_, trial) => {
    const timesOf = (arm: number) => measured[arm].map((runs) => runs[trial].time);
    const all = Object.values(arms).flatMap((points, arm) =>
      points.map((point, k) => ({ ...point, time: measured[arm][k][trial].time })),
    );
    return {
      rate: { x: sweeps.rate, y: timesOf(0) },
      alpha: { x: sweeps.alpha, y: timesOf(1) },
      sigma0: { x: sweeps.sigma0, y: timesOf(2) },
      fade: memory === null ? null : { x: sweeps.fade, y: timesOf(3) },
      fall: 1 - Math.min(...measured.flat(2).map(({ kept }) => kept)),
      points: all,
    };
  });
}

/** GD+M whose memory outlasts the hitting time. */
export const inertial: HittingRegime = {
  memory: 1 - 1e-4,
  ...{ rate: 0.3, alpha: 6, sigma0: 0.002, sigma0OfAlpha: 0.001 },
  sweeps: {
    rate: [0.03, 0.17, 1],
    alpha: [4, 7.2, 13],
    sigma0: [3e-4, 1e-3, 3e-3],
    fade: [3e-5, 1.7e-4, 1e-3],
  },
};
