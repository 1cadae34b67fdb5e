import { all, defineClaim, type Lab, pairedLess, part, proportionAtLeast } from 'lemmata';
import { cifarAssumptions, cifarFull, cifarQuick, cifarTooSmall } from './cifar.ts';
import { accuracyFigure, best, type Grids, grids, type Images } from './images.ts';

interface BothBatches extends Images {
  /** Pictures per update of SGD and SGD+M. */
  readonly batch: number;
  readonly shuffled: boolean;
}

interface Accuracies {
  readonly full: Grids;
  readonly mini: Grids;
}

async function measure(regime: BothBatches, trials: readonly number[], lab: Lab): Promise<Accuracies[]> {
  const { batch, shuffled, ...rest } = regime;
  const data = { ...rest.data, shuffledLabels: shuffled };
  const full = await grids({ ...rest, data }, trials, lab);
  const mini = await grids({ ...rest, data }, trials, lab, batch);
  return trials.map((_, k) => ({ full: full[k], mini: mini[k] }));
}

const gain = ({ gd, gdm }: Grids) => best(gdm).test - best(gd).test;

export default defineClaim<BothBatches, Accuracies>({
  id: 'figure-1-cifar',
  paper: 'momentum-generalization',
  title: 'On CIFAR-10 momentum improves the test accuracy, of the full batch more than of SGD',
  label: 'Figure 1',
  section: 'F. Tables and figures',
  restsOn: ['standin-relu-cnn-images'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\text{acc}_{\mathrm{GD+M}}-\text{acc}_{\mathrm{GD}}>1\,\%,\qquad(\text{acc}_{\mathrm{GD+M}}-\text{acc}_{\mathrm{GD}})-(\text{acc}_{\mathrm{SGD+M}}-\text{acc}_{\mathrm{SGD}})>1\,\%,\quad\text{training error }0`,
    plain:
      'After 300 epochs and at zero training error GD+M is more accurate on the test set than GD by more than a point, and gains at least a point more over GD than SGD+M does over SGD.',
  },
  assumptions: [
    ...cifarAssumptions,
    'ResNet-18 on CIFAR-10, one of the four panels; SGD on mini-batches of 128',
    'an epoch of the full batch is one update: whether 300 of them reach zero training error is part of the claim',
  ],
  profiles: {
    quick: { trials: 2, regime: { ...cifarQuick, batch: 50, shuffled: false }, tooSmall: cifarTooSmall },
    full: { trials: 24, regime: { ...cifarFull, batch: 128, shuffled: false } },
  },
  measure,
  rule: all(
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
  ),
  controls: [
    {
      name: 'shuffled labels',
      breaks: 'the labels of the training set say nothing of the pictures: no test accuracy can be gained',
      regime: { shuffled: true },
      trials: 40,
    },
  ],
  figures: (observations, regime) => [
    accuracyFigure(
      observations.map(({ full }) => full),
      regime,
    ),
  ],
  expectation: { verdict: 'holds' },
});
