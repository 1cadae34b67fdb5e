import { type Dataset, type Figure, type Job, type Lab, NotMeasured, type Trajectory } from 'lemmata';
import { correlationProbes, correlations } from './correlations.ts';
import { type Family, familyJob } from './experiments.ts';
import { arms, stageOneSteps } from './stage-one.ts';

export const weightArms = ['signGD', 'Adam, β₂ = 0.99'] as const;
export type WeightArm = (typeof weightArms)[number];

export interface WeightsRegime extends Family {
  /** η, falling. */
  readonly rates: readonly number[];
  /** Whether every neuron is looked at, or those with jw < 0 at T₀. */
  readonly neuronsSeen: 'every' | 'flipped';
}

/** sgn(ξ_i[k])w_{j,r}[k] at T₀ for k ∈ B_i, and w_{j,r}[k] for `free` k, which no noise touches. */
interface Weights {
  /** y_i = j, and ⟨w_{j,r}, ξ_i⟩ > 0 at the start. */
  readonly alive: number[];
  /** y_i = j, and ⟨w_{j,r}, ξ_i⟩ ≤ 0 at the start. */
  readonly dead: number[];
  /** y_i = −j */
  readonly other: number[];
  readonly free: number[];
}

function jobOf({ rates: _, neuronsSeen: __, ...family }: WeightsRegime, arm: WeightArm, rate: number): Job {
  const steps = stageOneSteps(arm, { ...family, rate });
  const at = [0, ...Array.from({ length: 21 }, (_, k) => Math.round(steps * (0.5 + k / 40)))];
  return familyJob('adam-generalization/weights-at-t0', family, {
    optimizer: arms[arm].optimizer(rate),
    steps,
    precision: 'float32',
    precisionReason: 'weights are judged by signs and factors of their size, far above rounding',
    probes: [...correlationProbes({ at }), { name: 'weights', quantity: 'weights', schedule: { at } }],
  });
}

function weightsAtT0(run: Trajectory, data: Dataset, regime: WeightsRegime, arm: WeightArm): Weights {
  const { neuronsSeen, dimension: columns, samples: n, sparsity } = regime;
  const { records, samples, neurons, labels, classOf, jw, own, onNoise } = correlations(run, data);
  const end = records.find((k) => k > 0 && samples.some((i) => own(k, i) >= 0.5));
  if (end === undefined)
    throw new NotMeasured(`${arm} memorised no noise within ${run.steps} steps of trial ${run.trial}`);
  const { values, width } = run.series.weights;
  const found: Weights = { alive: [], dead: [], other: [], free: [] };
  for (const r of neurons.filter((r) => neuronsSeen === 'every' || jw(end, r) < 0)) {
    const w = values.subarray(end * width + r * columns, end * width + (r + 1) * columns);
    found.free.push(...w.subarray(1 + n * sparsity));
    for (const i of samples) {
      const kind = labels[i] !== classOf(r) ? 'other' : onNoise(0, r, i) > 0 ? 'alive' : 'dead';
      for (let entry = data.start[2 * i + 1] + 1; entry < data.start[2 * i + 2]; entry++)
        found[kind].push(Math.sign(data.value[entry]) * w[data.column[entry]]);
    }
  }
  return found;
}

const quantile = (values: readonly number[], share: number) =>
  Float64Array.from(values).sort()[Math.ceil(share * values.length) - 1];
const size = (values: readonly number[]) => quantile(values.map(Math.abs), 0.99);

/** The weights of a trial and optimizer, and how far they are from the catalogue's rule, with the η where. */
export interface AtT0 {
  /** At the smallest η. */
  readonly weights: Weights;
  /** The largest of: 0.3 less the 5 % quantile of sσ_p·`alive`; the excess of the rest over its bound, in bounds. */
  readonly excess: number;
  /** 1/η */
  readonly step: number;
}

/**
 * The rest is the 99 % quantile of |w| over `other` or over `free`, whichever is larger. Its bound is 2η for signGD; for
 * Adam η/(1 − β₂), and an order in η of 0.8 between the largest and the smallest η. What lies below η is read as η.
 */
export async function measureWeights(
  regime: WeightsRegime,
  names: readonly WeightArm[],
  trials: readonly number[],
  lab: Lab,
): Promise<Record<WeightArm, AtT0>[]> {
  const { rates, sparsity, noise } = regime;
  const points = names.flatMap((arm) => rates.map((rate) => ({ arm, rate })));
  const jobs = points.map(({ arm, rate }) => jobOf(regime, arm, rate));
  const rows = await lab.each(jobs, trials, (run, data, k) => {
    const { arm, rate } = points[k];
    const weights = weightsAtT0(run, data, regime, arm);
    const rest = Math.max(rate, size(weights.other), size(weights.free));
    const bound = arm === 'signGD' ? 2 * rate : rate / (1 - 0.99);
    const memorised = quantile(weights.alive, 0.05) * sparsity * noise;
    return { weights, rest, excess: Math.max(0.3 - memorised, rest / bound - 1), step: Math.round(1 / rate) };
  });
  return rows.map((row) => {
    const entries = names.map((arm, which) => {
      const found = row.slice(which * rates.length, (which + 1) * rates.length);
      const [first, last] = [found[0], found[found.length - 1]];
      const order = Math.log(first.rest / last.rest) / Math.log(last.step / first.step);
      const worst = found.reduce((known, next) => (next.excess > known.excess ? next : known));
      const { excess, step } =
        arm !== 'signGD' && 0.8 - order > worst.excess ? { ...last, excess: 0.8 - order } : worst;
      return [arm, { weights: last.weights, excess, step }];
    });
    return Object.fromEntries(entries) as Record<WeightArm, AtT0>;
  });
}

export const weightsFigure = ({ weights }: AtT0, { sparsity, noise }: WeightsRegime): Figure => ({
  kind: 'histogram',
  title: 'Weights at T₀ by the kind of their coordinate, signGD at the smallest η, first trial',
  x: { label: 'sgn(ξ_i[k])w[k]·sσ_p' },
  samples: Object.entries(weights).map(([name, values]: [string, readonly number[]]) => ({
    name,
    values: values.filter((_, k) => k % 24 === 0).map((w) => w * sparsity * noise),
  })),
  marks: [{ name: '0.3', at: 0.3 }],
});
