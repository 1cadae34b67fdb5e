import { defineClaim, type Sweep } from 'lemmata';
import { r0, r0Full, type Sizes } from './experiments.ts';
import { boundedByPolylog, capFigure, signalCaps } from './signal-cap.ts';

const small = { initScale: 0.5, rate: '1/α²', memory: null } as const;

export default defineClaim<Sizes, Sweep>({
  id: 'lemma-4-6-signal-cap',
  paper: 'momentum-generalization',
  title: 'With a small step, GD never learns more of the signal than Õ(1/α)',
  label: 'Lemma 4.6 and Theorem 3.1, item 1',
  kind: 'exponent',
  statement: {
    tex: String.raw`\max_r|c_r^{(t)}|\le\tilde O(1/\alpha)\quad\text{for all }t\le T`,
    plain:
      'Along gradient descent, the correlation of every neuron with the signal stays below 1/α up to logarithms: GD fits the large margins and memorises the small ones.',
  },
  assumptions: ['distribution (D)', 'η = 1/α², near gradient flow', 'until every sample is memorised (max ℓ_i < 0.05)'],
  profiles: {
    quick: { trials: 8, regime: { ...r0, ...small, dimensions: [16, 32, 64] } },
    full: { trials: 8, regime: { ...r0Full, ...small, dimensions: [30, 60, 120, 240] } },
  },
  measure: signalCaps,
  rule: boundedByPolylog,
  controls: [
    {
      name: 'GD+M of R-window',
      breaks: 'runs GD+M with η = 0.1 and γ = 0.99, which amplifies the signal',
      regime: { rate: 0.1, memory: 0.99 },
      trials: 16,
    },
  ],
  figures: capFigure,
  expectation: { verdict: 'holds' },
});
