import { defineClaim } from 'lemmata';
import {
  type Comparison,
  type ComparisonRegime,
  closerRule,
  compareFlows,
  comparisonSettings,
  pairsFigure,
  printed,
} from './flow-comparison.ts';

const regime = { ...printed, settings: comparisonSettings, start: 'shifted', window: 'late' } as const;

export default defineClaim<ComparisonRegime, Comparison>({
  id: 'theorem-4-1-stationary-vs-plain-flow-shifted',
  paper: 'igr-momentum',
  title: 'From the shifted start and after the transient, flow (5) is closer to heavy ball than the plain flow',
  label: 'Theorem 4.1 and Remark 4.2, use made of flow (5), corrected',
  section: 'Section 4: Heavy ball, deterministic',
  restsOn: ['theorem-4-1-stationary-flow-order-shifted'],
  kind: 'comparison',
  statement: {
    tex: String.raw`\max_{t_k\ge T/4}\|x^k-\tilde x_{(5)}(t_k)\|<\max_{t_k\ge T/4}\|x^k-\tilde x_{\rm plain}(t_k)\|,\quad\tilde x_{(5)}(0)=\tilde x_{\rm plain}(0)=x^0+\tfrac{h\beta}{(1-\beta)^2}\nabla E(x^0)`,
    plain:
      'Started at x⁰ + hβ/(1−β)² ∇E(x⁰), the flow of the modified loss stays closer to heavy ball for t ≥ T/4 than the flow without the regulariser.',
  },
  assumptions: ['h = 0.025(1−β)²/Λ, T = 3(1−β)/Λ', 'rest start x⁻¹ = x⁰'],
  profiles: { quick: { trials: 20, regime }, full: { trials: 20, regime } },
  measure: compareFlows,
  rule: closerRule,
  controls: [
    { name: 'same start', breaks: 'starts both flows at x⁰, as printed', regime: { start: 'same' } },
    {
      name: 'no momentum, flows exchanged',
      breaks: 'sets β = 0, where (5) is flow (3), and exchanges the flows',
      regime: { momentum: false, swapped: true },
    },
  ],
  figures: (observations) => [
    pairsFigure('Distance of both flows from heavy ball, shifted start, t ≥ T/4', observations),
  ],
  expectation: { verdict: 'holds' },
});
