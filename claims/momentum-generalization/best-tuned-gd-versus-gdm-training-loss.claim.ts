import { defineClaim, proportionAtLeast, type Rule } from 'lemmata';
import {
  advantage,
  type Grids,
  grids,
  smallSteps,
  stepsFigure,
  type Tuned,
  tunedFull,
  tunedQuick,
} from './best-tuned.ts';
import { sameStepAssumptions } from './same-step.ts';

const most = proportionAtLeast({ p: 0.5 });
const rule: Rule<Grids> = {
  ...most,
  decide: (observations, share) =>
    most.decide(
      observations.map((ends) => Math.abs(advantage(ends, 'loss')) <= 0.02),
      share,
    ),
};

export default defineClaim<Tuned, Grids>({
  id: 'best-tuned-gd-versus-gdm-training-loss',
  paper: 'momentum-generalization',
  title: 'Tuned by the training loss, a larger step replaces momentum on most data sets',
  label: 'Related work, on Leclerc & Madry (2020); captions of Figures 1 and 4',
  section: 'E. Headline statements',
  restsOn: ['best-tuned-gd-versus-gdm'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\text{error}_{\mathrm{GD}}\big(\operatorname*{arg\,min}_\eta\widehat L\big)=\text{error}_{\mathrm{GD+M}}\big(\operatorname*{arg\,min}_\eta\widehat L\big)`,
    plain:
      'With the step chosen by the training loss, as one would without validation data, GD and GD+M err equally on small margins for most data sets; on about one in fifteen GD so tuned has memorised them.',
  },
  assumptions: [
    ...sameStepAssumptions.slice(0, 1),
    'GD and GD+M (γ = 0.95) share the data, the start, the number of updates (800) and the test set; η ∈ {0.1, 1, 4, 16}',
    'η selected by the training loss; equal within 0.02, on 2000 fresh small margins, on at least half of the data sets',
  ],
  profiles: {
    quick: { trials: 32, regime: tunedQuick },
    full: { trials: 32, regime: tunedFull },
  },
  measure: grids,
  rule,
  controls: [
    {
      name: 'steps up to 0.1',
      breaks: 'keeps both grids to η ≤ 0.1, where one step of GD cannot overshoot; γ = 0.99',
      regime: smallSteps,
      trials: 32,
    },
  ],
  figures: (observations, regime) => [stepsFigure(observations, regime)],
  counterexample: (observations) => observations.map((ends) => advantage(ends, 'loss')),
  expectation: { verdict: 'holds' },
});
