import type { Lab } from 'lemmata';
import { bothEnds, type Ends, type SameStep } from './same-step.ts';

export interface Cells extends SameStep {
  /** [η, 1 − γ] of each cell; in place of `rate` and `damping`. */
  readonly cells: readonly (readonly [number, number])[];
}

/** What each cell ends with, [trial][cell]. */
export async function cellEnds(regime: Cells, trials: readonly number[], lab: Lab): Promise<Ends[][]> {
  const { cells, ...rest } = regime;
  const rows: Ends[][] = trials.map(() => []);
  for (const [rate, damping] of cells) {
    const ends = await bothEnds({ ...rest, rate, damping }, trials, lab);
    ends.forEach((end, k) => {
      rows[k].push(end);
    });
  }
  return rows;
}
