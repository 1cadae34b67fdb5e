import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { measureTime, type TimeRegime, timeFigure, timeTolerance } from './tensor-power.ts';

const upper: TimeRegime = { form: 'upper', sequences: 'at-least', exponentShift: 0, leastRatio: 1, runs: 2000 };

export default defineClaim<TimeRegime, SearchOutcome>({
  id: 'lemma-a9-tensor-power-time-upper',
  paper: 'adam-generalization',
  title: 'A tensor power iteration takes at most that time',
  label: 'Lemma A.9, first part, for the recursion with ≥',
  section: '5. Gradient descent',
  restsOn: ['lemma-a9-tensor-power-time-corrected'],
  kind: 'inequality',
  statement: {
    tex: String.raw`x_{t+1}\ge x_t+\eta Ax_t^{q-1}:\quad\eta T_x\le\frac{(1+\eta AC^{q-2})^{q-1}x_0^{2-q}}{(q-2)A}+\eta`,
    plain:
      'A sequence that grows at least as fast reaches C no later than the bound for equality; this is all that ≥ can give.',
  },
  assumptions: ['q ∈ {3, …, 6}, A ∈ [0.2, 5], η ∈ [0.1, 1] x₀, C ∈ [1, 30] x₀', 'random surpluses with heavy tails'],
  profiles: {
    quick: { trials: 1, regime: upper },
    full: { trials: 8, regime: { ...upper, runs: 5000 } },
  },
  measure: measureTime,
  rule: neverViolated({ tolerance: timeTolerance, atMost: 0.01 }),
  controls: [
    {
      name: 'exponent q',
      breaks: 'x ← x + ηAx^q, without surpluses',
      regime: { exponentShift: 1, sequences: 'equal' },
    },
    { name: 'both sides', breaks: 'asks for the lower half, too', regime: { form: 'two-sided' } },
  ],
  figures: timeFigure,
  expectation: { verdict: 'holds' },
});
