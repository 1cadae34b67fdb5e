import { type Job, type Lab, NotMeasured, type OptimizerSpec, patch, type Sweep } from 'lemmata';
import { alphaOf, betaOf } from './experiments.ts';
import { startSign } from './proof-runs.ts';

export interface MemorisationRegime {
  /** N, nested: the small margins and the first large ones of the largest set. */
  readonly samples: readonly number[];
  readonly smallMargin: number;
  readonly rates: readonly number[];
  /** κ₀, σ₀ = κ₀/√d */
  readonly initScales: readonly number[];
  /** γ; null: GD. */
  readonly memory: number | null;
}

/** T₁, the first step with y_i f(X_i) ≥ 1 on all of Z₂, against N, η and σ₀ through the middle of the other two. */
export interface MemorisationTimes {
  readonly samples: Sweep;
  readonly rate: Sweep;
  readonly sigma0: Sweep;
}

const d = 30;
// β = α/(log²d √d): at log d, small starts leave Z₂ the time to be learnt through the signal, after 1/(3ηβ³cν₂) steps.

const optimizerOf = (rate: number, memory: number | null): OptimizerSpec =>
  memory === null ? { optimizer: 'gd', rate } : { optimizer: 'momentum', rate, memory };

async function timesOf(
  { samples, smallMargin, memory }: MemorisationRegime,
  point: { samples: number; rate: number; initScale: number },
  trials: readonly number[],
  lab: Lab,
): Promise<number[]> {
  const times: number[] = [];
  for (const trial of trials) {
    const name = 'momentum-generalization/memorisation-time';
    const all = { samples: Math.max(...samples), smallMargin, patches: 5, dimension: d };
    const strengths = { alpha: alphaOf(d), beta: betaOf(d) / Math.log(d), noise: 1 / Math.sqrt(d) };
    const drawn = { name, data: { sampler: 'signal-noise', ...all, ...strengths } } as const;
    const data = lab.data(drawn, trial);
    const chosen = Array.from(data.labels.keys()).filter(
      (i) => data.groups[i] === 1 || i < point.samples - smallMargin,
    );
    const { rate, initScale } = point;
    const steps = Math.ceil((5 * point.samples * Math.sqrt(d)) / (rate * initScale));
    const common = {
      network: { neurons: 5, activation: { kind: 'power', degree: 3 }, output: 'ones', loss: 'logistic' },
      init: { scale: initScale / Math.sqrt(d) },
      optimizer: optimizerOf(rate, memory),
      steps,
      stopBelowSlope: 0.25,
      precision: 'float64',
      probes: [{ name: 'margins', quantity: 'margins', schedule: { every: Math.ceil(steps / 4000) } }],
    } satisfies Partial<Job>;
    const sign = await startSign({ ...common, ...drawn }, trial, lab);
    const inputs = chosen.map((i) =>
      Array.from({ length: data.patches }, (_, j) => Array.from(patch(data, i, j), (entry) => sign * entry)),
    );
    const labels = chosen.map((i) => data.labels[i]);
    const [{ series }] = await lab.train({ ...common, name, data: { sampler: 'given', inputs, labels } }, [trial]);
    const { width, values } = series.margins;
    const first = series.margins.steps.findIndex((_, k) =>
      values.subarray((k + 1) * width - smallMargin, (k + 1) * width).every((margin) => margin >= 1),
    );
    if (first < 1) throw new NotMeasured(`Z₂ was not memorised within ${steps} steps in trial ${trial}`);
    times.push(series.margins.steps[first]);
  }
  return times;
}

export async function memorisationTimes(
  regime: MemorisationRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<MemorisationTimes[]> {
  const { samples, rates, initScales } = regime;
  const middle = { samples: samples[1], rate: rates[1], initScale: initScales[1] };
  const sweep = async (points: readonly (typeof middle)[]) => {
    const times: number[][] = [];
    // One after the other: an engine trains one job at a time.
    for (const point of points) times.push(await timesOf(regime, point, trials, lab));
    return times;
  };
  const bySamples = await sweep(samples.map((value) => ({ ...middle, samples: value })));
  const byRate = await sweep(rates.map((value) => ({ ...middle, rate: value })));
  const byScale = await sweep(initScales.map((value) => ({ ...middle, initScale: value })));
  return trials.map((_, k) => ({
    samples: { x: samples, y: bySamples.map((times) => times[k]) },
    rate: { x: rates, y: byRate.map((times) => times[k]) },
    sigma0: { x: initScales.map((scale) => scale / Math.sqrt(d)), y: byScale.map((times) => times[k]) },
  }));
}

export const memorisationQuick: MemorisationRegime = {
  samples: [6, 12, 24],
  smallMargin: 1,
  rates: [0.025, 0.05, 0.1],
  initScales: [0.05, 0.1, 0.2],
  memory: null,
};
export const memorisationFull: MemorisationRegime = { ...memorisationQuick, samples: [20, 40, 80], smallMargin: 4 };

export const withMomentum = {
  name: 'GD+M with a memory as long as T₁',
  breaks: 'runs GD+M with 1 − γ = 10⁻⁴: the noise accelerates, and the exponents are halved',
  regime: { memory: 1 - 1e-4 },
} as const;
