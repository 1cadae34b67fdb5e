import { always, defineClaim } from 'lemmata';
import { apartFigure, type Ends, endsOf, type TwoAlgorithms } from './two-algorithms.ts';

interface Observation extends Ends {
  /** `apart` */
  readonly excess: number;
  readonly step: number;
}

const linear: TwoAlgorithms = { degree: 1, samples: 10, weightDecay: 0.05, rate: 0.05, steps: 6000 };

export default defineClaim<TwoAlgorithms, Observation>({
  id: 'remark-convex-objective-optimizer-irrelevant',
  paper: 'momentum-generalization',
  title: 'With a convex loss and weight decay, GD and GD+M reach the same point',
  label: 'Section 2, importance of non-convexity',
  section: 'B. Convexity remarks',
  restsOn: ['gradient-formula'],
  kind: 'identity',
  statement: {
    tex: String.raw`\lambda>0,\ \widehat L-\tfrac\lambda2\|W\|^2\ \text{convex}:\quad W_{\mathrm{GD}}=W_{\mathrm{GD+M}}`,
    plain:
      'With the linear activation and weight decay the optimum is unique: GD and GD+M, from any two starts, end at one point.',
  },
  assumptions: [
    'd = 12, P = 3, m = 3, γ ∈ {0, 0.95}, two starts',
    'λ = 0.05, η = 0.05, 6000 steps: (1 − ηλ)^T ≈ 3·10⁻⁷',
    'relative distance at most 10⁻⁵',
  ],
  profiles: {
    quick: { trials: 14, regime: linear },
    full: { trials: 40, regime: { ...linear, samples: 40 } },
  },
  async measure(regime, trials, lab) {
    const ends = await endsOf(regime, trials, lab);
    return ends.map((end) => ({ ...end, excess: end.apart, step: regime.steps }));
  },
  rule: always({ tolerance: 1e-5, atMost: 0.6 }),
  controls: [
    { name: 'stopped early', breaks: 'stops after 200 steps', regime: { steps: 200 } },
    { name: 'stopped early, no decay', breaks: 'λ = 0, 200 steps', regime: { steps: 200, weightDecay: 0 } },
  ],
  figures: apartFigure,
  expectation: { verdict: 'holds' },
});
