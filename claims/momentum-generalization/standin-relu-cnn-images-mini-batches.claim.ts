import { defineClaim } from 'lemmata';
import { type Accuracies, type BothBatches, bothBatches, bothBatchesFigures, bothBatchesRule } from './figure-1.ts';
import { fewGlyphs, glyphs } from './images.ts';

export default defineClaim<BothBatches, Accuracies>({
  id: 'standin-relu-cnn-images-mini-batches',
  paper: 'momentum-generalization',
  title: 'Stand-in for Figure 1: a ReLU network on drawn pictures gains more from momentum at full batch than with SGD',
  label: 'Figure 1, on drawn pictures',
  section: 'F. Tables and figures',
  restsOn: ['standin-relu-cnn-images'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\max_\eta\text{acc}_{\mathrm{GD+M}}-\max_\eta\text{acc}_{\mathrm{GD}}>1\,\%,\qquad(\text{acc}_{\mathrm{GD+M}}-\text{acc}_{\mathrm{GD}})-(\text{acc}_{\mathrm{SGD+M}}-\text{acc}_{\mathrm{SGD}})>1\,\%,\quad\text{training error }0`,
    plain:
      'On the pictures of standin-relu-cnn-images and at zero training error GD+M is more accurate than GD by more than a point, and gains at least a point more over GD than SGD+M does over SGD, each at its best learning rate.',
  },
  assumptions: [
    'pictures, network and runs of the full batch are those of standin-relu-cnn-images',
    'SGD: batches of 20 of the 200 pictures, 300 epochs, learning rates {0.1, 0.2, 0.5}, γ = 0.9 (damped), constant',
    'in proportion, more than half of the draws of data and start must show each of the three',
    'not yet run at full size; in the pilot of standin-relu-cnn-images GD+M was ahead of GD by a point in one of three draws',
  ],
  profiles: {
    quick: {
      trials: 3,
      regime: { ...fewGlyphs, mini: { batch: 8, rates: [0.2], epochs: 10 } },
      tooSmall: {
        decidedBy: 'full',
        reason: 'The sign test at this error share needs 18 draws that agree; 3 of 24 pictures each fit the minute.',
      },
    },
    full: { trials: 24, regime: { ...glyphs, mini: { batch: 20, rates: [0.1, 0.2, 0.5], epochs: 300 } } },
  },
  measure: bothBatches,
  rule: bothBatchesRule,
  controls: [
    {
      name: 'batches of all pictures',
      breaks: 'SGD is GD and gains as much from momentum',
      regime: { mini: null },
      trials: 17,
    },
  ],
  figures: bothBatchesFigures,
  expectation: { verdict: 'holds' },
});
