import type { Images } from './images.ts';

/** ResNet-18 on all of CIFAR-10 with the grids of the catalogue; 300 epochs of the full batch are 300 updates. */
export const cifarFull: Images = {
  name: 'cifar',
  data: { source: { set: 'cifar-10' }, train: 50_000, test: 10_000 },
  untouched: false,
  network: { architecture: 'resnet-18', batchNorm: false },
  rates: [0.01, 0.03, 0.1, 0.3, 1, 3],
  slowest: 3,
  decays: [0, 1e-4, 5e-4],
  memory: 0.9,
  steps: 300,
  schedule: { kind: 'cosine' },
};

/** The same path with a small network on few pictures. */
export const cifarQuick: Images = {
  ...cifarFull,
  data: { ...cifarFull.data, train: 300, test: 10_000 },
  network: { architecture: 'glyph-cnn', batchNorm: false },
  rates: [0.3],
  decays: [0],
  steps: 20,
};

export const cifarAssumptions = [
  'the CIFAR archive is supplied by the user (`--data`); nothing is downloaded',
  'ResNet-18 without normalisation, the last convolution of each branch starting at 0; no augmentation, no dropout',
  'damped momentum, γ = 0.9; learning rates {0.01, 0.03, 0.1, 0.3, 1, 3} × weight decays {0, 1e-4, 5e-4}, cosine schedule, the best by test accuracy for each algorithm, as in the paper',
  'gradients of the full batch are accumulated over chunks',
  'in proportion, more than half of the starts must show it; 3 runs, as printed, cannot decide at this error share, 24 can',
];

export const cifarTooSmall = {
  decidedBy: 'full',
  reason: 'Two starts of a small network on 300 pictures show that the path runs; the sign test needs 18 that agree.',
} as const;
