import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { type RateRegime, rateFigure, rateSearch, rateTolerance } from './quadratic-rate.ts';

const corrected = { u: [1e-3, 40 / 121], beta: [0.01, 0.999], reading: 'same h', power: 1 } as const;

export default defineClaim<RateRegime, SearchOutcome>({
  id: 'remark-4-1-quadratic-rate-corrected',
  paper: 'igr-momentum',
  title: 'On quadratics heavy ball is 1/(1−β) times as fast, within 10 % for every β, while hλ ≤ (40/121)(1−√β)²',
  label: 'Remark 4.1 on a quadratic, corrected',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-1-quadratic-rate-root'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\Big|(1-\beta)\frac{\ln\rho_{HB}(h\lambda,\beta)}{\ln|1-h\lambda|}-1\Big|\le0.1\quad\text{for }h\lambda\le\tfrac{40}{121}(1-\sqrt\beta)^2,\ \beta\in(0,1)`,
    plain:
      'On E = λx²/2 the acceleration is within 10 % of 1/(1−β) for every β while hλ is at most 40/121 = 0.33 of (1−√β)²; as β → 1 the ratio is 2(1−√(1−u))/u, so that the constant cannot be raised.',
  },
  assumptions: ['β from 0.01 to 0.999', 'hλ at least 10⁻³ (1−√β)²'],
  profiles: {
    quick: { trials: 1, regime: { ...corrected, cases: 400 } },
    full: { trials: 8, regime: { ...corrected, cases: 5000 } },
  },
  measure: rateSearch,
  rule: neverViolated({ tolerance: rateTolerance, atMost: 0.05 }),
  controls: [
    { name: 'the square', breaks: 'holds the ratio to 1/(1−β)²', regime: { power: 2, u: [1e-3, 0.3] } },
    {
      name: 'five per cent more',
      breaks: 'allows u up to 42/121, at β near 1',
      regime: { u: [41 / 121, 42 / 121], beta: [0.99, 0.999] },
    },
    {
      name: 'the effective step',
      breaks: 'nothing: GD with h/(1−β) has the same log rate within 10 %',
      regime: { reading: 'effective h' },
      expected: 'supported',
    },
  ],
  figures: () => [rateFigure()],
  expectation: { verdict: 'holds' },
});
