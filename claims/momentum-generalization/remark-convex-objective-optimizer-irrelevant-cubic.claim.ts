import { all, defineClaim, part, proportionAtLeast } from 'lemmata';
import { apartFigure, type Ends, endsOf, type TwoAlgorithms } from './two-algorithms.ts';

const cubic: TwoAlgorithms = { degree: 3, samples: 10, weightDecay: 0.005, rate: 0.1, steps: 3000 };
const half = proportionAtLeast({ p: 0.5 });

export default defineClaim<TwoAlgorithms, Ends>({
  id: 'remark-convex-objective-optimizer-irrelevant-cubic',
  paper: 'momentum-generalization',
  title: 'With the cubic activation the end point depends on the run',
  label: 'Section 2, importance of non-convexity',
  section: 'B. Convexity remarks',
  restsOn: ['remark-convex-objective-optimizer-irrelevant'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\text{cubic},\ \lambda>0:\quad\exists\,W,W':\ \|W-W'\|\ge0.1\|W\|,\ \|\nabla\widehat L(W)\|,\|\nabla\widehat L(W')\|\le10^{-2}`,
    plain:
      'On the cubic network with weight decay, two of the runs of GD and GD+M from two starts end at different points although their gradients are small.',
  },
  assumptions: [
    'd = 12, P = 3, m = 3, γ ∈ {0, 0.95}, two starts',
    'λ = 0.005',
    'on more than half of the data sets',
    'whether GD and GD+M differ from one start is the claim -same-start',
  ],
  profiles: {
    quick: { trials: 24, regime: cubic },
    full: { trials: 60, regime: { ...cubic, samples: 40, rate: 0.02, steps: 20_000 } },
  },
  measure: endsOf,
  rule: all({
    'end points differ': part(half, ({ apart }: Ends) => apart >= 0.1),
    'also the stationary ones': part(half, ({ apartThoughStationary }: Ends) => apartThoughStationary >= 0.1),
  }),
  controls: [
    {
      name: 'linear activation',
      breaks: 'convex: degree 1, λ = η = 0.05',
      regime: { degree: 1, weightDecay: 0.05, rate: 0.05 },
      trials: 18,
    },
  ],
  figures: apartFigure,
  expectation: { verdict: 'holds' },
});
