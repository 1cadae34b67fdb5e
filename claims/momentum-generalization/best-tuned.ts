import type { Figure, Lab } from 'lemmata';
import { proofEnds } from './proof-runs.ts';
import { type End, endOf, proofRegime, type SameStep, windowQuick } from './same-step.ts';
import { testErrors } from './test-errors.ts';

export interface Tuned extends SameStep {
  /** Grids of η of either algorithm. */
  readonly rates: { readonly gd: readonly number[]; readonly gdm: readonly number[] };
  readonly updates: number;
}

/** Errors on fresh samples, and the error on small margins of as many others, which selects η. */
interface Tried extends End {
  readonly validation: number;
}

/** By algorithm: the ends along its grid. */
export interface Grids {
  readonly gd: readonly Tried[];
  readonly gdm: readonly Tried[];
}

const grid = [0.1, 1, 4, 16];
export const tunedQuick: Tuned = {
  ...windowQuick,
  damping: 0.05,
  rates: { gd: grid, gdm: grid },
  updates: 800,
};
const whole = [0.03, 0.1, 0.3, 1, 2, 4, 8, 16];
export const tunedFull: Tuned = { ...tunedQuick, dimension: 120, rates: { gd: whole, gdm: whole }, updates: 4000 };

export async function grids(regime: Tuned, trials: readonly number[], lab: Lab): Promise<Grids[]> {
  const along = async (rates: readonly number[], damping: number) => {
    const rows: Tried[][] = trials.map(() => []);
    for (const rate of rates) {
      const own = proofRegime({ ...regime, rate, damping }, regime.updates);
      const runs = await proofEnds(own, regime.dimension, trials, lab);
      runs.forEach((run, k) => {
        const seed = (purpose: string) => lab.seed(purpose, trials[k]);
        const { small: validation } = testErrors(run, regime.fresh, seed('validation'));
        rows[k].push({ ...endOf(run, regime.fresh, seed('test')), validation });
      });
    }
    return rows;
  };
  const [gd, gdm] = [await along(regime.rates.gd, 1), await along(regime.rates.gdm, regime.damping)];
  return trials.map((_, k) => ({ gd: gd[k], gdm: gdm[k] }));
}

type Selection = 'loss' | 'validation';

/** Error on small margins at the η with the least training loss, or with the least error on the samples set apart. */
const best = (ends: readonly Tried[], by: Selection): number =>
  ends.reduce((known, end) => (end[by] < known[by] ? end : known)).small;

/** How much more GD errs than GD+M, each at its best η. */
export const advantage = ({ gd, gdm }: Grids, by: Selection): number => best(gd, by) - best(gdm, by);

export function stepsFigure(observations: readonly Grids[], { rates }: Tuned): Figure {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    title: 'Mean error on small margins against the step',
    x: { label: 'η', log: true },
    y: { label: 'error' },
    series: (['gd', 'gdm'] as const).map((which) => ({
      name: which === 'gd' ? 'GD' : 'GD+M',
      points: rates[which].map((rate, k) => [rate, mean(observations.map((ends) => ends[which][k].small))] as const),
    })),
  };
}

/** Steps at which a single one of GD cannot overshoot to 1/β. */
export const smallSteps = { rates: { gd: [0.03, 0.1], gdm: [0.03, 0.1] }, damping: 0.01, updates: 2000 };
