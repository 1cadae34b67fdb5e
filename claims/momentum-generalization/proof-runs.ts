import { type Dataset, type Job, type Lab, patch, type Trajectory } from 'lemmata';
import { alphaOf, betaOf, judgedCoarsely, type Sizes, signalJob } from './experiments.ts';

/** What may be broken in the training set. */
export interface Flaws {
  /** Share of the large-margin samples whose labels are turned over, inputs kept. */
  readonly flipped: number;
  /** Replaces β and takes the noise patches of the small margins away. */
  readonly bareBeta: null | 'α' | 'β/4';
}

export interface ProofRegime extends Sizes, Flaws {
  /** Length of the runs, in units of N√d/(ηκ₀), the time of memorisation, or of N/η; at most, where max_i ℓ_i stops them. */
  readonly horizon: { readonly times: number; readonly unit: 'N√d/(ηκ₀)' | 'N/η'; readonly stopBelow?: number };
}

/** A recorded step, as far as the proofs look at it. */
export interface State {
  readonly t: number;
  /** c_r, [m] */
  readonly c: readonly number[];
  /** ⟨w_r, X_i[j]⟩, [n, P, m]; patch 0 holds the signal. */
  readonly activations: Float64Array;
  /** y_i f(X_i) */
  readonly margins: readonly number[];
  /** y_i Ξ_i */
  readonly noise: readonly number[];
  /** ℓ_i */
  readonly slopes: readonly number[];
  readonly nu1: number;
  readonly nu2: number;
}

export interface ProofRun {
  readonly states: readonly State[];
  /** X and y. */
  readonly data: Dataset;
  /** Indices of Z₂. */
  readonly small: readonly number[];
  readonly large: readonly number[];
  readonly d: number;
  readonly alpha: number;
  readonly beta: number;
  readonly rate: number;
  readonly sigma0: number;
  /** N */
  readonly samples: number;
  /** μ̂ */
  readonly fraction: number;
  /** W at the end, [m, d]. */
  readonly weights: Float64Array;
}

export const neurons = 5;
const last = (values: Float64Array, width: number) => values.subarray(-width);
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Every step up to 100, then three in a row at geometric distances of 5 %, and the last. */
export function checkpoints(steps: number): number[] {
  const at = new Set(Array.from({ length: 101 }, (_, t) => t));
  for (let t = 100; t < steps - 2; t = Math.ceil(1.05 * t)) for (let k = 0; k < 3; k++) at.add(t + k);
  return [...at.add(steps)].filter((t) => t <= steps);
}

/** What a proof looks at in a run of so many steps: its states at the checkpoints, or the last alone. */
export const proofProbes = (steps: number, path = true): Job['probes'] => [
  { name: 'activations', quantity: 'activations', schedule: path ? { at: checkpoints(steps) } : 'end' },
  { name: 'weights', quantity: 'weights', schedule: 'end' },
];

export function proofJob(regime: ProofRegime, d: number, path = true): Job {
  const { samples, initScale, horizon } = regime;
  const rate = rateOf(regime, d);
  const unit = horizon.unit === 'N/η' ? samples / rate : (samples * Math.sqrt(d)) / (rate * initScale);
  const steps = Math.ceil(horizon.times * unit);
  const job = {
    ...signalJob(regime, d, steps),
    ...(horizon.stopBelow !== undefined && { stopBelowSlope: horizon.stopBelow }),
    probes: proofProbes(steps, path),
  };
  return path ? job : judgedCoarsely(job);
}

export const rateOf = ({ rate }: Sizes, d: number): number => (rate === '1/α²' ? 1 / alphaOf(d) ** 2 : rate);

/**
 * 1, or −1 where every c_r of the start is negative. Data that are written out have no direction to redraw the start
 * by; with their sign the mirrored data meet a start with some positive c_r.
 */
export async function startSign(job: Job, trial: number, lab: Lab): Promise<number> {
  const probe = { name: 'c', quantity: 'projection', direction: 'signal', schedule: { every: 1 } } as const;
  const [{ series }] = await lab.train({ ...job, steps: 1, probes: [probe] }, [trial]);
  return Math.max(...series.c.values.subarray(0, neurons)) > 0 ? 1 : -1;
}

/** The training set written out and broken. */
async function broken(whole: Job, regime: ProofRegime, d: number, trial: number, lab: Lab): Promise<Job> {
  const { flipped, bareBeta, initScale } = regime;
  const job: Job = { ...whole, init: { scale: initScale / Math.sqrt(d) } };
  const data = lab.data(job, trial);
  const large = data.groups.filter((group) => group === 0).length;
  const turned = Math.ceil(flipped * large);
  const factor = bareBeta === 'α' ? alphaOf(d) / betaOf(d) : 1 / 4;
  const sign = await startSign(job, trial, lab);
  const inputs = Array.from(data.labels, (_, i) =>
    Array.from({ length: data.patches }, (_, j) => {
      const x = Array.from(patch(data, i, j), (entry) => sign * entry);
      if (data.groups[i] === 0 || bareBeta === null) return x;
      return j === 0 ? x.map((entry) => factor * entry) : x.map(() => 0);
    }),
  );
  return {
    ...job,
    data: { sampler: 'given', inputs, labels: Array.from(data.labels, (y, i) => (i < turned ? -y : y)) },
  };
}

/** One run of the proof at dimension d for each trial. */
export async function proofRuns(
  regime: ProofRegime,
  d: number,
  trials: readonly number[],
  lab: Lab,
  path = true,
): Promise<ProofRun[]> {
  const job = proofJob(regime, d, path);
  if (regime.flipped === 0 && regime.bareBeta === null) {
    const runs = await lab.train(job, trials);
    return runs.map((run, k) => proofRun(run, job, regime, d, trials[k], lab));
  }
  const runs: ProofRun[] = [];
  for (const trial of trials) {
    const own = await broken(job, regime, d, trial, lab);
    const [run] = await lab.train(own, [trial]);
    runs.push(proofRun(run, own, regime, d, trial, lab));
  }
  return runs;
}

/** The same with the last state alone. */
export const proofEnds: typeof proofRuns = (regime, d, trials, lab) => proofRuns(regime, d, trials, lab, false);

/** What a trajectory of such a job says. */
export function proofRun(
  run: Pick<Trajectory, 'series'>,
  job: Job,
  sizes: Sizes,
  d: number,
  trial: number,
  lab: Lab,
): ProofRun {
  const { samples, smallMargin, initScale } = sizes;
  const data = lab.data(job, trial);
  const { steps, width, values } = run.series.activations;
  const [signal] = patch(data, 0, 0);
  const indices = Array.from(data.labels.keys());
  return {
    states: Array.from(steps, (t, k) =>
      stateOf(t, values.subarray(k * width, (k + 1) * width), data, signal, smallMargin),
    ),
    data,
    d,
    samples,
    small: indices.slice(samples - smallMargin),
    large: indices.slice(0, samples - smallMargin),
    alpha: sizes.alpha ?? alphaOf(d),
    beta: betaOf(d),
    rate: rateOf(sizes, d),
    sigma0: initScale / Math.sqrt(d),
    fraction: smallMargin / samples,
    weights: last(run.series.weights.values, run.series.weights.width),
  };
}

/** Plain loops: a claim looks at some 10⁵ states. */
function stateOf(
  t: number,
  activations: Float64Array,
  { samples, labels }: Dataset,
  signal: number,
  smallMargin: number,
): State {
  const own = activations.length / samples;
  const [margins, noise, slopes]: number[][] = [[], [], []];
  const nu = [0, 0];
  for (let i = 0; i < samples; i++) {
    const cubes = [0, 0];
    for (let q = 0; q < own; q++) {
      const z = activations[i * own + q];
      cubes[q < neurons ? 0 : 1] += z * z * z;
    }
    noise.push(labels[i] * cubes[1]);
    margins.push(noise[i] + labels[i] * cubes[0]);
    slopes.push(sigmoid(-margins[i]));
    nu[i < samples - smallMargin ? 0 : 1] += slopes[i] / samples;
  }
  return {
    t,
    activations,
    margins,
    noise,
    slopes,
    c: Array.from(activations.subarray(0, neurons), (z) => z / signal),
    nu1: nu[0],
    nu2: nu[1],
  };
}

/** c^{(t)} = max_r c_r^{(t)} */
export const signalOf = ({ c }: Pick<State, 'c'>): number => Math.max(...c);

/** Σ_{τ ≤ t} of a quantity at every recorded t, by the trapezoidal rule between records. */
export function sums(states: readonly State[], of: (state: State) => number): number[] {
  let total = of(states[0]);
  return states.map((state, k) => {
    if (k === 0) return total;
    const [steps, before, now] = [state.t - states[k - 1].t, of(states[k - 1]), of(state)];
    // The end points count as whole terms: Σ = (steps − 1)/2 · (before + now) between them, and `now`.
    total += ((steps - 1) / 2) * (before + now) + now;
    return total;
  });
}

/** 1 − γ; 1 for GD. */
export function fadeOf({ memory }: Sizes, d: number): number {
  if (memory === null) return 1;
  return memory === '1 - log(d)/d' ? Math.log(d) / d : 1 - memory;
}

type Runs<Run> = (regime: ProofRegime, d: number, trials: readonly number[], lab: Lab) => Promise<Run[]>;

/** The value of every run of the sweep, [trial][dimension]. */
export async function overDimensions<T, Run = ProofRun>(
  regime: ProofRegime,
  trials: readonly number[],
  lab: Lab,
  of: (run: Run) => T,
  runs: Runs<Run>,
): Promise<T[][]> {
  const rows: T[][] = trials.map(() => []);
  for (const d of regime.dimensions) {
    const measured = await runs(regime, d, trials, lab);
    measured.forEach((run, k) => {
      rows[k].push(of(run));
    });
  }
  return rows;
}
