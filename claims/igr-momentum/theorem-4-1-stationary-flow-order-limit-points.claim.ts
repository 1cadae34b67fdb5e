import { all, defineClaim, exponentAtLeast } from 'lemmata';
import { type Orders, orderFigure, sweepParts } from './experiments.ts';
import { limitDistance } from './limit-points.ts';

interface Regime {
  readonly halvings: number;
  /** Start of the flow: x⁰ + shift · hβ/(1−β)² ∇E(x⁰). */
  readonly shift: number;
  readonly regularised: boolean;
}

const betas = [0, 0.5, 0.9] as const;
const nameOf = (beta: number) => `β = ${beta}`;

export default defineClaim<Regime, Orders>({
  id: 'theorem-4-1-stationary-flow-order-limit-points',
  paper: 'igr-momentum',
  title: 'Heavy ball and flow (5) from one start end O(h²) apart',
  label: 'Theorem 4.1, eq. (5), limit points',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-stationary-flow-order-shifted'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\big\|\lim_{k\to\infty}x^k-\lim_{t\to\infty}\tilde x(t)\big\|\le Ch^2,\quad\tilde x\text{ solves (5)},\ \tilde x(0)=x^0,\ E=\tfrac12(0.6-w_1w_2)^2`,
    plain:
      'Where minima form a curve, the limit of heavy ball and that of flow (5) from the same start are O(h²) apart: the lag that spoils (6) runs along the flow.',
  },
  assumptions: ['TwoD(1, 0.6) from (1, 1.4)', 'rest start x⁻¹ = x⁰', 'h small against (1−β)²/Λ'],
  profiles: {
    quick: { trials: 1, regime: { halvings: 3, shift: 0, regularised: true } },
    full: { trials: 1, regime: { halvings: 6, shift: 0, regularised: true } },
  },
  measure({ halvings, shift, regularised }, trials) {
    const start = Float64Array.of(1, 1.4);
    return trials.map(() =>
      Object.fromEntries(
        betas.map((beta) => {
          const x = Array.from({ length: halvings + 1 }, (_, i) => 0.04 * 2 ** -i * (1 - beta) ** 2);
          const y = x.map((h) => limitDistance(start, { h, beta, shift, regularised }));
          return [nameOf(beta), { x, y }];
        }),
      ),
    );
  },
  rule: all(sweepParts(betas.map(nameOf), exponentAtLeast({ order: 2, towards: 'zero', deterministic: true }))),
  controls: [
    { name: 'no regulariser', breaks: 'drops the ‖∇E‖² term', regime: { regularised: false } },
    {
      name: 'shifted start',
      breaks: 'nothing: x⁰ + hβ/(1−β)² ∇E(x⁰) lies on the same way to the minima',
      regime: { shift: 1 },
      expected: 'supported',
    },
  ],
  figures: (observations) => [orderFigure('Distance of the limit points', observations)],
  expectation: { verdict: 'holds' },
});
