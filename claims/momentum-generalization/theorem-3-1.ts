import {
  always,
  equivalent,
  exponentAtLeast,
  type Lab,
  part,
  proportionAtLeast,
  type Sweep,
  type Worst,
} from 'lemmata';
import { overDimensions, type ProofRegime, type ProofRun, proofEnds, signalOf } from './proof-runs.ts';
import { smallStepQuick, sweepFigure } from './small-step.ts';
import { type TestErrors, testErrors } from './test-errors.ts';

export interface MemoryRegime extends ProofRegime {
  /** Ξ_i ≥ 1 as printed, or y_i Ξ_i ≥ 1. */
  readonly sign: 'printed' | 'label';
}

export interface Memory {
  /** Whether all of Z₂ is memorised at the end, by dimension. */
  readonly memorised: readonly boolean[];
  /** Share of the least margin of Z₂ that is noise, and β c, against d. */
  readonly share: Sweep;
  readonly learnt: Sweep;
}

/** Near gradient flow, for a share of the runs at each d: no exponent in d is fitted, and many trials are needed. */
export const manyRuns: ProofRegime = { ...smallStepQuick, dimensions: [20, 32, 50] };

export async function memories(regime: MemoryRegime, trials: readonly number[], lab: Lab): Promise<Memory[]> {
  const rows = await overDimensions(
    regime,
    trials,
    lab,
    ({ states, small, data, beta }) => {
      const end = states.at(-1)!;
      const noises = small.map((i) => end.noise[i] * (regime.sign === 'label' ? 1 : data.labels[i]));
      const least = small.reduce((known, i) => (end.margins[i] < end.margins[known] ? i : known));
      return {
        memorised: noises.every((noise) => noise >= 1),
        share: end.noise[least] / end.margins[least],
        learnt: beta * signalOf(end),
      };
    },
    proofEnds,
  );
  return rows.map((row) => ({
    memorised: row.map(({ memorised }) => memorised),
    share: { x: regime.dimensions, y: row.map(({ share }) => share) },
    learnt: { x: regime.dimensions, y: row.map(({ learnt }) => learnt) },
  }));
}

/** At each of three dimensions. */
export const memorisedAtEach = (p: number) =>
  Object.fromEntries(
    ['smallest', 'middle', 'largest'].map((which, k) => [
      `at the ${which} d`,
      part(proportionAtLeast({ p }), ({ memorised }: Memory) => memorised[k]),
    ]),
  );

export const memoryFigures = (observations: readonly Memory[]) => [
  sweepFigure(
    'Share of the least small margin that is noise',
    'y Ξ/margin',
    observations.map(({ share }) => share),
  ),
  sweepFigure(
    'Signal at the end',
    'β c',
    observations.map(({ learnt }) => learnt),
  ),
];

/** Test and training errors at the end, against d. */
export interface Generalisation {
  readonly small: Sweep;
  /** By dimension: error on large margins − 1 %, training error, loss·d/μ̂ − 1; the worst. */
  readonly large: Worst;
  readonly train: Worst;
  readonly loss: Worst;
}

export interface ErrorRegime extends ProofRegime {
  /** Fresh samples of each class. */
  readonly fresh: number;
}

export async function generalisations(
  regime: ErrorRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<Generalisation[]> {
  const seeds = trials.map((trial) => lab.seed('test', trial));
  const rows = await overDimensions(regime, trials, lab, (run) => run, proofEnds);
  return rows.map((row, k) => {
    const errors = row.map((run) => ({ run, ...testErrors(run, regime.fresh, seeds[k]) }));
    const worst = (of: (errors: TestErrors & { run: ProofRun }) => number): Worst => {
      const values = errors.map(of);
      const excess = Math.max(...values);
      return { excess, step: regime.dimensions[values.indexOf(excess)] };
    };
    return {
      // No error among the fresh samples says no more than: below one in their number.
      small: { x: regime.dimensions, y: errors.map(({ small }) => Math.max(small, 1 / regime.fresh)) },
      large: worst(({ large }) => large - 0.01),
      train: worst(({ train }) => train),
      loss: worst(({ loss, run }) => (loss * run.d) / run.fraction - 1),
    };
  });
}

const never = always({ tolerance: 0, atMost: 0.5 });

/** The loss is below μ̂/d. */
export const lossFits = part(never, ({ loss }: Generalisation) => loss);

/** GD as Theorem 3.1 has it: no training error, large margins right, small margins a matter of chance at every d. */
export const memorisesInstead = {
  'training error': part(never, ({ train }: Generalisation) => train),
  'error on large margins': part(never, ({ large }: Generalisation) => large),
  ...Object.fromEntries(
    ['smallest', 'middle', 'largest'].map((which, k) => [
      `error on small margins at the ${which} d`,
      part(equivalent({ target: 0.5, margin: 0.25 }), ({ small }: Generalisation) => small.y[k]),
    ]),
  ),
  'trend in d': part(
    exponentAtLeast({
      towards: 'infinity',
      order: 0,
      accept: -0.25,
      reject: -0.35,
      everyTrial: Number.NEGATIVE_INFINITY,
      growth: Number.POSITIVE_INFINITY,
    }),
    ({ small }: Generalisation) => small,
  ),
};
