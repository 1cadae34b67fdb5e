import { all, defineClaim, norm, part, proportionAtLeast } from 'lemmata';
import { alongSignal, type Branch, finish, forks } from './branches.ts';
import { type SameStep, sameStepAssumptions, windowFull, windowQuick } from './same-step.ts';
import { type Curve, timeFigure } from './small-step.ts';
import { endOfStage1 } from './stage-1.ts';
import type { TestErrors } from './test-errors.ts';
import { timeline } from './timeline.ts';

interface Continued extends SameStep {
  readonly branch: Branch;
}

interface Stages extends Pick<TestErrors, 'small' | 'large'> {
  /** At the end of stage 1: mean ℓ_i of Z₂, cos(g, −w*), ‖g‖/‖∇L‖. */
  readonly slope: number;
  readonly along: number;
  readonly stored: number;
  readonly curves: Readonly<Record<string, Curve>>;
}

const often = proportionAtLeast({ p: 0.8 });

export default defineClaim<Continued, Stages>({
  id: 'theorem-1-1-stages',
  paper: 'momentum-generalization',
  title: 'GD+M learns the large margins, keeps their gradient, and learns the small ones by it',
  label: 'Theorem 1.1 (informal)',
  section: 'E. Headline statements',
  restsOn: ['theorem-3-2-signal', 'lemma-5-2-momentum-keeps-signal', 'historical-feature-amplification'],
  kind: 'probability',
  statement: {
    tex: String.raw`\exists(\mathcal D):\ \text{GD+M (1) learns }\mathcal Z_1,\ (2)\ g\approx-\|g\|w^*,\ \|g\|\gg\|\nabla\|,\ (3)\ \text{learns }\mathcal Z_2;\ \text{perfect test classification}`,
    plain:
      'On some data set of the form (D), GD+M first learns only the large margins, then has large historical gradients along the signal, and keeps learning the feature from them: no training error, large and small margins right.',
  },
  assumptions: [
    ...sameStepAssumptions,
    'R-window: d = 30, η = 0.1, γ = 0.99',
    'stage 1 ends when every margin of Z₁ is at least 8: mean ℓ_i on Z₂ in [0.45, 0.55], cos(g, −w*) ≥ 0.99, ‖g‖ ≥ 5‖∇L‖',
    'at the end every sample is memorised: no training error; errors ≤ 1 % on large and on small margins',
  ],
  profiles: {
    quick: { trials: 72, regime: { ...windowQuick, branch: 'continue' } },
    full: { trials: 72, regime: { ...windowFull, branch: 'continue' } },
  },
  async measure({ branch, ...regime }, trials, lab) {
    const made = await forks(regime, 0, trials, lab);
    const stages: Stages[] = [];
    for (const fork of made) {
      stages.push({
        ...(await finish(fork, branch, regime, lab)),
        slope: endOfStage1(fork.run).nu2 / fork.run.fraction,
        along: alongSignal(fork),
        stored: norm(fork.momentum) / fork.gradient,
        curves: timeline(fork.run),
      });
    }
    return stages;
  },
  rule: all({
    'Z₂ not learnt in stage 1': part(often, ({ slope }: Stages) => slope >= 0.45 && slope <= 0.55),
    'momentum along the signal': part(often, ({ along }: Stages) => along >= 0.99),
    'momentum larger than the gradient': part(often, ({ stored }: Stages) => stored >= 5),
    'large margins right': part(often, ({ large }: Stages) => large <= 0.01),
    'small margins right': part(often, ({ small }: Stages) => small <= 0.01),
  }),
  controls: [
    {
      name: 'momentum reset',
      breaks: 'sets g = 0 at the end of stage 1: the small margins are memorised through noise',
      regime: { branch: 'reset' },
      trials: 8,
    },
  ],
  figures: (observations) => [
    timeFigure('A run of GD+M', 'each in its own unit, where above 10⁻¹²', observations[0].curves),
  ],
  counterexample: (observations) => observations.map(({ curves: _, ...rest }) => rest),
  expectation: { verdict: 'holds' },
});
