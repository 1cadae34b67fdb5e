import {
  all,
  type ClaimDefinition,
  exponentEquals,
  type Job,
  type Lab,
  NotMeasured,
  type OptimizerSpec,
  part,
  patch,
  type Sweep,
} from 'lemmata';
import { alphaOf, betaOf } from './experiments.ts';
import { startSign } from './proof-runs.ts';
import { sweepFigures } from './small-step.ts';

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
// T₁ is proportional to 1/z − 1 for a largest activation z ≈ 2κ₀/√d of Z₂ at the start: an exponent of −1 within 0.05 needs
// κ₀ ≤ 0.2 (at the catalogue's 0.25 to 1 it is −1.25). So slow a start lets Z₂ be learnt through the signal instead, after
// 1/(3ηβ³cν₂) steps, unless β is a tenth of that: α/(log²d √d).

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
      precisionReason: 'a slow start adds up many increments, each far below the weights',
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

const quick: MemorisationRegime = {
  samples: [4, 8, 16],
  smallMargin: 1,
  rates: [0.05, 0.1, 0.2],
  initScales: [0.05, 0.1, 0.2],
  memory: null,
};

/** T₁ goes like N, 1/σ₀ and η to this power. */
export function memorisationInRate(power: number) {
  const exponent = (value: number) => exponentEquals({ towards: 'infinity', value, tolerance: 0.15 });
  return {
    paper: 'momentum-generalization',
    section: 'C. GD (Section 4, Theorem 3.1)',
    restsOn: ['lemma-4-4-noise-growth-corrected'],
    kind: 'exponent',
    assumptions: [
      'd = 30, P = 5, m = 5, β = α/(log²d √d); base N = 8, η = 0.1, κ₀ = 0.1, n₂ = 1 (full: N = 40, n₂ = 4); α c⁰ ≪ 1 for the exponent in σ₀ to show',
      'N nested, one start scaled with σ₀',
      'T₁: all of Z₂ at y_i f(X_i) ≥ 1, of which the signal is (β/α)³Σ(αc)³ < 10⁻²',
    ],
    profiles: {
      quick: { trials: 5, regime: quick },
      full: { trials: 10, regime: { ...quick, samples: [20, 40, 80], smallMargin: 4 } },
    },
    measure: memorisationTimes,
    rule: all({
      'exponent in N': part(exponent(1), ({ samples }: MemorisationTimes) => samples),
      'exponent in η': part(exponent(power), ({ rate }: MemorisationTimes) => rate),
      'exponent in σ₀': part(exponent(-1), ({ sigma0 }: MemorisationTimes) => sigma0),
    }),
    controls: [
      {
        name: 'GD+M with a memory as long as T₁',
        breaks: 'runs GD+M with 1 − γ = 10⁻⁴: the noise accelerates, and the exponents are halved',
        regime: { memory: 1 - 1e-4 },
      },
    ],
    figures: (observations: readonly MemorisationTimes[]) =>
      sweepFigures('Memorisation time', 'T₁', observations, {
        N: ['N', ({ samples }) => samples],
        'the step': ['η', ({ rate }) => rate],
        'the start': ['σ₀', ({ sigma0 }) => sigma0],
      }),
  } satisfies Partial<ClaimDefinition<MemorisationRegime, MemorisationTimes>>;
}
