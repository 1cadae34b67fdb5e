import { defineClaim } from 'lemmata';
import { draw, type Events, eventsFigure, frequencies, nearCertain, type Premise } from './premise.ts';

const printed: Premise = {
  dimensions: [30, 120, 480, 960],
  neurons: { constant: 5, logs: 0 },
  expected: { constant: 4, logs: 0 },
  start: { constant: 1, logs: 1 },
  inverseFraction: 10,
};

export default defineClaim<Premise, Events>({
  id: 'premise-high-probability-events',
  paper: 'momentum-generalization',
  title: 'The printed scales give what the theorems need with probability 1 − o(1)',
  label: 'Theorems 3.1 and 3.2, their probability, with Parametrization 2.1',
  section: 'E. Headline statements',
  restsOn: ['data-distribution-d'],
  kind: 'probability',
  statement: {
    tex: String.raw`\Pr\big[\max_rc_r^{(0)}>0,\ n_2\ge1,\ |\alpha^3\textstyle\sum_r(c_r^{(0)})^3|\le2\big]\ge1-o(1)`,
    plain:
      'With probability 1 − o(1) some neuron starts on the right side of the signal, the training set has a small margin, and the large margins are not fitted at the start.',
  },
  assumptions: ['m = 5 (Figure 3)', 'N = Θ(1/μ): here N = 4/μ', 'σ₀² = polylog(d)/d: here log(d)/d', 'no training'],
  profiles: {
    quick: { trials: 1500, regime: printed },
    full: { trials: 10000, regime: printed },
  },
  measure: draw,
  rule: nearCertain,
  controls: [
    {
      name: 'N = 1/μ',
      breaks: 'one small margin is expected: none is there with probability 1/e',
      regime: { expected: { constant: 1, logs: 0 } },
    },
    {
      name: 'κ₀ = 0.05, m = 15, N = 16/μ',
      breaks: 'nothing: constants so far out that all three events are nearly certain',
      regime: {
        neurons: { constant: 15, logs: 0 },
        expected: { constant: 16, logs: 0 },
        start: { constant: 0.05 ** 2, logs: 0 },
      },
      expected: 'supported',
    },
  ],
  figures: eventsFigure,
  counterexample: frequencies,
  expectation: {
    verdict: 'fails as printed',
    reason:
      'With N = Θ(1/μ) the number of small margins is Poisson with a constant mean, so none is there with constant probability; with σ₀² = log(d)/d the output of the start on large margins grows like log^{3/2} d; m constant leaves 2^{−m}.',
    corrected: 'premise-high-probability-events-corrected',
  },
});
