import { defineClaim, neverViolated, type SearchOutcome } from 'lemmata';
import { doubleRoot, type RateRegime, rateFigure, rateMap, rateSearch, rateTolerance } from './quadratic-rate.ts';

const printed = { u: [1e-3, 10], beta: [0.5, 0.99], reading: 'same h', power: 1 } as const;

export default defineClaim<RateRegime, SearchOutcome>({
  id: 'remark-4-1-quadratic-rate',
  paper: 'igr-momentum',
  title: 'On quadratics heavy ball converges 1/(1−β) times as fast as gradient descent, at any step',
  label: 'Remark 4.1 on a quadratic',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['remark-4-1-quadratic-rate-root'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`(1-\beta)\frac{\ln\rho_{HB}(h\lambda,\beta)}{\ln|1-h\lambda|}\in(0.9,1.1)\quad\text{for }u=\frac{h\lambda}{(1-\sqrt\beta)^2}\in[10^{-3},10]`,
    plain:
      'On E = λx²/2, heavy ball is within 10 % of 1/(1−β) times as fast as gradient descent with the same step, for small and large steps.',
  },
  assumptions: [
    'β from 0.5 to 0.99, where gradient descent is stable too',
    '“as fast” means within 10 % in the log rate',
  ],
  profiles: {
    quick: { trials: 1, regime: { ...printed, cases: 400 } },
    full: { trials: 8, regime: { ...printed, cases: 5000 } },
  },
  measure: rateSearch,
  rule: neverViolated({ tolerance: rateTolerance, atMost: 0.05 }),
  controls: [
    { name: 'the square', breaks: 'holds the ratio to 1/(1−β)², at u ≤ 0.3', regime: { power: 2, u: [1e-3, 0.3] } },
    {
      name: 'small steps',
      breaks: 'nothing: u ≤ 40/121, where Remark 4.1 is right',
      regime: { u: [1e-3, 40 / 121] },
      expected: 'supported',
    },
  ],
  figures: () => [rateFigure()],
  counterexample: ([outcome]) => ({
    ...outcome,
    smallest: doubleRoot(),
    derivation:
      'β = 9/16, hλ = 1/16 (u = 1): r² − (3/2)r + 9/16 = (r − 3/4)², so ρ = 3/4 against 15/16, and ln(3/4)/ln(15/16) = 4.46 in place of 16/7',
    largeSteps: 'for u ≥ 1 the modulus is √β whatever h is: the ratio over 1/(1−β) tends to 2/u as β → 1',
    withinTenPercent: rateMap(),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The factor is 1/(1−β) only while hλ is small against (1−√β)². It doubles where the roots meet (u = 1) and falls like 2/u beyond.',
    corrected: 'remark-4-1-quadratic-rate-corrected',
  },
});
