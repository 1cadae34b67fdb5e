import {
  defineClaim,
  distance,
  fc,
  neverViolated,
  norm,
  piecewiseFlow,
  quartic,
  random,
  type SearchOutcome,
  search,
  stationaryFlow,
  transientStrength,
} from 'lemmata';
import { gammaFigure } from './gamma.ts';

interface Regime {
  /** Factors on the two parts of the bound. */
  readonly force: number;
  readonly regulariser: number;
  readonly cases: number;
}

/** The bound is attained where ∇E and ∇²E∇E point one way: rounding decides there. */
const tolerance = 1e-10;

export default defineClaim<Regime, SearchOutcome>({
  id: 'theorem-4-1-gamma-identity-limit',
  paper: 'igr-momentum',
  title: 'Flow (4) tends to flow (5) at the rate β^k',
  label: 'Theorem 4.1, from (4) to (5)',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-gamma-identity-bounds'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\|f_{(4),k}-f_{(5)}\|\le\frac{\beta^{k+1}}{1-\beta}\|\nabla E\|+\frac{h(1+\beta)(1-\gamma_k)}{2(1-\beta)^3}\|\nabla^2E\,\nabla E\|`,
    plain:
      'The fields of flows (4) and (5) differ by no more than the two terms in which c_k and γ_k fall short of their limits.',
  },
  assumptions: ['float64: random quartic losses, β ≤ 0.99, k ≤ 2000'],
  profiles: {
    quick: { trials: 1, regime: { force: 1, regulariser: 1, cases: 400 } },
    full: { trials: 8, regime: { force: 1, regulariser: 1, cases: 5000 } },
  },
  measure: ({ force, regulariser, cases }, trials, lab) =>
    trials.map((trial) =>
      search({
        cases: fc.record({
          draw: fc.nat(1e6),
          beta: fc.double({ min: 0, max: 0.99, noNaN: true }),
          h: fc.double({ min: 1e-6, max: 1, noNaN: true }),
          k: fc.integer({ min: 0, max: 2000 }),
        }),
        excess({ draw, beta, h, k }) {
          const stream = random(`gamma limit|${draw}`);
          const loss = quartic(stream);
          const x = Float64Array.from({ length: loss.dimension }, () => stream.normal());
          const gradient = loss.gradient(x);
          const bend = loss.hessianTimes(x, gradient);
          const field = () => new Float64Array(loss.dimension);
          const limit = stationaryFlow(loss, h, beta, true)(x, field());
          const gap = distance(piecewiseFlow(loss, h, beta, 'printed')(k)(x, field()), limit);
          const short = 1 - transientStrength(k, beta);
          const strength = (h * (1 + beta) * short) / (2 * (1 - beta) ** 3);
          const bound = (force * beta ** (k + 1) * norm(gradient)) / (1 - beta) + regulariser * strength * norm(bend);
          return (gap - bound) / norm(limit);
        },
        tolerance,
        runs: cases,
        seed: lab.seed('cases', trial),
      }),
    ),
  rule: neverViolated({ tolerance, atMost: 0.05 }),
  controls: [
    { name: 'half the first term', breaks: 'halves β^{k+1}/(1−β)', regime: { force: 0.5 } },
    { name: 'half the second term', breaks: 'halves the part of γ_k', regime: { regulariser: 0.5 } },
  ],
  figures: () => [gammaFigure()],
  expectation: { verdict: 'holds' },
});
