import { all, curvature, defineClaim, type Pair, pairedLess, part, random } from 'lemmata';
import { limitDistance, valley } from './limit-points.ts';

interface Regime {
  /** Start of both flows: x⁰ + shift · hβ/(1−β)² ∇E(x⁰). */
  readonly shift: number;
  /** True exchanges the two flows. */
  readonly swapped: boolean;
}

/** log of the distances of the limits of flow (5) (a) and of the plain flow (b) from that of heavy ball, for each β. */
type Observation = readonly Pair[];

const betas = [0, 0.5, 0.8] as const;

export default defineClaim<Regime, Observation>({
  id: 'theorem-4-1-stationary-vs-plain-flow-limit-points',
  paper: 'igr-momentum',
  title: 'The limit of flow (5) is closer to that of heavy ball than the limit of the plain flow',
  label: 'Theorem 4.1 and Remark 4.2, use made of flow (5), limit points',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-stationary-flow-order-limit-points'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\|x^\infty-\tilde x_{(5)}(\infty)\|<\|x^\infty-\tilde x_{\rm plain}(\infty)\|,\quad\tilde x_{(5)}(0)=\tilde x_{\rm plain}(0)=x^0`,
    plain:
      'Although it is further away on the way, the flow of the modified loss from x⁰ ends closer to where heavy ball ends than the flow without the regulariser.',
  },
  assumptions: ['TwoD(1, 0.6), start U[0.5, 2]²', 'h = 0.05(1−β)²/Λ', 'rest start x⁻¹ = x⁰'],
  profiles: {
    quick: { trials: 20, regime: { shift: 0, swapped: false } },
    full: { trials: 60, regime: { shift: 0, swapped: false } },
  },
  measure: ({ shift, swapped }, trials, lab) =>
    trials.map((trial) => {
      const stream = random(lab.seed('start', trial));
      const start = Float64Array.from({ length: 2 }, () => 0.5 + 1.5 * stream.uniform());
      return betas.map((beta) => {
        const h = (0.05 * (1 - beta) ** 2) / curvature(valley, start);
        const logDistance = (regularised: boolean) => Math.log(limitDistance(start, { h, beta, shift, regularised }));
        return { a: logDistance(!swapped), b: logDistance(swapped) };
      });
    }),
  rule: all(
    Object.fromEntries(betas.map((beta, k) => [`β = ${beta}`, part(pairedLess(), (pairs: Observation) => pairs[k])])),
  ),
  controls: [
    { name: 'flows exchanged', breaks: 'exchanges the two flows', regime: { swapped: true } },
    {
      name: 'shifted start',
      breaks: 'nothing: both from x⁰ + hβ/(1−β)² ∇E(x⁰)',
      regime: { shift: 1 },
      expected: 'supported',
    },
  ],
  figures: (observations) => [
    {
      title: 'Distance of the limit points from that of heavy ball',
      x: { label: 'plain flow, log e' },
      y: { label: 'flow (5), log e' },
      series: betas.map((beta, k) => ({
        name: `β = ${beta}`,
        draw: 'dots' as const,
        points: observations.map((pairs) => [pairs[k].b, pairs[k].a] as const),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
