import { all, defineClaim, type Lab, part, proportionAtLeast } from 'lemmata';
import { proofRuns } from './proof-runs.ts';
import { proofRegime, type SameStep, sameStepAssumptions, windowFull, windowQuick } from './same-step.ts';
import { type Curve, timeFigure } from './small-step.ts';
import { endOfStage1 } from './stage-1.ts';
import { testErrors } from './test-errors.ts';
import { pullOf, timeline } from './timeline.ts';

interface Stages {
  /** At the end of stage 1: mean ℓ_i of Z₂, and the signal gradient as a share of its peak. */
  readonly small: number;
  readonly gradient: number;
  /** At the end: least y_i Ξ_i of Z₂, training error, errors on either class. */
  readonly noise: number;
  readonly train: number;
  readonly largeError: number;
  readonly smallError: number;
  readonly curves: Readonly<Record<string, Curve>>;
}

async function measure(regime: SameStep, trials: readonly number[], lab: Lab): Promise<Stages[]> {
  const runs = await proofRuns(proofRegime({ ...regime, damping: 1 }), regime.dimension, trials, lab);
  return runs.map((run, k) => {
    const errors = testErrors(run, regime.fresh, lab.seed('test', trials[k]));
    const end = run.states.at(-1)!;
    const [at, pull] = [endOfStage1(run), pullOf(run)];
    return {
      small: at.nu2 / run.fraction,
      gradient: pull(at) / Math.max(...run.states.map(pull)),
      noise: Math.min(...run.small.map((i) => end.noise[i])),
      train: errors.train,
      largeError: errors.large,
      smallError: errors.small,
      curves: timeline(run),
    };
  });
}

const often = proportionAtLeast({ p: 0.8 });

export default defineClaim<SameStep, Stages>({
  id: 'theorem-1-2-stages',
  paper: 'momentum-generalization',
  title: 'GD learns the large margins, stalls, and memorises the small ones',
  label: 'Theorem 1.2 (informal)',
  section: 'E. Headline statements',
  restsOn: ['theorem-3-1-memorisation-corrected', 'theorem-3-1-errors'],
  kind: 'probability',
  statement: {
    tex: String.raw`\exists(\mathcal D):\ \text{GD (1) learns }\mathcal Z_1,\ (2)\ \|\nabla\|\to\text{small},\ (3)\ \text{memorises }\mathcal Z_2;\ \text{small-margin test data wrong}`,
    plain:
      'On some data set of the form (D), GD first learns only the large margins, then has a small gradient, then memorises the small margins through noise: no training error, large margins right, small margins wrong.',
  },
  assumptions: [
    ...sameStepAssumptions,
    'R-window: d = 30, η = 0.1',
    'stage 1 ends when every margin of Z₁ is at least 8: mean ℓ_i on Z₂ in [0.45, 0.55], signal gradient ≤ 2 % of its peak',
    'at the end: y_i Ξ_i ≥ 1 on Z₂, no training error, error ≤ 1 % on large margins and ≥ 0.4 on small ones',
  ],
  profiles: {
    quick: { trials: 96, regime: windowQuick },
    full: { trials: 96, regime: windowFull },
  },
  measure,
  rule: all({
    'Z₂ not learnt in stage 1': part(often, ({ small }: Stages) => small >= 0.45 && small <= 0.55),
    'signal gradient small': part(often, ({ gradient }: Stages) => gradient <= 0.02),
    'Z₂ memorised': part(often, ({ noise }: Stages) => noise >= 1),
    'large margins right': part(often, ({ train, largeError }: Stages) => train === 0 && largeError <= 0.01),
    'small margins wrong': part(often, ({ smallError }: Stages) => smallError >= 0.4),
  }),
  controls: [
    { name: 'η = 4', breaks: 'a step so large that one of them overshoots to the small margins', regime: { rate: 4 } },
  ],
  figures: (observations) => [
    timeFigure('A run of GD', 'each in its own unit, where above 10⁻¹²', observations[0].curves),
  ],
  counterexample: (observations) => observations.map(({ curves: _, ...rest }) => rest),
  expectation: { verdict: 'holds' },
});
