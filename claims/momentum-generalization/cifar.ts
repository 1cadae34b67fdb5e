import { defineClaim } from 'lemmata';
import { type Accuracies, type BothBatches, bothBatches, bothBatchesFigures, bothBatchesRule } from './figure-1.ts';
import type { Images } from './images.ts';

type Architecture = 'resnet-18' | 'wide-resnet-16';
type Set = 'cifar-10' | 'cifar-100';

const names = {
  'resnet-18': 'ResNet-18',
  'wide-resnet-16': 'WideResNet-16',
  'cifar-10': 'CIFAR-10',
  'cifar-100': 'CIFAR-100',
};

/** All of the set with the grids of the catalogue; 300 epochs of the full batch are 300 updates. */
export const cifarFull = (architecture: Architecture, set: Set): Images => ({
  name: 'cifar',
  data: { source: { set }, train: 50_000, test: 10_000 },
  untouched: false,
  shuffled: false,
  network: { architecture, batchNorm: false },
  rates: [0.01, 0.03, 0.1, 0.3, 1, 3],
  slowest: 3,
  decays: [0, 1e-4, 5e-4],
  memory: 0.9,
  steps: 300,
  untilZeroError: false,
  schedule: { kind: 'cosine' },
  // ResNet-18 takes 13 MB for a picture, forward and backward.
  chunk: 250,
});

/** The same path with a small network on few pictures. */
export const cifarQuick = (set: Set): Images => ({
  ...cifarFull('resnet-18', set),
  data: { source: { set }, train: 300, test: 10_000 },
  network: { architecture: 'glyph-cnn', batchNorm: false },
  rates: [0.3],
  decays: [0],
  steps: 20,
});

const widening = '; its widening factor, which the paper does not print, is 8';
export const cifarAssumptions = (architecture: Architecture) => [
  'the CIFAR archive is supplied by the user (`--data`); nothing is downloaded',
  `${names[architecture]} without normalisation, the last convolution of each branch starting at 0${architecture === 'wide-resnet-16' ? widening : ''}; no augmentation, no dropout`,
  'damped momentum, γ = 0.9; learning rates {0.01, 0.03, 0.1, 0.3, 1, 3} × weight decays {0, 1e-4, 5e-4}, the best by test accuracy for each algorithm, as in the paper',
  'gradients of the full batch are accumulated over chunks',
  'in proportion, more than half of the starts must show it; 3 runs, as printed, cannot decide at this error share, 24 can',
];

export const cifarTooSmall = {
  decidedBy: 'full',
  reason: 'Two starts of a small network on 300 pictures show that the path runs; the sign test needs 18 that agree.',
} as const;

/** The two budgets of Figure 1: the printed one, and until there is no training error. */
const budgets = {
  printed: {
    regime: {},
    label: 'Figure 1',
    title: 'improves the test accuracy',
    plain: 'After 300 epochs and at zero training error',
    assumptions: [
      'cosine schedule',
      'an epoch of the full batch is one update: whether 300 of them reach zero training error is part of the claim',
    ],
  },
  'zero training error': {
    regime: { steps: 20_000, untilZeroError: true, schedule: { kind: 'constant' } },
    label: 'Figure 1, until zero training error',
    title: 'improves the test accuracy at zero training error',
    plain: 'Trained until there is no training error',
    assumptions: [
      'constant rate, until a look (every 50 updates of the full batch, every epoch of mini-batches) finds no training error, for at most 20 000 updates of the full batch and 300 epochs of mini-batches: 300 updates of the full batch, as printed, may be too few',
    ],
  },
} as const;

/** One of the four panels of Figure 1. */
export function figure1Cifar(
  id: string,
  architecture: Architecture,
  set: Set,
  budget: keyof typeof budgets = 'printed',
) {
  const { regime, label, title, plain, assumptions } = budgets[budget];
  const full = { ...cifarFull(architecture, set), ...regime };
  const quick = { ...cifarQuick(set), ...regime, steps: cifarQuick(set).steps };
  return defineClaim<BothBatches, Accuracies>({
    id,
    paper: 'momentum-generalization',
    title: `${names[architecture]} on ${names[set]}: momentum ${title}, of the full batch more than of SGD`,
    label,
    section: 'F. Tables and figures',
    restsOn: ['standin-relu-cnn-images-mini-batches'],
    kind: 'comparison',
    statement: {
      tex: String.raw`\text{acc}_{\mathrm{GD+M}}-\text{acc}_{\mathrm{GD}}>1\,\%,\qquad(\text{acc}_{\mathrm{GD+M}}-\text{acc}_{\mathrm{GD}})-(\text{acc}_{\mathrm{SGD+M}}-\text{acc}_{\mathrm{SGD}})>1\,\%,\quad\text{training error }0`,
      plain: `${plain} GD+M is more accurate on the test set than GD by more than a point, and gains at least a point more over GD than SGD+M does over SGD.`,
    },
    assumptions: [
      ...cifarAssumptions(architecture),
      `${names[architecture]} on ${names[set]}, one of the four panels; SGD on mini-batches of 128`,
      ...assumptions,
    ],
    profiles: {
      quick: {
        trials: 2,
        regime: { ...quick, mini: { batch: 50, rates: quick.rates, epochs: quick.steps } },
        tooSmall: cifarTooSmall,
      },
      full: { trials: 24, regime: { ...full, mini: { batch: 128, rates: full.rates, epochs: 300 } } },
    },
    measure: bothBatches,
    rule: bothBatchesRule,
    controls: [
      {
        name: 'shuffled labels',
        breaks: 'the labels of the training set say nothing of the pictures: no test accuracy can be gained',
        regime: { shuffled: true },
        trials: 40,
      },
    ],
    figures: bothBatchesFigures,
    expectation: { verdict: 'holds' },
  });
}
