import {
  all,
  closeness,
  curvature,
  defineClaim,
  exponentEquals,
  flowPoints,
  heavyBallIterates,
  piecewiseFlow,
  random,
  type Sweep,
} from 'lemmata';
import { draw, type Family, type Orders, sweepParts } from './experiments.ts';

interface Regime {
  readonly betas: readonly number[];
  /** h = s (1−β)²/Λ */
  readonly s: number;
  /** False runs gradient descent with h/(1−β) and its flow (3). */
  readonly momentum: boolean;
}

const families: readonly Family[] = ['TwoD', 'Quartic'];

export default defineClaim<Regime, Orders>({
  id: 'theorem-4-1-piecewise-flow-order-constant',
  paper: 'igr-momentum',
  title: 'The constant of (6) grows like (1−β)⁻⁴',
  label: 'Theorem 4.1, eq. (6), the constant C',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-piecewise-flow-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`C(\beta)=\frac{e(h)}{h^2}\sim K\,\frac{\Lambda^2}{(1-\beta)^4}\quad(\beta\to1),\qquad T=\frac{3(1-\beta)}\Lambda,\ h=\frac{s(1-\beta)^2}\Lambda`,
    plain:
      'Up to a horizon of fixed length in effective time, e(h)/h² between heavy ball and flow (4) grows like (1−β)⁻⁴ as β tends to 1: the theorem does not say how C depends on β.',
  },
  assumptions: ['h = 0.05(1−β)²/Λ', 'rest start x⁻¹ = x⁰'],
  profiles: {
    quick: { trials: 10, regime: { betas: [0.8, 0.9, 0.95, 0.975], s: 0.05, momentum: true } },
    full: { trials: 16, regime: { betas: [0.8, 0.9, 0.95, 0.975, 0.9875], s: 0.0125, momentum: true } },
  },
  measure: ({ betas, s, momentum }, trials, lab) =>
    trials.map((trial) =>
      Object.fromEntries(
        families.map((family): [string, Sweep] => {
          const { loss, start } = draw(family, 1, random(lab.seed(family, trial)));
          const lambda = curvature(loss, start);
          const y = betas.map((beta) => {
            const h = (s * (1 - beta) ** 2) / lambda;
            const steps = Math.round(3 / (s * (1 - beta)));
            const run = momentum ? { h, beta, steps } : { h: h / (1 - beta), beta: 0, steps };
            const points = flowPoints(piecewiseFlow(loss, run.h, run.beta, 'printed'), start, run);
            return closeness(heavyBallIterates(loss, start, run), points) / (h * lambda) ** 2;
          });
          return [family, { x: betas.map((beta) => 1 - beta), y }];
        }),
      ),
    ),
  rule: all(sweepParts(families, exponentEquals({ value: -4, tolerance: 0.2, towards: 'zero' }))),
  controls: [
    {
      name: 'gradient descent with h/(1−β)',
      breaks: 'has no momentum: C grows like (1−β)⁻² only',
      regime: { momentum: false },
    },
  ],
  figures: (observations) => [
    {
      title: 'e(h)(1−β)⁴/(hΛ)²',
      x: { label: '1−β', log: true },
      y: { label: 'K', log: true },
      series: families.map((family) => ({
        name: family,
        draw: 'dots' as const,
        points: observations.flatMap((seen) => {
          const swept = seen[family]!;
          return swept.x.map((gap, i) => [gap, swept.y[i] * gap ** 4] as const);
        }),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
