import { exponentAtLeast, type Job, type Lab, type OptimizerSpec, type Sweep, type Trajectory } from 'lemmata';
import { disjointFamily, type Family, familyJob } from './experiments.ts';
import { type Problem, support } from './updates.ts';

export interface SmallStepRegime {
  /** n, s, m, α/σ_p */
  readonly sizes: readonly [number, number, number, number];
  /** η, falling. */
  readonly rates: readonly number[];
  /** β₂, or 1 − 100η: a memory of fixed ηt. */
  readonly beta2: number | 'tied';
  /** Further β₂ for the figure, first trial alone. */
  readonly shown: readonly number[];
}

/** Adam against signGD from one start, over η at fixed ηt. */
export interface SmallStep {
  /** Mean difference of the growth rates of Adam and signGD over the alive pairs. */
  readonly gap: Sweep;
  /** Mean of [own^{(t)} − own^{(0)}]/(tη‖ξ_i‖_{1,B}) of Adam over that of signGD, at the smallest η. */
  readonly ratio: number;
  /** sup_t of the largest difference of the feature coordinates, and of own over all pairs. */
  readonly feature: Sweep;
  readonly own: Sweep;
  /** [η, ratio] by β₂. */
  readonly curves: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
}

/** ηt */
const span = 0.03;
/** Times at which the trajectories are compared. */
const times = 20;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const range = (count: number) => Array.from({ length: count }, (_, k) => k);

function jobOf(family: Family, optimizer: OptimizerSpec): Job {
  const steps = Math.round(span / optimizer.rate);
  const schedule = { at: range(times + 1).map((k) => Math.round((k * steps) / times)) };
  return familyJob('adam-generalization/small-step', family, {
    optimizer,
    steps,
    precisionReason: 'what is judged are differences of runs that shrink with the step',
    probes: [
      { name: 'feature', quantity: 'projection', direction: 'feature', schedule },
      { name: 'activations', quantity: 'activations', schedule },
    ],
  });
}

/** Pairs (i, r) of a sample and a neuron of its class: where ⟨w_r, ξ_i⟩ stands in a row of activations, and ‖ξ_i‖_{1,B}. */
function pairsOf(data: Problem['data'], { samples, neurons }: Family) {
  return range(samples).flatMap((i) => {
    const length = support({ data }, i).values.reduce((sum, xi) => sum + Math.abs(xi), 0);
    const own = range(neurons).map((r) => (data.labels[i] > 0 ? r : neurons + r));
    return own.map((r) => ({ at: (2 * i + 1) * 2 * neurons + r, length }));
  });
}

/** The largest difference of two series at the given places of a row. */
function farthest(a: Trajectory, b: Trajectory, name: string, places: readonly number[]): number {
  const [x, y] = [a.series[name], b.series[name]];
  const rows = range(x.steps.length);
  return Math.max(
    ...rows.map((k) =>
      Math.max(...places.map((at) => Math.abs(x.values[k * x.width + at] - y.values[k * x.width + at]))),
    ),
  );
}

export async function measureSmallStep(
  { sizes, rates, beta2, shown }: SmallStepRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<SmallStep[]> {
  const family = disjointFamily(...sizes);
  const signOf = (rate: number) => jobOf(family, { optimizer: 'sign-gd', rate });
  const adamOf = (rate: number, memory: SmallStepRegime['beta2']) =>
    jobOf(family, {
      optimizer: 'adam',
      rate,
      beta1: 0.9,
      beta2: memory === 'tied' ? 1 - 100 * rate : memory,
      biasCorrection: false,
      epsilon: 0,
      epsilonPlacement: 'outside',
    });
  const compare = (sign: Trajectory, adam: Trajectory) => {
    const data = lab.data(signOf(rates[0]), sign.trial);
    const pairs = pairsOf(data, family);
    const { values: start, width } = sign.series.activations;
    const alive = pairs.filter(({ at }) => start[at] > 0);
    const growth = ({ series }: Trajectory) =>
      alive.map(({ at, length }) => (series.activations.values[times * width + at] - start[at]) / (span * length));
    const [ours, theirs] = [growth(adam), growth(sign)];
    return {
      ratio: mean(ours) / mean(theirs),
      gap: mean(ours.map((ratio, k) => Math.abs(ratio - theirs[k]))),
      feature: farthest(adam, sign, 'feature', range(2 * family.neurons)),
      own: farthest(
        adam,
        sign,
        'activations',
        pairs.map(({ at }) => at),
      ),
    };
  };
  /** [trial][rate] */
  const over = async (memory: SmallStepRegime['beta2'], which: readonly number[]) => {
    const jobs = rates.flatMap((rate) => [signOf(rate), adamOf(rate, memory)]);
    const runs = await lab.each(jobs, which, (run) => run);
    return runs.map((row) => rates.map((_, k) => compare(row[2 * k], row[2 * k + 1])));
  };
  const rows = await over(beta2, trials);
  const observed: SmallStep[] = [];
  for (const [k, trial] of trials.entries()) {
    const each = rows[k];
    const sweep = (pick: (one: (typeof each)[number]) => number): Sweep => ({ x: rates, y: each.map(pick) });
    const curve = (memory: SmallStepRegime['beta2'], found: typeof each) => ({
      name: `β₂ = ${memory}`,
      points: found.map(({ ratio }, k) => [rates[k], ratio] as const),
    });
    const curves = [curve(beta2, each)];
    for (const other of trial === 0 ? shown : []) curves.push(curve(other, (await over(other, [0])).flat()));
    observed.push({
      gap: sweep(({ gap }) => gap),
      ratio: each[rates.length - 1].ratio,
      feature: sweep(({ feature }) => feature),
      own: sweep(({ own }) => own),
      curves,
    });
  }
  return observed;
}

export const smallStepQuick: SmallStepRegime = {
  sizes: [4, 25, 4, 1],
  rates: [3e-4, 1e-4, 3e-5, 1e-5],
  beta2: 0.9,
  shown: [0.99, 0.999],
};
/** Family M with m = 6. */
export const smallStepFull: SmallStepRegime = {
  sizes: [16, 100, 6, 1],
  rates: [3e-5, 1e-5, 3e-6, 1e-6],
  beta2: 0.99,
  shown: [0.9, 0.999],
};

/** Vanishes with η at order one; refuted at an exponent of 0.2 or less. */
export const vanishes = exponentAtLeast({
  towards: 'zero',
  order: 1,
  accept: 0.5,
  reject: 0.2,
  everyTrial: 0,
  growth: 1e3,
});
