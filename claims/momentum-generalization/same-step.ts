import type { Figure, Lab } from 'lemmata';
import { r0Quick } from './experiments.ts';
import { type ProofRegime, type ProofRun, proofEnds, signalOf } from './proof-runs.ts';
import { testErrors } from './test-errors.ts';

/** GD and GD+M with one step, from one start, on one data set. */
export interface SameStep {
  readonly samples: number;
  readonly smallMargin: number;
  /** κ₀ */
  readonly initScale: number;
  readonly dimension: number;
  /** η of both */
  readonly rate: number;
  /** 1 − γ */
  readonly damping: number;
  /** Fresh samples of each class. */
  readonly fresh: number;
  /** Takes GD for GD+M and GD+M for GD. */
  readonly swapped: boolean;
}

/** What one algorithm ends with: its errors on small and on large margins, and β c. */
export interface End {
  readonly small: number;
  readonly large: number;
  /** On the training set: share of samples with y_i f ≤ 0, and the loss. */
  readonly train: number;
  readonly loss: number;
  readonly learnt: number;
}

export interface Ends {
  readonly gd: End;
  readonly gdm: End;
}
/** Of these, the errors on small margins. */
export type SmallErrors = Readonly<Record<keyof Ends, Pick<End, 'small'>>>;

/** R-window: d = 30, η = 0.1, γ = 0.99. */
export const windowQuick: SameStep = {
  ...r0Quick,
  dimension: 30,
  rate: 0.1,
  damping: 0.01,
  fresh: 2000,
  swapped: false,
};
export const windowFull: SameStep = { ...windowQuick, samples: 40, smallMargin: 4, fresh: 4000 };

export const sameStepAssumptions = [
  'distribution (D) with P = 5, m = 5, κ₀ = 0.3, W₀ redrawn until some c_r > 0, λ = 0',
  'GD and GD+M share the data, the start, the step η and the test set',
  'until every sample is memorised, max ℓ_i < 0.05',
];

/** An error below this solves the small margins; above the other it fails on them. */
export const solved = 0.05;
export const failed = 0.25;

/** As the proofs run it; given `updates`, for so many. */
export function proofRegime(regime: SameStep, updates?: number): ProofRegime {
  const { dimension, damping, samples, smallMargin, initScale, rate } = regime;
  return {
    samples,
    smallMargin,
    initScale,
    rate,
    flipped: 0,
    bareBeta: null,
    dimensions: [dimension],
    memory: damping === 1 ? null : 1 - damping,
    horizon:
      updates === undefined
        ? { times: 12, unit: 'N√d/(ηκ₀)', stopBelow: 0.05 }
        : { times: (updates * rate) / samples, unit: 'N/η' },
  };
}

/** What GD (damping 1) or GD+M ends with. */
export async function endsOf(regime: SameStep, trials: readonly number[], lab: Lab): Promise<End[]> {
  const runs = await proofEnds(proofRegime(regime), regime.dimension, trials, lab);
  return runs.map((run, k) => endOf(run, regime.fresh, lab.seed('test', trials[k])));
}

export function endOf(run: ProofRun, fresh: number, seed: string): End {
  return { ...testErrors(run, fresh, seed), learnt: run.beta * signalOf(run.states.at(-1)!) };
}

export async function bothEnds(regime: SameStep, trials: readonly number[], lab: Lab): Promise<Ends[]> {
  const gd = await endsOf({ ...regime, damping: 1 }, trials, lab);
  const gdm = await endsOf(regime, trials, lab);
  return trials.map((_, k) => (regime.swapped ? { gd: gdm[k], gdm: gd[k] } : { gd: gd[k], gdm: gdm[k] }));
}

/** Whether x = Θ~(1), read as 1/log²d ≤ x ≤ log²d. */
const polylog = (x: number, d: number) => Math.abs(Math.log(x)) <= 2 * Math.log(Math.log(d));

/** Whether the step and the memory are those of Parametrization 2.1: η = Θ~(1), 1 − γ = polylog(d)/d. */
export const printedScales = ({
  rate,
  damping,
  dimension: d,
}: Pick<SameStep, 'rate' | 'damping' | 'dimension'>): boolean => polylog(rate, d) && polylog(damping * d, d);

/** GD fails on the small margins, GD+M solves them. */
export const separated = ({ gd, gdm }: SmallErrors): boolean => gd.small > failed && gdm.small < solved;

/** Of the trials, by what GD and GD+M do with the small margins. */
export function table(ends: readonly SmallErrors[]) {
  const count = (of: (ends: SmallErrors) => boolean) => ends.filter(of).length;
  return {
    trials: ends.length,
    gdFailsGdmSolves: count(separated),
    bothFail: count(({ gd, gdm }) => gd.small > failed && gdm.small > failed),
    bothSolve: count(({ gd, gdm }) => gd.small < solved && gdm.small < solved),
    gdSolvesGdmFails: count(({ gd, gdm }) => gd.small < solved && gdm.small > failed),
  };
}

/** Errors on small margins of both algorithms, trial by trial. */
export function pairsFigure(ends: readonly Ends[]): Figure {
  return {
    title: 'Error on small margins, trial by trial',
    x: { label: 'GD' },
    y: { label: 'GD+M' },
    series: [
      { name: 'trials', draw: 'dots', points: ends.map(({ gd, gdm }) => [gd.small, gdm.small] as const) },
      { name: 'equal', draw: 'bound', points: [0, 1].map((error) => [error, error] as const) },
    ],
  };
}
