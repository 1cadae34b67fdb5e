import { defineClaim, exponentAtMost } from 'lemmata';
import { windowMomentum } from './experiments.ts';
import type { ProofRegime } from './proof-runs.ts';
import { type Budget, budgets } from './signal-budget.ts';
import { smallStepAssumptions, smallStepFull, smallStepQuick, sweepFigure, timeFigure } from './small-step.ts';

export default defineClaim<ProofRegime, Budget>({
  id: 'lemma-4-3-signal-budget',
  paper: 'momentum-generalization',
  title: 'With a small step, the signal after T₀ is paid for by the small margins',
  label: 'Lemma 4.3',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['gd-s-gd-n-updates', 'lemma-4-2-large-margin-derivative'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`c^{(t+1)}\le\tilde O(1/\alpha)+\tilde O(\eta\beta^3/\alpha)\sum_{\tau=T_0}^t\nu_2^{(\tau)},\quad t\ge T_0`,
    plain: 'After T₀ the signal stays within a constant, at most four, of 1/α + (ηβ³/α)Σν₂.',
  },
  assumptions: [...smallStepAssumptions, 'sums by the trapezoidal rule between records'],
  profiles: {
    quick: { trials: 16, regime: smallStepQuick },
    full: { trials: 16, regime: smallStepFull },
  },
  measure: budgets,
  rule: exponentAtMost({ towards: 'infinity', accept: 0.25, reject: 0.35, cap: 4 }),
  controls: [
    {
      name: 'GD+M of R-window',
      breaks: 'runs GD+M with η = 0.1 and γ = 0.99, which carries the signal far beyond',
      regime: { ...windowMomentum, dimensions: [20, 60, 180], horizon: { times: 0.2, unit: 'N√d/(ηκ₀)' } },
      trials: 32,
    },
  ],
  figures: (observations) => [
    sweepFigure('Largest signal over its budget', 'q', observations),
    timeFigure(
      'Signal at the largest d',
      'α c',
      Object.fromEntries(observations.slice(0, 6).map(({ curve }, trial) => [`trial ${trial}`, curve])),
    ),
  ],
  expectation: { verdict: 'holds' },
});
