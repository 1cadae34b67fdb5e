import { type Lab, NotMeasured, type OptimizerSpec } from 'lemmata';
import { type Correlations, correlationProbes, correlations } from './correlations.ts';
import { disjointFamily, type Family, familyJob, paperAdam, pytorchAdam } from './experiments.ts';

export interface StageOne extends Family {
  /** η */
  readonly rate: number;
  /** A control: GD, for so many steps, in the place of every optimizer. */
  readonly gd: { readonly rate: number; readonly steps: number } | null;
}

/** Family B, with m = 10 in the quick profile. T₀ is about 200 steps of signGD there, and 4000 in the full one. */
export const quickStage: StageOne = { ...disjointFamily(16, 256, 10, 2), rate: 2e-4, gd: null };
export const fullStage: StageOne = { ...disjointFamily(16, 256, 16, 2), rate: 1e-5, gd: null };

/** sup_t of (A.5): how many times a step of Adam may be as long as one of signGD. */
const longest = (beta2: number) => 0.1 / Math.sqrt((1 - beta2) * (1 - 0.81 / beta2));

/** The optimizers with R, their longest step over η, and a lower bound of their t-th step over η once they have started. */
export const arms = {
  signGD: {
    optimizer: (rate: number): OptimizerSpec => ({ optimizer: 'sign-gd', rate }),
    longest: 1,
    stepAt: (_t: number) => 1,
  },
  'Adam, β₂ = 0.999': paper(0.999),
  'Adam, β₂ = 0.99': paper(0.99),
  'PyTorch’s Adam': { optimizer: pytorchAdam, longest: longest(0.999), stepAt: (_t: number) => 1 },
} as const;

/** Without bias correction V has collected 1 − β₂^t of a steady squared gradient, so the first steps are long. */
function paper(beta2: number) {
  return {
    optimizer: (rate: number) => paperAdam(rate, beta2),
    longest: longest(beta2),
    stepAt: (t: number) => 1 / Math.sqrt(1 - beta2 ** t),
  };
}

export type Arm = keyof typeof arms;
export const threeArms = ['signGD', 'Adam, β₂ = 0.999', 'Adam, β₂ = 0.99'] as const;

/** A run of Stage I as a claim looks at it. */
export interface Stage {
  readonly seen: Correlations;
  /** The record of T₀, the first with max own ≥ 1/2; the last one of a run of GD. */
  readonly end: number;
  /** ‖ξ_i‖_{1,B} */
  readonly lengths: readonly number[];
  readonly alpha: number;
  /** The η of the optimizer that ran. */
  readonly rate: number;
  readonly longest: number;
}

/** An upper bound of T₀: ½/(η s σ_p E|N|) steps of length η, a twentieth more for chance, and 20 for M to fill. */
export function stageOneSteps(
  arm: Arm,
  { rate, sparsity, noise }: Pick<StageOne, 'rate' | 'sparsity' | 'noise'>,
): number {
  const path = (1.05 * 0.5) / (rate * sparsity * noise * Math.sqrt(2 / Math.PI));
  let steps = 0;
  for (let gone = 0; gone < path; gone += arms[arm].stepAt(steps)) steps++;
  return steps + 20;
}

/** What `look` makes of the Stage I of each optimizer, per trial. About 50 records lie before T₀. */
export async function stageOne<Name extends Arm, Seen>(
  names: readonly Name[],
  regime: StageOne,
  trials: readonly number[],
  lab: Lab,
  look: (stage: Stage) => Seen,
): Promise<{ readonly [name in Name]: Seen }[]> {
  const rate = regime.gd?.rate ?? regime.rate;
  const jobs = names.map((name) => {
    const steps = regime.gd?.steps ?? stageOneSteps(name, regime);
    return familyJob('adam-generalization/stage-one', regime, {
      optimizer: regime.gd ? { optimizer: 'gd', rate } : arms[name].optimizer(rate),
      steps,
      precision: 'float32',
      precisionReason: 'correlations are judged by factors of their start, far above rounding',
      probes: correlationProbes({ every: Math.max(1, Math.round(steps / 60)) }),
    });
  });
  const rows = await lab.each(jobs, trials, (run, data, k) => {
    const seen = correlations(run, data);
    const memorised = seen.records.find((record) => seen.samples.some((i) => seen.own(record, i) >= 0.5));
    if (memorised === undefined && !regime.gd)
      throw new NotMeasured(`${names[k]} memorised no noise within ${run.steps} steps of trial ${run.trial}`);
    const lengths = seen.samples.map((i) =>
      data.value.subarray(data.start[2 * i + 1] + 1, data.start[2 * i + 2]).reduce((sum, xi) => sum + Math.abs(xi), 0),
    );
    const end = memorised ?? seen.records.length - 1;
    return look({ seen, end, lengths, alpha: regime.alpha, rate, longest: arms[names[k]].longest });
  });
  return rows.map((row) => Object.fromEntries(row.map((seen, k) => [names[k], seen])) as { [name in Name]: Seen });
}

/** (own(to) − own(from))/(tη‖ξ_i‖_{1,B}): the growth of ⟨w_r, ξ_i⟩ in units of signGD's, between two records. */
export function growth({ seen, lengths, rate }: Stage, r: number, i: number, from: number, to: number): number {
  const time = (seen.steps[to] - seen.steps[from]) * rate;
  return (seen.onNoise(to, r, i) - seen.onNoise(from, r, i)) / (time * lengths[i]);
}
