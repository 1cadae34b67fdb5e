import { all, defineClaim, equivalent, part } from 'lemmata';
import {
  measureSmallStep,
  type SmallStep,
  type SmallStepRegime,
  smallStepFull,
  smallStepQuick,
  vanishes,
} from './small-step.ts';

export default defineClaim<SmallStepRegime, SmallStep>({
  id: 'remark-adam-tends-to-signgd-small-step',
  paper: 'adam-generalization',
  title: 'With small steps Adam memorises at the rate of signGD',
  label: 'Section 5.1',
  section: '2. Adam and signGD',
  restsOn: ['eq-5-2-signgd-noise-update', 'lemma-a2-closeness-noise-coordinates'],
  kind: 'rate',
  statement: {
    tex: String.raw`\frac{\langle w^{(t)}_{y_i,r},\xi_i\rangle-\langle w^{(0)}_{y_i,r},\xi_i\rangle}{t\eta\|\xi_i\|_{1,B}}\to1\quad(\eta\to0,\ \eta t\ \text{fixed},\ \langle w^{(0)}_{y_i,r},\xi_i\rangle>0)`,
    plain:
      'As the step shrinks at fixed ηt and fixed β₂, the neurons that start out correlated with a noise patch memorise it under Adam at the rate of signGD, η‖ξ‖₁ a step.',
  },
  assumptions: [
    'β₁ = 0.9, no ε, no bias correction, ηt = 0.03',
    'η down to 10⁻⁴(1 − β₂) (the first run of the full profile stopped at three times that: ratio 1.072)',
    'β₂ = 0.9 in the quick profile; at β₂ = 0.99 and 0.999 (figure) η must be ten and a hundred times smaller: the memory 1/(1 − β₂) must be short against t',
    'held to the rate of signGD, which is 1 up to the feature coordinate, α/‖ξ‖₁, and to the coordinates whose sign the decay sets',
  ],
  profiles: { quick: { trials: 8, regime: smallStepQuick }, full: { trials: 8, regime: smallStepFull } },
  measure: measureSmallStep,
  rule: all(
    {
      'rates meet as η falls': part(vanishes, ({ gap }: SmallStep) => gap),
      'rate at the smallest η': part(equivalent({ target: 1, margin: 0.05 }), ({ ratio }: SmallStep) => ratio),
    },
    ['rate'],
  ),
  controls: [
    {
      name: 'memory tied to the step',
      breaks: 'β₂ = 1 − 100η: a memory of fixed ηt',
      regime: { beta2: 'tied', shown: [] },
      trials: 6,
    },
  ],
  figures: ([{ curves }]) => [
    {
      title: 'Rate of memorisation over that of signGD',
      x: { label: 'η', log: true },
      y: { label: 'ratio' },
      series: curves,
    },
  ],
  expectation: { verdict: 'holds' },
});
