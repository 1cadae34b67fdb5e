import { all, defineClaim, type Figure, part, type Sweep } from 'lemmata';
import {
  measureSmallStep,
  type SmallStep,
  type SmallStepRegime,
  smallStepFull,
  smallStepQuick,
  vanishes,
} from './small-step.ts';

function sweepFigure(title: string, sweeps: readonly Sweep[]): Figure {
  return {
    title,
    x: { label: 'η', log: true },
    y: { label: 'sup over t', log: true },
    series: sweeps.map(({ x, y }, trial) => ({
      name: `trial ${trial}`,
      points: x.map((rate, k) => [rate, y[k]] as const),
    })),
  };
}

export default defineClaim<SmallStepRegime, SmallStep>({
  id: 'remark-adam-tends-to-signgd-small-step-trajectories',
  paper: 'adam-generalization',
  title: 'With small steps the whole path of Adam is that of signGD',
  label: 'Section 5.1, other reading',
  section: '2. Adam and signGD',
  restsOn: ['remark-adam-tends-to-signgd-small-step'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\sup_{\eta t\le0.03}\max_{j,r}|jw^{\mathrm{Adam}}_{j,r}-jw^{\mathrm{sign}}_{j,r}|\to0,\quad\sup_{\eta t\le0.03}\max_{i,r}|\mathrm{own}^{\mathrm{Adam}}_{i,r}-\mathrm{own}^{\mathrm{sign}}_{i,r}|\to0\quad(\eta\to0)`,
    plain:
      'As the step shrinks at fixed β₂, feature learning and memorisation of every neuron, those without initial correlation included, follow signGD uniformly in time.',
  },
  assumptions: [
    'β₁ = 0.9, β₂ = 0.9 (full: 0.99), no ε, no bias correction',
    'one start for both; order at least 1/2 in η',
  ],
  profiles: {
    quick: { trials: 14, regime: { ...smallStepQuick, shown: [] } },
    full: {
      trials: 14,
      regime: { ...smallStepFull, shown: [] },
      tooSmall: {
        decidedBy: 'quick',
        reason:
          'at β₂ = 0.99 the local exponents still rise down to η = 10⁻⁶ (0.27, 0.45, 0.70; memorisation 0.18, 0.33, 0.62); at β₂ = 0.9, in the quick profile, the memory is ten times shorter and the exponents are there',
      },
    },
  },
  measure: measureSmallStep,
  rule: all({
    'feature coordinates': part(vanishes, ({ feature }: SmallStep) => feature),
    memorisation: part(vanishes, ({ own }: SmallStep) => own),
  }),
  controls: [
    {
      name: 'memory tied to the step',
      breaks: 'β₂ = 1 − 100η: a memory of fixed ηt',
      regime: { beta2: 'tied' },
      trials: 10,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Feature coordinates, Adam against signGD',
      observations.slice(0, 6).map(({ feature }) => feature),
    ),
    sweepFigure(
      'Memorisation, Adam against signGD',
      observations.slice(0, 6).map(({ own }) => own),
    ),
  ],
  expectation: { verdict: 'holds' },
});
