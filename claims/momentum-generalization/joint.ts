import { type Lab, part, proportionAtLeast } from 'lemmata';
import { finish, forks } from './branches.ts';
import { r0Quick } from './experiments.ts';
import { bothEnds, type SameStep, type SmallErrors, separated, table } from './same-step.ts';

/** How a constant of Parametrization 2.1 goes with d: const·d^power·log(d)^logs. */
export interface Scale {
  readonly constant: number;
  readonly power: number;
  readonly logs: number;
}

export const at = ({ constant, power, logs }: Scale, d: number): number => constant * d ** power * Math.log(d) ** logs;

interface Scales {
  /** η */
  readonly rate: Scale;
  /** 1 − γ */
  readonly damping: Scale;
  /** κ₀ = σ₀√d */
  readonly start: Scale;
}

export interface Joint extends Scales, Pick<SameStep, 'samples' | 'smallMargin' | 'fresh' | 'swapped'> {
  readonly dimensions: readonly number[];
  /** Sets the momentum to zero at the end of stage 1. */
  readonly reset: boolean;
  /** Other scales, run at the smallest d for the record; the rule looks at the regime's own. */
  readonly others: readonly Partial<Scales>[];
}

const { samples, smallMargin, initScale } = r0Quick;
/** R-theta1: η = 1, 1 − γ = log(d)/d, σ₀ = 0.3/√d. */
export const theta1: Omit<Joint, 'dimensions'> = {
  samples,
  smallMargin,
  fresh: 2000,
  swapped: false,
  reset: false,
  others: [],
  rate: { constant: 1, power: 0, logs: 0 },
  damping: { constant: 1, power: -1, logs: 1 },
  start: { constant: initScale, power: 0, logs: 0 },
};

/** η, 1 − γ and κ₀ of the regime at every d, then of the others at the smallest d. */
function settings({ dimensions, others, ...own }: Joint) {
  const setting = ({ rate, damping, start }: Scales, d: number) => ({
    dimension: d,
    rate: at(rate, d),
    damping: at(damping, d),
    initScale: at(start, d),
  });
  return [
    ...dimensions.map((d) => setting(own, d)),
    ...others.map((other) => setting({ ...own, ...other }, Math.min(...dimensions))),
  ];
}

/** What both algorithms end with, [trial][setting]. */
export async function jointEnds(regime: Joint, trials: readonly number[], lab: Lab): Promise<SmallErrors[][]> {
  const { samples, smallMargin, fresh, swapped, reset } = regime;
  const rows: SmallErrors[][] = trials.map(() => []);
  for (const setting of settings(regime)) {
    const own: SameStep = { samples, smallMargin, fresh, swapped, ...setting };
    const ends = await bothEnds(own, trials, lab);
    const forked = reset ? await forks(own, 0, trials, lab) : [];
    for (const [k, { gd, gdm }] of ends.entries()) {
      rows[k].push({ gd, gdm: reset ? await finish(forked[k], 'reset', own, lab) : gdm });
    }
  }
  return rows;
}

/** GD fails and GD+M solves, at each of three dimensions. */
export const separatedAtEach = Object.fromEntries(
  ['smallest', 'middle', 'largest'].map((which, k) => [
    `at the ${which} d`,
    part(proportionAtLeast({ p: 0.5 }), (ends: SmallErrors[]) => separated(ends[k])),
  ]),
);

export const jointTables = (rows: readonly SmallErrors[][], regime: Joint) =>
  settings(regime).map((setting, k) => ({ ...setting, ...table(rows.map((row) => row[k])) }));

/** Share of the trials by what both algorithms do, against d. */
export const jointFigure = (rows: readonly SmallErrors[][], regime: Joint) => {
  const tables = jointTables(rows, { ...regime, others: [] });
  return [
    {
      title: 'Share of the trials by what GD and GD+M do with the small margins',
      x: { label: 'd', log: true },
      y: { label: 'share' },
      series: (['gdFailsGdmSolves', 'bothFail', 'bothSolve', 'gdSolvesGdmFails'] as const).map((name) => ({
        name,
        points: tables.map((row) => [row.dimension, row[name] / row.trials] as const),
      })),
    },
  ];
};
