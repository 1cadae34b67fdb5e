import type { Job, Lab, OptimizerSpec, Sweep } from 'lemmata';
import { correlationProbes, correlations } from './correlations.ts';
import { type Family, familyJob } from './experiments.ts';

export interface FeasibleRegime {
  /** q of the network; the rules speak of q = 3. */
  readonly degree: number;
  /** m */
  readonly neurons: number;
  readonly starts: readonly number[];
  readonly samples: readonly number[];
  readonly sparsities: readonly number[];
  /** Halvings of the bracket of λ_c, a factor 250 at first. */
  readonly halvings: number;
}

interface Size {
  /** σ₀, n, s */
  readonly start: number;
  readonly n: number;
  readonly s: number;
}

/** λ_c, beyond which signGD gets stuck at the origin, over σ₀, n and s; of GD over σ₀. */
export interface Feasible {
  readonly start: Sweep;
  readonly samples: Sweep;
  readonly sparsity: Sweep;
  readonly gd: Sweep;
  /** The largest |log(λ_c/λ*)| of all sizes, λ* = (3/2) max_j (n_j/n)Λ_j: where the decay balances the feature's gradient. */
  readonly departure: number;
}

const middle: Size = { start: 0.008, n: 8, s: 36 };
const arms = {
  /** Stuck weights shrink by η a step, free ones grow by η. */
  signGD: ({ start }: Size) => ({ optimizer: { optimizer: 'sign-gd', rate: start / 40 } as OptimizerSpec, steps: 240 }),
  /** Both take some 1/(ηλ) steps. */
  GD: ({ start }: Size, degree: number) => ({
    optimizer: { optimizer: 'gd', rate: 1 } as OptimizerSpec,
    steps: Math.ceil(8 / start ** (degree - 2)),
  }),
};

export async function measureFeasible(
  regime: FeasibleRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<Feasible[]> {
  const { degree, neurons, starts, samples, sparsities, halvings } = regime;
  const jobOf = (arm: keyof typeof arms, size: Size, weightDecay: number): Job => {
    const { start, n, s } = size;
    const family: Family = {
      ...{
        samples: n,
        sparsity: s,
        dimension: 1 + n * s,
        supports: 'disjoint',
        noise: s ** -0.5,
        alpha: 0.25 * s ** -0.5,
      },
      initScale: start,
      weightDecay,
      neurons,
    };
    const { optimizer, steps } = arms[arm](size, degree);
    const probes = correlationProbes({ at: [0, steps] });
    return familyJob('adam-generalization/feasible', family, {
      optimizer,
      steps,
      probes,
      degree,
      precision: 'float32',
      precisionReason: 'a bisection asks whether a correlation has grown or decayed, by factors far above rounding',
    });
  };
  /** λ_c of a trial by bisection, and λ*. */
  const threshold = async (arm: keyof typeof arms, size: Size, trial: number) => {
    const scale = size.start ** (degree - 2);
    let [free, stuck] = [0.02 * scale, 5 * scale];
    let balance = 0;
    for (let halving = 0; halving < halvings; halving++) {
      const weightDecay = Math.sqrt(free * stuck);
      const job = jobOf(arm, size, weightDecay);
      const [run] = await lab.train(job, [trial]);
      const seen = correlations(run, lab.data(job, trial));
      const share = (j: number) => seen.samples.filter((i) => seen.labels[i] === j).length / size.n;
      balance = 1.5 * Math.max(...[1, -1].map((j) => share(j) * seen.featureOf(0, j)));
      const largest = Math.max(
        ...seen.neurons.map((r) => Math.abs(seen.jw(1, r))),
        ...seen.samples.map((i) => seen.own(1, i)),
      );
      if (largest < size.start) stuck = weightDecay;
      else free = weightDecay;
    }
    return { critical: Math.sqrt(free * stuck), balance };
  };
  const observed: Feasible[] = [];
  for (const trial of trials) {
    let departure = 0;
    const sweep = async (arm: keyof typeof arms, key: keyof Size, x: readonly number[]): Promise<Sweep> => {
      const y: number[] = [];
      for (const value of x) {
        const { critical, balance } = await threshold(arm, { ...middle, [key]: value }, trial);
        departure = Math.max(departure, Math.abs(Math.log(critical / balance)));
        y.push(critical);
      }
      return { x, y };
    };
    observed.push({
      start: await sweep('signGD', 'start', starts),
      samples: await sweep('signGD', 'n', samples),
      sparsity: await sweep('signGD', 's', sparsities),
      gd: await sweep('GD', 'start', starts),
      departure,
    });
  }
  return observed;
}

export const feasibleQuick: FeasibleRegime = {
  degree: 3,
  neurons: 8,
  starts: [0.032, 0.016, 0.008],
  samples: [8, 16, 32],
  sparsities: [36, 64, 100],
  halvings: 6,
};
export const feasibleFull: FeasibleRegime = {
  degree: 3,
  neurons: 24,
  starts: [0.032, 0.016, 0.008, 0.004, 0.002],
  samples: [8, 16, 32, 64],
  sparsities: [36, 144, 400],
  halvings: 9,
};

/** A control: the network has q = 4. */
export const fourth = { degree: 4, starts: [0.256, 0.128, 0.064], halvings: 4 };

export const feasibleFigures = (observations: readonly Feasible[]) => [
  {
    title: 'The largest λ at which signGD leaves the origin, by σ₀',
    x: { label: 'σ₀', log: true },
    y: { label: 'λ_c', log: true },
    series: [
      ...observations.slice(0, 4).map(({ start }, trial) => ({
        name: `trial ${trial}`,
        points: start.x.map((x, k) => [x, start.y[k]] as const),
      })),
      { name: 'λ₀ = σ₀²/n', points: observations[0].start.x.map((x) => [x, x ** 2 / middle.n] as const) },
      { name: 'σ₀σ_p/n', points: observations[0].start.x.map((x) => [x, x / Math.sqrt(middle.s) / middle.n] as const) },
      { name: 'σ₀', points: observations[0].start.x.map((x) => [x, x] as const) },
    ],
  },
];
