import {
  all,
  always,
  type ClaimDefinition,
  exponentEquals,
  type Job,
  type Lab,
  NotMeasured,
  part,
  patch,
  type Series,
  type Sweep,
} from 'lemmata';
import { sweepFigures } from './small-step.ts';

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
  /** Share of the labels that are turned over, inputs kept. */
  readonly flipped: number;
}

type Point = Pick<HittingRegime, 'rate' | 'alpha' | 'sigma0' | 'memory'>;

const [samples, patches, dimension, neurons] = [8, 2, 20, 5];

function jobAt({ rate, alpha, sigma0, memory }: Point): Job {
  const slow = 300 / (rate * alpha ** 3 * sigma0) + (memory === null ? 0 : 30 / (1 - memory));
  const steps = Math.ceil(slow);
  return {
    name: 'momentum-generalization/hitting-time',
    network: { neurons, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
    data: {
      sampler: 'signal-noise',
      samples,
      smallMargin: 0,
      patches,
      dimension,
      alpha,
      beta: 1,
      noise: 1 / Math.sqrt(dimension),
    },
    init: { scale: sigma0, redrawUntilPositive: 'signal' },
    optimizer: memory === null ? { optimizer: 'gd', rate } : { optimizer: 'momentum', rate, memory },
    steps,
    // A margin of 7: with m = 5 some α c is beyond one then.
    stopBelowSlope: 1e-3,
    precision: 'float64',
    precisionReason: 'a slow start adds up many increments, each far below the signal',
    probes: [
      { name: 'signal', quantity: 'projection', direction: 'signal', schedule: { every: Math.ceil(steps / 60_000) } },
    ],
  };
}

/** c_r until well past 5𝒯₀ with a share of the labels turned over: data and start written out. */
async function mislabelled(job: Job, flipped: number, trial: number, lab: Lab): Promise<Series> {
  const weights = (schedule: Job['probes'][number]['schedule']) =>
    [{ name: 'weights', quantity: 'weights', schedule }] as const;
  const [start] = await lab.train({ ...job, steps: 1, probes: weights({ at: [0] }) }, [trial]);
  const data = lab.data(job, trial);
  const turned = Math.ceil(flipped * samples);
  // A fifth of 30/(1 − γ), and more than that of the other term.
  const steps = Math.ceil(job.steps / 5);
  const own: Job = {
    ...job,
    data: {
      sampler: 'given',
      inputs: Array.from(data.labels, (_, i) => Array.from({ length: patches }, (_, j) => [...patch(data, i, j)])),
      labels: Array.from(data.labels, (y, i) => (i < turned ? -y : y)),
    },
    init: { weights: [...start.series.weights.values] },
    steps,
    stopBelowSlope: undefined,
    probes: weights({ every: Math.ceil(steps / 2000) }),
  };
  const [run] = await lab.train(own, [trial]);
  const { steps: at, values } = run.series.weights;
  return { steps: at, values: values.filter((_, k) => k % dimension === 0), width: neurons };
}

/** First t with α c ≥ 1 and the least α c from there on, at a point, [trial]. */
async function hits(point: Point, flipped: number, trials: readonly number[], lab: Lab) {
  const { rate, alpha } = point;
  const job = jobAt(point);
  const signals: Series[] = [];
  if (flipped === 0) signals.push(...(await lab.train(job, trials)).map(({ series }) => series.signal));
  else for (const trial of trials) signals.push(await mislabelled(job, flipped, trial, lab));
  return signals.map((signal, k) => {
    const trial = trials[k];
    const largest = (at: number) =>
      alpha * Math.max(...signal.values.subarray(at * signal.width, (at + 1) * signal.width));
    const curve = Array.from(signal.steps, (_, at) => largest(at));
    const first = curve.findIndex((value) => value >= 1);
    // Turned labels keep it from getting there; the run, longer than 5𝒯₀, then bounds its time from below.
    if (first < 0 && flipped > 0) return { time: signal.steps.at(-1)!, kept: curve.at(-1)! };
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
  const { memory, rate, alpha, sigma0, sweeps, sigma0OfAlpha, flipped } = regime;
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
    for (const point of points) runs.push(await hits(point, flipped, trials, lab));
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
  rate: 0.3,
  alpha: 6,
  sigma0: 0.002,
  sigma0OfAlpha: 0.001,
  sweeps: {
    rate: [0.03, 0.17, 1],
    alpha: [4, 7.2, 13],
    sigma0: [3e-4, 1e-3, 3e-3],
    fade: [3e-5, 1.7e-4, 1e-3],
  },
  flipped: 0,
};

const hittingAssumptions = 'ασ₀ ≪ 1: d = 20, N = 8, no small margins, P = 2, m = 5; one start scaled along the sweeps';

const hittingFrame = {
  paper: 'momentum-generalization',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  figures: (observations: readonly HittingTimes[]) =>
    sweepFigures('Hitting time', '𝒯₀', observations, {
      'the step': ['η', ({ rate }) => rate],
      α: ['α', ({ alpha }) => alpha],
      'the start': ['σ₀', ({ sigma0 }) => sigma0],
      '1 − γ': ['1 − γ', ({ fade }) => fade],
    }),
} as const;

/** 𝒯₀ read as the order of the first time with α c ≥ 1: its exponents in η, 1 − γ, α and σ₀. */
export function readAsOrder(exponents: { rate: number; fade: number; alpha: number; sigma0: number }) {
  const exponent = (value: number) => exponentEquals({ towards: 'infinity', value, tolerance: 0.15 });
  return {
    ...hittingFrame,
    restsOn: ['lemma-5-1-signal-hitting-time'],
    kind: 'exponent',
    assumptions: [
      hittingAssumptions,
      'base η = 0.3, 1 − γ = 10⁻⁴, α = 6, σ₀ = 0.002 (0.001 along α): inertial, 𝒯₀ below 1/(1 − γ)',
    ],
    profiles: { quick: { trials: 16, regime: inertial }, full: { trials: 40, regime: inertial } },
    measure: hittingTimes,
    rule: all({
      'exponent in η': part(exponent(exponents.rate), ({ rate }: HittingTimes) => rate),
      'exponent in 1 − γ': part(exponent(exponents.fade), ({ fade }: HittingTimes) => fade),
      'exponent in α': part(exponent(exponents.alpha), ({ alpha }: HittingTimes) => alpha),
      'exponent in σ₀': part(exponent(exponents.sigma0), ({ sigma0 }: HittingTimes) => sigma0),
    }),
    controls: [
      {
        name: 'damped',
        breaks: 'γ = 0.5: the signal follows gradient flow, with exponents −1, 0, −3, −1',
        regime: { memory: 0.5, rate: 1e-3, sweeps: { ...inertial.sweeps, rate: [1e-3, 4e-3, 1.6e-2] } },
        trials: 6,
      },
    ],
  } satisfies Partial<ClaimDefinition<HittingRegime, HittingTimes>>;
}

/** What 𝒯₀ − 1/(1 − γ) is the inverse of, in each of the printed forms. */
const growth = {
  '1/(ησ₀α³)': ({ rate, sigma0, alpha }: Point) => rate * sigma0 * alpha ** 3,
  '1/(σ₀α³)': ({ sigma0, alpha }: Point) => sigma0 * alpha ** 3,
  '1/(σ₀α²)': ({ sigma0, alpha }: Point) => sigma0 * alpha ** 2,
};
type Form = keyof typeof growth;

export interface BoundRegime extends HittingRegime {
  /** By part of the rule: printed form of 𝒯₀ − 1/(1 − γ). */
  readonly forms: Readonly<Record<string, Form>>;
}

export type Bounded = HittingTimes & Pick<BoundRegime, 'forms'>;

/** Largest time over 5𝒯₀, minus one. */
export function late({ points }: HittingTimes, form: Form) {
  const ratios = points.map((point) => point.time / (5 * (1 / growth[form](point) + 1 / (1 - (point.memory ?? 0)))));
  const most = Math.max(...ratios);
  return { excess: most - 1, step: points[ratios.indexOf(most)].time };
}

/** 𝒯₀ read as a bound: by 5𝒯₀ the level is reached, in every form, and it is kept. */
export function readAsBound(regime: BoundRegime, setting: string) {
  const bound = always({ tolerance: 0, atMost: 0.5 });
  return {
    ...hittingFrame,
    kind: 'trajectory',
    assumptions: [hittingAssumptions, setting],
    profiles: { quick: { trials: 17, regime }, full: { trials: 40, regime } },
    async measure(own: BoundRegime, trials: readonly number[], lab: Lab): Promise<Bounded[]> {
      return (await hittingTimes(own, trials, lab)).map((times) => ({ ...times, forms: own.forms }));
    },
    rule: all({
      ...Object.fromEntries(
        Object.keys(regime.forms).map((name) => [
          name,
          part(bound, ({ forms, ...times }: Bounded) => late(times, forms[name])),
        ]),
      ),
      kept: part(bound, ({ fall }: Bounded) => ({ excess: fall, step: 0 })),
    }),
  } satisfies Partial<ClaimDefinition<BoundRegime, Bounded>>;
}

/** At one value of every parameter; γ was chosen after 1 − 10⁻⁴, whose 5𝒯₀ lets such a run fit the noise and come back. */
export const turnedOver = {
  name: '60 % of the labels turned over',
  breaks: 'drives the signal away from w*, at γ = 0.99, where true labels lead it to 1/α in time',
  regime: { memory: 0.99, sweeps: { rate: [0.1], alpha: [13], sigma0: [3e-3], fade: [3e-3] }, flipped: 0.6 },
  trials: 1,
} as const;
