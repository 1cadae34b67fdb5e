import { defineClaim } from 'lemmata';
import { draw, type Events, eventsFigure, frequencies, nearCertain, type Premise } from './premise.ts';

const slow: Premise = {
  dimensions: [30, 120, 480, 960],
  neurons: { constant: 1, logs: 2 },
  expected: { constant: 1, logs: 1 },
  start: { constant: 1, logs: -2 },
  inverseFraction: 10,
};

export default defineClaim<Premise, Events>({
  id: 'premise-high-probability-events-corrected',
  paper: 'momentum-generalization',
  title: 'With m = log² d, N = log(d)/μ and σ₀² = 1/(d log² d) the theorems get what they need',
  label: 'Theorems 3.1 and 3.2, their probability, other polylogs',
  section: 'E. Headline statements',
  restsOn: ['data-distribution-d'],
  kind: 'probability',
  statement: {
    tex: String.raw`m=\log^2d,\ N=\log(d)/\mu,\ \sigma_0^2=\tfrac1{d\log^2d}:\quad\Pr\ge1-2^{-\log^2d}-\tfrac1d-e^{-\Omega(\log d)}\to1`,
    plain: 'Where m and Nμ grow with log d, and σ₀√d falls with it, all three events have probability 1 − o(1).',
  },
  assumptions: ['m = log² d, N = log(d)/μ, σ₀² = 1/(d log² d)', 'probability ≥ 0.98 at d = 960', 'no training'],
  profiles: {
    quick: { trials: 1500, regime: slow },
    full: { trials: 10000, regime: slow },
  },
  measure: draw,
  rule: nearCertain,
  controls: [
    {
      name: 'm = 3',
      breaks: 'no neuron starts on the right side in one draw of eight',
      regime: { neurons: { constant: 3, logs: 0 } },
    },
    { name: 'N = 1/μ', breaks: 'no small margin in one set of e', regime: { expected: { constant: 1, logs: 0 } } },
    {
      name: 'σ₀² = log(d)/d',
      breaks: 'a start that has large outputs on the large margins',
      regime: { start: { constant: 1, logs: 1 } },
    },
  ],
  figures: eventsFigure,
  counterexample: frequencies,
  expectation: { verdict: 'holds' },
});
