import { defineClaim } from 'lemmata';
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

const adapted = { ...printedInduction, left: 'adapted' } as const;

/**
 * |ξ_{t+1}|² − ξ_{t+1}ᵀPξ_t + β|ξ_t|² with P = (1+β)I − ηH and ξ_{t+1} = Pξ_t − βξ_{t−1} is
 * β(|ξ_t|² − ξ_tᵀPξ_{t−1} + β|ξ_{t−1}|²): the form is multiplied by β in every step. It is positive definite where
 * (1 + β − ηλ_k)² < 4β, strictly inside the range of Lemma 5; adding φ to ξ_{t+1} adds at most ‖φ‖ to its root.
 */
export default defineClaim<InductionRegime, InductionObservation>({
  id: 'eq-17-19-residual-induction-corrected',
  paper: 'ntk-acceleration',
  title: 'In an adapted norm, the pair of residuals contracts by β_* in every step, up to C',
  label: 'Proof of Theorem 2, eqs. (17) and (19), corrected',
  section: 'D. Residual dynamics',
  restsOn: ['lemma-3-spectral-radius', 'lemma-1-phi-bound'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`q_t\le\beta_*q_{t-1}+C,\quad q_t\le\beta_*^tq_0+\tfrac C{1-\beta_*}\ \text{for all }t\le T,\qquad q_t^2:=\|\xi_t\|^2-\xi_t^\top\big((1+\beta)I-\eta H\big)\xi_{t-1}+\beta\|\xi_{t-1}\|^2`,
    plain:
      'With probability at least 0.9, the residuals at t and t − 1, measured in the norm that the linear recursion shrinks by exactly β_*, shrink by β_* in every step up to an error C, and so stay below β_*^t q_0 + C/(1 − β_*); in the limit m → ∞, q_t = β_*^t q_0.',
  },
  assumptions: [
    'x_i = e_i, n = 2, ν = 1, so that H = ½I',
    'η = 1/(2λ_max), β = β_*²',
    'T = 2n^ν/√(ηλ)',
    'm ≥ 10⁴, and the limit m → ∞',
  ],
  profiles: {
    quick: { trials: 130, regime: { ...adapted, widths: [10_000] } },
    full: { trials: 200, regime: { ...adapted, widths: [10_000, 100_000] } },
  },
  measure: measureInduction,
  rule: inductionRule,
  controls: [
    slowDescent,
    { name: 'the stacked norm', breaks: 'reads the induction as printed', regime: { left: 'stacked' }, trials: 30 },
    scalarRecursion,
  ],
  figures: inductionFigures,
  expectation: { verdict: 'holds' },
});
