import { type Lab, part, proportionAtLeast } from 'lemmata';
import { r0Quick } from './experiments.ts';
import { bothEnds, type Ends, type SameStep, separated, table } from './same-step.ts';

/** How a constant of Parametrization 2.1 goes with d: const·d^power·log(d)^logs. */
export interface Scale {
  readonly constant: number;
  readonly power: number;
  readonly logs: number;
}

export const at = ({ constant, power, logs }: Scale, d: number): number => constant * d ** power * Math.log(d) ** logs;

export interface Joint extends Pick<SameStep, 'samples' | 'smallMargin' | 'fresh' | 'swapped'> {
  readonly dimensions: readonly number[];
  /** η */
  readonly rate: Scale;
  /** 1 − γ */
  readonly damping: Scale;
  /** κ₀ = σ₀√d */
  readonly start: Scale;
}

const { samples, smallMargin, initScale } = r0Quick;
/** R-theta1: η = 1, 1 − γ = log(d)/d, σ₀ = 0.3/√d. */
export const theta1: Omit<Joint, 'dimensions'> = {
  samples,
  smallMargin,
  fresh: 1000,
  swapped: false,
  rate: { constant: 1, power: 0, logs: 0 },
  damping: { constant: 1, power: -1, logs: 1 },
  start: { constant: initScale, power: 0, logs: 0 },
};

/** What both algorithms end with, [trial][dimension]. */
export async function jointEnds(regime: Joint, trials: readonly number[], lab: Lab): Promise<Ends[][]> {
  const { dimensions, rate, damping, start, ...rest } = regime;
  const rows: Ends[][] = trials.map(() => []);
  for (const dimension of dimensions) {
    const scales = { rate: at(rate, dimension), damping: at(damping, dimension), initScale: at(start, dimension) };
    const ends = await bothEnds({ ...rest, ...scales, dimension }, trials, lab);
    ends.forEach((end, k) => {
      rows[k].push(end);
    });
  }
  return rows;
}

/** GD fails and GD+M solves, at each of three dimensions. */
export const separatedAtEach = Object.fromEntries(
  ['smallest', 'middle', 'largest'].map((which, k) => [
    `at the ${which} d`,
    part(proportionAtLeast({ p: 0.5 }), (ends: Ends[]) => separated(ends[k])),
  ]),
);

export const jointTables = (rows: readonly Ends[][], { dimensions, rate, damping }: Joint) =>
  dimensions.map((d, k) => ({
    d,
    rate: at(rate, d),
    damping: at(damping, d),
    ...table(rows.map((row) => row[k])),
  }));

/** Share of the trials by what both algorithms do. */
export const jointFigure = (rows: readonly Ends[][], regime: Joint) => {
  const tables = jointTables(rows, regime);
  return [
    {
      title: 'Share of the trials by what GD and GD+M do with the small margins',
      x: { label: 'd', log: true },
      y: { label: 'share' },
      series: (['gdFailsGdmSolves', 'bothFail', 'bothSolve', 'gdSolvesGdmFails'] as const).map((name) => ({
        name,
        points: tables.map((row) => [row.d, row[name] / row.trials] as const),
      })),
    },
  ];
};
