import { defineClaim } from 'lemmata';
import {
  type Accuracies,
  accurateAndSmooth,
  type FixedRate,
  fixedRateFigures,
  measureFixedRate,
} from './fixed-effective-rate.ts';

const cifar: FixedRate = {
  data: { source: { set: 'cifar-10' }, train: 50_000, test: 10_000 },
  network: { architecture: 'resnet-18', batchNorm: true },
  batch: 640,
  epochs: 60,
  rates: [0.1],
  momenta: [0, 0.3, 0.5, 0.8],
};

export default defineClaim<FixedRate, Accuracies>({
  id: 'table-1-fixed-effective-lr',
  paper: 'igr-momentum',
  title: 'At one h/(1−β), a larger β classifies CIFAR-10 better and more evenly',
  label: 'Table 1',
  section: 'Section 6: Stability and experiments',
  restsOn: ['table-1-fixed-effective-lr-standin'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\tfrac h{1-\beta}=0.1:\quad\text{acc}(\beta=0.8)>\text{acc}(\beta=0),\qquad\text{s.d.}(\beta=0.8)<\text{s.d.}(\beta=0)`,
    plain:
      'ResNet-18 on CIFAR-10 at h/(1−β) = 0.1: over the last five epochs, SGD+M with β = 0.8 has a higher test accuracy than SGD (82.4 % against 79.7 % in print), and the accuracy of a run varies less.',
  },
  assumptions: [
    'the CIFAR-10 files are supplied by the user (`--data`); nothing is downloaded; standardised per channel',
    'one column of the eight of Table 1; batches of 640, 60 epochs of the authors’ 300, constant rate, heavy ball, no augmentation, no weight decay',
    'the deviation is that within a run; the one printed pools five epochs and three seeds',
    'the largest β is held against 0, in pairs of runs from one start on the same batches',
  ],
  profiles: {
    quick: {
      trials: 2,
      regime: {
        ...cifar,
        data: { ...cifar.data, train: 128, test: 100 },
        network: { architecture: 'digit-cnn', batchNorm: true },
        batch: 64,
        epochs: 5,
        momenta: [0, 0.8],
      },
      tooSmall: {
        decidedBy: 'full',
        reason: 'Two starts of a small network show that the path runs; each sign test needs 17 starts that agree.',
      },
    },
    full: { trials: 24, regime: cifar },
  },
  measure: measureFixedRate,
  rule: accurateAndSmooth,
  controls: [
    {
      name: 'one β twice',
      breaks: 'both runs are SGD: ties, which count against',
      regime: { momenta: [0, 0] },
      trials: 17,
    },
  ],
  figures: fixedRateFigures,
  expectation: { verdict: 'holds' },
});
