import { defineClaim } from 'lemmata';
import {
  type Accuracies,
  accurateAtBoth,
  type FixedRate,
  fixedRateFigures,
  gainAt,
  measureFixedRate,
} from './fixed-effective-rate.ts';

const digits: FixedRate = {
  data: { source: { set: 'digits', noise: 0.3 }, train: 640, test: 1000 },
  network: { architecture: 'digit-cnn', batchNorm: true },
  batch: 64,
  epochs: 20,
  rates: [0.1, 1],
  momenta: [0, 0.3, 0.5, 0.8],
};

export default defineClaim<FixedRate, Accuracies>({
  id: 'table-1-fixed-effective-lr-standin-any-rate',
  paper: 'igr-momentum',
  title: 'Stand-in for Table 1, where SGD trains: at one h/(1−β), β = 0.8 classifies drawn digits better',
  label: 'Table 1, on drawn digits',
  section: 'Section 6: Stability and experiments',
  restsOn: [],
  kind: 'comparison',
  statement: {
    tex: String.raw`\tfrac h{1-\beta}\in\{0.1,1\}:\quad\text{acc}(\beta=0.8)>\text{acc}(\beta=0)`,
    plain:
      'A small convolutional network with batch normalisation on 640 drawn digits, at h/(1−β) = 0.1 and at 1, rates at which SGD trains: over the last five epochs, SGD+M with β = 0.8 has a higher test accuracy than SGD.',
  },
  assumptions: [
    '12×12 seven-segment digits under a random affine map, with thickness, jitter and noise of deviation 0.3',
    'conv3×3/2(8)-BN-ReLU-conv3×3/2(16)-BN-ReLU-dense; batches of 64, 20 epochs, constant rate, heavy ball',
    'the largest β is held against 0, in pairs of runs from one start on the same batches',
    'a pilot of 24 starts (seed 1) speaks against it, but decides nothing: β = 0.8 more accurate in 3 of 24 at 0.1, by −0.4 percentage points in the mean, and in 9 of 24 at 1; so the full profile is to run at another seed; at seed 2 it refutes, and the expectation was set then',
  ],
  profiles: {
    quick: {
      trials: 2,
      regime: { ...digits, data: { ...digits.data, train: 128, test: 100 }, epochs: 5, momenta: [0, 0.8] },
      tooSmall: {
        decidedBy: 'full',
        reason:
          'Two starts of 128 digits show that the path runs. With β = 0.8 ahead in 3 of 24 starts at h/(1−β) = 0.1, as measured at full size, the sign test needs 32.',
      },
    },
    full: { trials: 64, regime: digits },
  },
  measure: measureFixedRate,
  rule: accurateAtBoth,
  controls: [
    {
      name: 'where SGD no longer trains',
      breaks: 'nothing: at h/(1−β) = 3 the larger β is better',
      regime: { rates: [3, 3] },
      expected: 'supported',
      trials: 17,
    },
    {
      name: 'one β twice',
      breaks: 'both runs are SGD: ties, which count against',
      regime: { rates: [3, 3], momenta: [0, 0] },
      trials: 17,
    },
  ],
  figures: fixedRateFigures,
  counterexample: (observations, { rates }) => ({
    derivation:
      'over the starts, the test accuracy of β = 0.8 less that of β = 0; the statement needs it above 0 in most',
    rates: rates.map((rate, r) => ({ rate, ...gainAt(observations, r) })),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'At h/(1−β) = 0.1 and 1, where SGD trains, β = 0.8 is less accurate in most starts: more so in 6 of 64 at 0.1 and in 14 of 64 at 1 (full profile, seed 2). It helps where SGD no longer trains.',
    corrected: 'table-1-fixed-effective-lr-standin',
  },
});
