import { defineClaim, equivalent, type Rule } from 'lemmata';
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

const equality = equivalent({ margin: 0.02 });
const rule: Rule<Grids> = {
  ...equality,
  decide: (observations, share) =>
    equality.decide(
      observations.map((ends) => advantage(ends, 'validation')),
      share,
    ),
};

export default defineClaim<Tuned, Grids>({
  id: 'best-tuned-gd-versus-gdm',
  paper: 'momentum-generalization',
  title: 'A larger step replaces momentum, without batch normalisation',
  label: 'Related work, on Leclerc & Madry (2020); captions of Figures 1 and 4',
  section: 'E. Headline statements',
  restsOn: ['same-step-separation', 'theorem-3-1-errors-any-step'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\min_{\eta}\text{error}_{\mathrm{GD}}(\eta)=\min_{\eta}\text{error}_{\mathrm{GD+M}}(\eta)`,
    plain:
      'The benefit of momentum can be obtained by an even larger step of GD: with the best step for each, both err equally on small margins. The paper suspects batch normalisation behind this; there is none here.',
  },
  assumptions: [
    ...sameStepAssumptions.slice(0, 1),
    'GD and GD+M (γ = 0.95) share the data, the start, the number of updates (800) and the test set; η ∈ {0.1, 1, 4, 16}',
    'η selected by the error on 2000 fresh small margins, of equals the smallest, and compared on 2000 others; margin 0.02',
  ],
  profiles: {
    quick: { trials: 20, regime: tunedQuick },
    full: { trials: 20, regime: tunedFull },
  },
  measure: grids,
  rule,
  controls: [
    {
      name: 'steps up to 0.1',
      breaks: 'keeps both grids to η ≤ 0.1, where one step of GD cannot overshoot; γ = 0.99',
      regime: smallSteps,
      trials: 16,
    },
  ],
  figures: (observations, regime) => [stepsFigure(observations, regime)],
  counterexample: (observations) => observations.map((ends) => advantage(ends, 'validation')),
  expectation: { verdict: 'holds' },
});
