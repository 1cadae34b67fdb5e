import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { measureTime, type TimeRegime, timeFigure, timeTolerance } from './tensor-power.ts';

const equality: TimeRegime = { form: 'two-sided', sequences: 'equal', exponentShift: 0, leastRatio: 1, runs: 2000 };

export default defineClaim<TimeRegime, SearchOutcome>({
  id: 'lemma-a9-tensor-power-time-corrected',
  paper: 'adam-generalization',
  title: 'The time that a tensor power iteration takes',
  label: 'Lemma A.9, first part, corrected',
  section: '5. Gradient descent',
  kind: 'inequality',
  statement: {
    tex: String.raw`x_{t+1}=x_t+\eta Ax_t^{q-1}:\quad\frac{x_0^{2-q}-C^{2-q}}{(q-2)A}\le\eta T_x\le\frac{(1+\eta AC^{q-2})^{q-1}x_0^{2-q}}{(q-2)A}+\eta`,
    plain:
      'With equality in the recursion the first time at which x reaches C lies between these two bounds; both are x₀^{2−q}/((q−2)A) up to constants when C is a multiple of x₀ and the step is small.',
  },
  assumptions: [
    'q ∈ {3, …, 6}, A ∈ [0.2, 5], η ∈ [0.1, 1] x₀, C ∈ [1, 30] x₀, float64',
    'x/x₀ depends on q, ηAx₀^{q−2} and C/x₀ alone: ηAx₀^{q−2} goes down to 10⁻⁴',
    'lower half: x^{2−q} falls by at most (q−2)ηA a step; upper half: by that times (x_t/x_{t+1})^{q−1} or more',
  ],
  profiles: {
    quick: { trials: 1, regime: equality },
    full: { trials: 8, regime: { ...equality, runs: 5000 } },
  },
  measure: measureTime,
  rule: neverViolated({ tolerance: timeTolerance, atMost: 0.01 }),
  controls: [
    { name: 'exponent q', breaks: 'x ← x + ηAx^q', regime: { exponentShift: 1 } },
    { name: 'surpluses', breaks: 'allows x_{t+1} ≥ x_t + ηAx_t^{q−1}', regime: { sequences: 'at-least' } },
  ],
  figures: timeFigure,
  expectation: { verdict: 'holds' },
});
