import { all, always, defineClaim, exponentAtMost, part } from 'lemmata';
import {
  type Closeness,
  type ClosenessRegime,
  closenessFull,
  closenessQuick,
  constantsFigure,
  measureCloseness,
} from './closeness-to-sign.ts';

const within = always({ tolerance: 0, atMost: 0.85 });

export default defineClaim<ClosenessRegime, Closeness>({
  id: 'lemma-a2-closeness-first-and-free-coordinates',
  paper: 'adam-generalization',
  title: 'Off the noise, Adam moves like signGD unless the gradient is of order η',
  label: 'Lemma A.2, second case',
  section: '2. Adam and signGD',
  restsOn: ['ineq-a5-adam-ratio-bound', 'gradient-formula-a2-a4'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`k=1\ \text{or}\ k\notin\cup_iB_i:\quad|\nabla L(W^{(t)})[k]|\le\tilde\Theta(\eta)\ \text{or}\ M[k]/\sqrt{V[k]}=\mathrm{sgn}(\nabla L[k])\cdot\Theta(1)`,
    plain:
      'On the feature coordinate and on coordinates that no noise touches, a step of Adam is a step of signGD up to a constant factor, or the gradient is at most a constant times η (times λη where only the decay acts).',
  },
  assumptions: [
    'Θ(1) is [0.1, 10]; no ε',
    'one constant for all η: |g| ≤ 10η on the feature (5η for family M), |g| ≤ (0.2/(1 − β₂) + 20)λη elsewhere, where 0.06/(1 − β₂) is reached',
    'n = 4, s = 25, m = 8 in the quick profile, family M in the full one; each rate down to a tenth of the first; at β₂ = 0.999 every rate a tenth, as for the noise coordinates',
  ],
  profiles: { quick: { trials: 6, regime: closenessQuick }, full: { trials: 6, regime: closenessFull } },
  measure: measureCloseness,
  rule: all({
    'feature coordinate': part(within, ({ excess }: Closeness) => excess.first),
    'coordinates without noise': part(within, ({ excess }: Closeness) => excess.free),
    'no growth as η falls': part(
      exponentAtMost({ towards: 'infinity', accept: 0.4, reject: 0.6 }),
      ({ sweeps }: Closeness) => sweeps.free,
    ),
  }),
  controls: [
    {
      name: 'memory tied to the step',
      breaks: 'β₁ = β₂ = 1 − 100η: the memory 1/(1 − β) outlives the gradient',
      regime: { memory: 'tied' },
      trials: 2,
    },
  ],
  figures: (observations) => [
    constantsFigure(observations, ['first', 'free']),
    {
      title: 'Gradient and direction of the feature coordinate at the smallest η',
      x: { label: 'sgn(g) M/√V' },
      y: { label: '|g|/η', log: true },
      series: [{ name: 'steps', draw: 'dots', points: observations[0].points }],
    },
  ],
  expectation: { verdict: 'holds' },
});
