import { all, type Figure, type Lab, pairedLess, part, proportionAtLeast } from 'lemmata';
import { accuracyFigure, best, type Grids, grids, type Images } from './images.ts';

/** Images with the grid of SGD and SGD+M; null: they take the full batch, and so are GD and GD+M. */
export interface BothBatches extends Images {
  readonly mini: { readonly batch: number; readonly rates: readonly number[]; readonly epochs: number } | null;
}

export interface Accuracies {
  readonly full: Grids;
  readonly mini: Grids;
}

export async function bothBatches(regime: BothBatches, trials: readonly number[], lab: Lab): Promise<Accuracies[]> {
  const { mini, ...rest } = regime;
  const full = await grids(rest, trials, lab);
  const small = mini && (await grids({ ...rest, rates: mini.rates, steps: mini.epochs }, trials, lab, mini.batch));
  return trials.map((_, k) => ({ full: full[k], mini: small ? small[k] : full[k] }));
}

const gain = ({ gd, gdm }: Grids) => best(gdm).test - best(gd).test;

export const bothBatchesRule = all(
  {
    'training error 0': part(
      proportionAtLeast({ p: 0.5 }),
      ({ full }: Accuracies) => best(full.gd).train === 1 && best(full.gdm).train === 1,
    ),
    'GD+M is more accurate': part(pairedLess({ by: 0.01 }), ({ full }: Accuracies) => ({
      a: best(full.gd).test,
      b: best(full.gdm).test,
    })),
    'more than SGD gains': part(pairedLess({ by: 0.01 }), ({ full, mini }: Accuracies) => ({
      a: gain(mini),
      b: gain(full),
    })),
  },
  ['comparison'],
);

export function bothBatchesFigures(observations: readonly Accuracies[], { mini, ...regime }: BothBatches): Figure[] {
  const full = observations.map((each) => each.full);
  const small = observations.map((each) => each.mini);
  return [
    accuracyFigure(full, regime),
    ...(mini ? [accuracyFigure(small, { ...regime, rates: mini.rates }, ['SGD', 'SGD+M'])] : []),
  ];
}
