import { defineClaim } from 'lemmata';
import { type Both, bestOfSweeps, measureSweeps, type Sweeps, sweepControls, sweepFigure } from './accuracy-sweeps.ts';

const mnist: Sweeps = {
  data: { source: { set: 'mnist' }, train: 1000, validation: 2000, test: 10_000 },
  network: { architecture: 'resnet-18', batchNorm: true },
  rates: [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5],
  rate: 0.1,
  momenta: [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95],
  against: 'gd+m',
  steps: 300,
  schedule: { kind: 'plateau', factor: 0.1, patience: 80 },
};

export default defineClaim<Sweeps, Both>({
  id: 'figures-2-3-gd-vs-momentum',
  paper: 'igr-momentum',
  title: 'The best GD+M over β classifies MNIST better than the best GD over h',
  label: 'Figures 2 and 3',
  section: 'Section 6: Stability and experiments',
  restsOn: ['figures-2-3-gd-vs-momentum-standin'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\max_\beta\text{acc}(\mathrm{GD+M},h=0.1,\beta)>\max_h\text{acc}(\mathrm{GD},h)`,
    plain:
      'ResNet-18 on 1000 pictures of MNIST, full batch: the best GD+M over β at h = 0.1 has a higher test accuracy than the best GD over h (96.22 % against 95.72 % in print).',
  },
  assumptions: [
    'the MNIST files are supplied by the user (`--data`); nothing is downloaded; padded to 32×32',
    'a uniform subset of 1000 training pictures in one batch, for batch normalisation takes its statistics over all of it; no augmentation, no weight decay',
    'the rate falls by 10 when the training loss has not improved for 80 updates; sweeps of equal size, chosen by 2000 pictures set apart, never by the test set',
  ],
  profiles: {
    quick: {
      trials: 2,
      regime: {
        ...mnist,
        data: { ...mnist.data, train: 100, validation: 200, test: 1000 },
        network: { architecture: 'digit-cnn', batchNorm: true },
        rates: [0.1],
        momenta: [0.9],
        steps: 20,
      },
      tooSmall: {
        decidedBy: 'full',
        reason: 'Two starts of a small network show that the path runs; the sign test needs 16 that agree.',
      },
    },
    full: { trials: 24, regime: mnist },
  },
  measure: measureSweeps,
  rule: bestOfSweeps,
  controls: sweepControls,
  figures: (observations, regime) => [sweepFigure(observations, regime)],
  expectation: { verdict: 'holds' },
});
