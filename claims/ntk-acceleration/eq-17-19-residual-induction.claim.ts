import { defineClaim, violation } from 'lemmata';
import { orthoStep, tuning } from './experiments.ts';
import { inductionConstants } from './induction.ts';
import {
  type InductionObservation,
  type InductionRegime,
  inductionFigures,
  inductionRule,
  measureInduction,
  printedInduction,
  scalarRecursion,
  slowDescent,
} from './residual-induction.ts';

/** (19) and (17) at t = 1 on ORTHO(2), ν = 1, in the limit m → ∞, over ‖ξ_0‖. */
function firstStep() {
  const { atStart, afterOne, rate } = orthoStep();
  const { C } = inductionConstants(tuning([[0.5]], 1));
  return {
    'one step (19)': violation(afterOne, '≤', rate * atStart + C),
    'all steps (17)': violation(afterOne, '≤', rate * atStart + C / (1 - rate)),
  };
}

export default defineClaim<InductionRegime, InductionObservation>({
  id: 'eq-17-19-residual-induction',
  paper: 'ntk-acceleration',
  title: 'The stacked residual contracts by β_* in every step, up to C, as printed',
  label: 'Proof of Theorem 2, eqs. (17) and (19)',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-3-spectral-norm', 'lemma-1-phi-bound'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|\Xi_t\|\le\beta_*\|\Xi_{t-1}\|+C,\qquad\|\Xi_t\|\le\beta_*^t\|\Xi_0\|+\tfrac C{1-\beta_*}\quad\text{for all }t\le T`,
    plain:
      'With probability at least 0.9, the stacked residual shrinks by the factor β_* in every step up to an error C, and so stays below β_*^t ‖Ξ_0‖ + C/(1 − β_*).',
  },
  assumptions: [
    'x_i = e_i, n = 2, ν = 1',
    'η = 1/(2λ_max), β = β_*²',
    'T = 2n^ν/√(ηλ)',
    'm large, and the limit m → ∞',
  ],
  profiles: {
    quick: { trials: 130, regime: { ...printedInduction, widths: [1_000, 10_000] } },
    full: { trials: 200, regime: { ...printedInduction, widths: [1_000, 10_000, 100_000] } },
  },
  measure: measureInduction,
  rule: inductionRule,
  controls: [slowDescent, scalarRecursion],
  figures: inductionFigures,
  counterexample: (observations) => ({
    smallest: firstStep(),
    derivation:
      'in the limit m → ∞, at η = 1/(2λ_max) on ORTHO(n): β_* = ½, ξ_1 = ½ξ_0, so ‖Ξ_1‖ = √5/2 ‖ξ_0‖ = 1.118 ‖ξ_0‖, but β_*‖Ξ_0‖ = √2/2 ‖ξ_0‖ = 0.707 ‖ξ_0‖, and C = √2/8 n^{−ν} ‖ξ_0‖ ≤ 0.177 ‖ξ_0‖, C/(1 − β_*) ≤ 0.354 ‖ξ_0‖',
    violated: observations.filter(({ oneStep, cumulated }) => oneStep.excess > 0 && cumulated.excess > 0).length,
    trials: observations.length,
    firstTrial: { sizes: observations[0].sizes, rate: observations[0].rate },
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'Step (19 a) takes the spectral radius of the block matrix for its norm, which exceeds 1 (lemma-3-spectral-norm). In the norm in which the block matrix contracts by exactly √β, both inequalities hold.',
    corrected: 'eq-17-19-residual-induction-corrected',
  },
});
