import type { Figure, Lab, OptimizerSpec, Sweep, Trajectory, Worst } from 'lemmata';
import { disjointFamily, type Family, familyJob, withPool } from './experiments.ts';

export interface ClosenessRegime {
  /** n, s, m, α/σ_p */
  readonly sizes: readonly [number, number, number, number];
  /** η, falling. */
  readonly rates: readonly number[];
  /** ηT */
  readonly span: number;
  /** `slower`: divides every η, so that ℓ changes by no more than a constant within the memory of V. */
  readonly variants: readonly { readonly beta2: number; readonly biasCorrection: boolean; readonly slower?: number }[];
  /** `tied`: β₁ = β₂ = 1 − 100η, a memory of fixed ηt. */
  readonly memory: 'fixed' | 'tied';
  /** Steps at which every coordinate is looked at, per run. */
  readonly looks: number;
  /** What Θ̃ may hide: the largest constants that the lemma is held to. */
  readonly bounds: Readonly<Record<Bounded, number>>;
}
type Bounded = 'first' | 'free' | 'noise' | 'noise, without ℓ';

/**
 * Largest |g| where Adam does not move like signGD: |g|/η for the feature column, |g|/(λη) for columns without noise,
 * |g|n/(ηsσ_pℓ_i) for noise columns with ℓ_i ≥ 100nλ/(sσ_p²) and for all of them, and |g|/(ηsσ_p).
 */
type Constants = Record<Bounded | 'noise, any ℓ', number>;
const none: Constants = { first: 0, free: 0, noise: 0, 'noise, any ℓ': 0, 'noise, without ℓ': 0 };

/** The constants of one trial. */
export interface Closeness {
  /** Over their bounds, minus 1, at worst; `step` is 1/η. */
  readonly excess: Readonly<Record<Bounded, Worst>>;
  /** Of the first variant, over 1/η. */
  readonly sweeps: Readonly<Record<keyof Constants, Sweep>>;
  /** [sgn(g) M/√V, |g|/η] of the feature column at the smallest η, first variant. */
  readonly points: readonly (readonly [number, number])[];
}

/** Columns that no noise touches. */
const pool = 10;

/** Adam moves like signGD where sgn(g) M/√V lies in this range. */
const like = [0.1, 10] as const;

function constantsOf({ series }: Trajectory, family: Family, rate: number) {
  const { samples, sparsity, dimension, noise, weightDecay } = family;
  const { weights, gradient, margins } = series;
  const constants = { ...none };
  const points: [number, number][] = [];
  const raise = (kind: keyof Constants, value: number) => {
    constants[kind] = Math.max(constants[kind], value);
  };
  const { width } = weights;
  for (let look = 0; look < gradient.steps.length; look++) {
    // Weights come in pairs t, t + 1: the update between them is −η M/√V.
    const [now, next] = [2 * look * width, (2 * look + 1) * width];
    for (let k = 0; k < width; k++) {
      const g = gradient.values[look * width + k];
      const along = (Math.sign(g) * (weights.values[now + k] - weights.values[next + k])) / rate;
      const size = Math.abs(g) / rate;
      const column = k % dimension;
      if (column === 0 && look % 5 === 0) points.push([along, size]);
      if (along >= like[0] && along <= like[1]) continue;
      if (column === 0) raise('first', size);
      else if (column > samples * sparsity) raise('free', size / weightDecay);
      else {
        const i = Math.floor((column - 1) / sparsity);
        const l = 1 / (1 + Math.exp(margins.values[look * samples + i]));
        const scaled = (size * samples) / (sparsity * noise * l);
        raise('noise, any ℓ', scaled);
        raise('noise, without ℓ', size / (sparsity * noise));
        if (l >= (100 * samples * weightDecay) / (sparsity * noise ** 2)) raise('noise', scaled);
      }
    }
  }
  return { constants, points };
}

export async function measureCloseness(
  regime: ClosenessRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<Closeness[]> {
  const { rates, span, variants, memory, looks, bounds } = regime;
  const family = withPool(disjointFamily(...regime.sizes), pool);
  const jobOf = (rate: number, { beta2, biasCorrection }: ClosenessRegime['variants'][number]) => {
    const steps = Math.round(span / rate);
    const at = Array.from({ length: looks }, (_, k) => Math.floor((k * (steps - 1)) / looks));
    const betas = memory === 'tied' ? { beta1: 1 - 100 * rate, beta2: 1 - 100 * rate } : { beta1: 0.9, beta2 };
    const optimizer: OptimizerSpec = {
      optimizer: 'adam',
      rate,
      ...betas,
      biasCorrection,
      epsilon: 0,
      epsilonPlacement: 'outside',
    };
    return familyJob('adam-generalization/closeness', family, {
      optimizer,
      steps,
      precisionReason: 'the displacement of one step is a difference of nearly equal weights',
      probes: [
        { name: 'weights', quantity: 'weights', schedule: { at: [...at.flatMap((t) => [t, t + 1]), steps] } },
        { name: 'gradient', quantity: 'gradient', schedule: { at } },
        { name: 'margins', quantity: 'margins', schedule: { at } },
      ],
    });
  };
  const jobs = variants.flatMap((variant) => rates.map((rate) => jobOf(rate / (variant.slower ?? 1), variant)));
  const rows = await lab.each(jobs, trials, (run, _, job) => {
    const { rate } = jobs[job].optimizer;
    return { rate, found: constantsOf(run, family, rate) };
  });
  return rows.map((runs) => {
    const excess = (kind: Bounded): Worst => {
      const excesses = runs.map(({ found }) => found.constants[kind] / bounds[kind] - 1);
      const largest = Math.max(...excesses);
      return { excess: largest, step: Math.round(1 / runs[excesses.indexOf(largest)].rate) };
    };
    const first = runs.slice(0, rates.length);
    const sweep = (kind: keyof Constants): Sweep => ({
      x: rates.map((rate) => 1 / rate),
      y: first.map(({ found }) => found.constants[kind]),
    });
    return {
      excess: of(['first', 'free', 'noise', 'noise, without ℓ'], excess),
      sweeps: of(Object.keys(none) as (keyof Constants)[], sweep),
      points: first[rates.length - 1].found.points,
    };
  });
}

const of = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;

export const closenessQuick: ClosenessRegime = {
  sizes: [4, 25, 8, 1],
  rates: [3e-4, 1e-4, 3e-5],
  span: 0.15,
  variants: [{ beta2: 0.99, biasCorrection: false }],
  memory: 'fixed',
  looks: 60,
  bounds: { first: 10, free: 40, noise: 3, 'noise, without ℓ': 0.5 },
};
/** Family M with m = 6. */
export const closenessFull: ClosenessRegime = {
  sizes: [16, 100, 6, 1],
  rates: [1e-4, 3e-5, 1e-5],
  span: 0.15,
  variants: [
    { beta2: 0.99, biasCorrection: false },
    { beta2: 0.99, biasCorrection: true },
    { beta2: 0.9, biasCorrection: false },
    { beta2: 0.999, biasCorrection: false, slower: 10 },
  ],
  memory: 'fixed',
  looks: 60,
  bounds: { first: 5, free: 220, noise: 20, 'noise, without ℓ': 2 },
};

/** The constants of the first trials over 1/η; those that are 0 have no logarithm and are left out. */
export function constantsFigure(observations: readonly Closeness[], shown: readonly (keyof Constants)[]): Figure {
  return {
    title: 'Largest |g| where Adam leaves signGD, in the units of the lemma',
    x: { label: '1/η', log: true },
    y: { label: 'constant', log: true },
    series: shown.flatMap((kind) =>
      observations.slice(0, 4).map(({ sweeps }, trial) => ({
        name: `${kind}, trial ${trial}`,
        points: sweeps[kind].x.map((x, k) => [x, sweeps[kind].y[k]] as const).filter(([, y]) => y > 0),
      })),
    ),
  };
}
