import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { measureTime, type TimeRegime, timeFigure, timeTolerance } from './tensor-power.ts';

const printed: TimeRegime = { form: 'printed', sequences: 'at-least', exponentShift: 0, leastRatio: 1, runs: 2000 };

export default defineClaim<TimeRegime, SearchOutcome>({
  id: 'lemma-a9-tensor-power-time',
  paper: 'adam-generalization',
  title: 'The time that a tensor power iteration takes, as printed',
  label: 'Lemma A.9, first part',
  section: '5. Gradient descent',
  kind: 'inequality',
  statement: {
    tex: String.raw`x_{t+1}\ge x_t+\eta Ax_t^{q-1}:\quad\eta T_x=\Theta(x_0^{2-q})\ \text{for every }C\in[x_0,O(1)]`,
    plain: 'Whatever the target C from x₀ on, the first time at which x reaches it is of order x₀^{2−q}/η.',
  },
  assumptions: [
    'q ∈ {3, …, 6}, A ∈ [0.2, 5], η ∈ [0.1, 1] x₀, x₀ ≤ 0.3, C ∈ [x₀, 1], surpluses over the lower bound allowed',
    'Θ with the constants 0.01 and 500, which the equality sequences with C ≥ 2x₀ keep',
  ],
  profiles: {
    quick: { trials: 1, regime: printed },
    full: { trials: 4, regime: { ...printed, runs: 5000 } },
  },
  measure: measureTime,
  rule: neverViolated({ tolerance: timeTolerance, atMost: 0.01 }),
  controls: [
    { name: 'C from x₀ on', breaks: 'allows the target x₀ with equality', regime: { sequences: 'equal' } },
    { name: 'surpluses', breaks: 'allows jumps with C ≥ 2x₀', regime: { leastRatio: 2 } },
    {
      name: 'equality, C ≥ 2x₀',
      breaks: 'nothing: these sequences take a time of that order',
      regime: { sequences: 'equal', leastRatio: 2 },
      expected: 'supported',
    },
  ],
  figures: timeFigure,
  counterexample: ([outcome]) => ({
    ...outcome,
    target: 'C = x₀: T_x = 0 for every sequence',
    surplus: 'x₁ = C is allowed by x₁ ≥ x₀ + ηAx₀^{q−1}: then ηT_x = η ≤ x₀, which is x₀^{q−1} in units of x₀^{2−q}',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'A recursion with ≥ bounds the time from above only, and the target C = x₀ is reached at once. The lower half needs equality and C away from x₀.',
    corrected: 'lemma-a9-tensor-power-time-corrected',
  },
});
