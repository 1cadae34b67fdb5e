import { all, always, defineClaim, exponentEquals, part } from 'lemmata';
import {
  type Feasible,
  type FeasibleRegime,
  feasibleFigures,
  feasibleFull,
  feasibleQuick,
  fourth,
  measureFeasible,
} from './feasible-decay.ts';

const order = exponentEquals({ value: 1, tolerance: 0.1, towards: 'zero' });

export default defineClaim<FeasibleRegime, Feasible>({
  id: 'remark-largest-feasible-lambda-corrected',
  paper: 'adam-generalization',
  title: 'The largest weight decay that does not keep training at the origin is of order σ₀^{q−2}',
  label: 'Section 3, feasible regularisation, corrected',
  section: '6. Comparisons and remarks',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\lambda_c\approx\frac q2\max_j\frac{n_j}n\big(\Lambda_j^{(0)}\big)^{q-2}=\tilde\Theta(\sigma_0^{q-2})`,
    plain:
      'Training gets stuck at the origin where the weight decay outweighs the gradient of the best feature neuron at the start: at a constant times σ₀^{q−2}, whatever n and s, for signGD and for GD.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, m = 8 (quick), 24 (full), sσ_p² = 1, α = σ_p/4 ≤ 1/n; signGD with η = σ₀/40, GD with η = 1',
    'stuck: at the end all |jw_{j,r}| and max_r⟨w_{y_i,r}, ξ_i⟩ are below σ₀; λ_c by bisection in each trial',
    'n ≥ 8, within a factor 2 of the formula for every σ₀, n and s: what it leaves out is the noise, which at n = 4 can carry a neuron away by itself',
    'm large: with m = 8 a draw had Λ = 0.36σ₀, which noises of 2.2σ₀ outran; at n = 8, s = 400 its λ_c was 2.5 times the formula. The full profile had m = 8 until that draw refuted it',
  ],
  profiles: { quick: { trials: 9, regime: feasibleQuick }, full: { trials: 16, regime: feasibleFull } },
  measure: measureFeasible,
  rule: all(
    {
      'σ₀: q − 2, signGD': part(order, ({ start }: Feasible) => start),
      'σ₀: q − 2, GD': part(order, ({ gd }: Feasible) => gd),
      'the constant': part(always({ tolerance: 0, atMost: 0.75 }), ({ departure }: Feasible) => ({
        excess: departure - Math.LN2,
        step: 0,
      })),
    },
    ['exponent'],
  ),
  controls: [{ name: 'q = 4', breaks: 'the degree: the exponents of q = 3 are claimed', regime: fourth, trials: 6 }],
  figures: feasibleFigures,
  expectation: { verdict: 'holds' },
});
