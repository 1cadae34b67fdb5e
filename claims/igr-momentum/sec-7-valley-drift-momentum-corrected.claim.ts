import { all, defineClaim, equivalent, part } from 'lemmata';
import { sizes } from './valley.ts';
import { type StrengthRegime, type Strengths, strengthFigure, strengths } from './valley-momentum.ts';

const corrected = { eta: 0.1, beta: 0.8, equal: 'η', noise: 'all', factor: 1 } as const;

/** κ(β)/κ(0) at finite η and a = 1. */
const finite = ({ eta, beta }: { eta: number; beta: number }) =>
  (1 - eta / 2) / (1 - (eta * (1 - beta)) / (2 * (1 + beta)));

export default defineClaim<StrengthRegime, Strengths>({
  id: 'sec-7-valley-drift-momentum-corrected',
  paper: 'igr-momentum',
  title: 'At equal effective learning rate momentum leaves the Hessian-norm force as it is',
  label: 'Section 7, last paragraph, corrected',
  section: 'Section 7: Noise injection',
  restsOn: ['sec-7-valley-drift-corrected'],
  kind: 'equivalence',
  statement: {
    tex: String.raw`\frac{\kappa(\beta)}{\kappa(0)}=\frac{1-\eta a/2}{1-\frac{1-\beta}{1+\beta}\,\eta a/2}\to1\ (\eta\to0),\quad \eta=\tfrac h{1-\beta}`,
    plain:
      'At equal effective learning rate the force of σ²‖∇²E‖_F² near minimisers is the same with and without momentum up to O(η): the ratio is 1 within 20 %, not 1/(1−β) = 5 or (1+β)/(1−β) = 9, and within 10 % of its closed form.',
  },
  assumptions: ['E(u, v) = ½(1 + u)‖v‖², v ∈ R⁴', 'σ = 0.05', 'β = 0.8, η = 0.1', 'v stationary'],
  profiles: {
    quick: { trials: 20, regime: { ...corrected, ...sizes.quick } },
    full: { trials: 20, regime: { ...corrected, ...sizes.full } },
  },
  measure: strengths,
  rule: all({
    'κ(β)/κ(0)': part(equivalent({ target: 1, margin: 0.2 }), ({ ratio }: Strengths) => ratio),
    'over the closed form': part(
      equivalent({ target: 1, margin: 0.1 }),
      ({ ratio }: Strengths) => ratio / finite(corrected),
    ),
  }),
  controls: [
    { name: "Remark 5.3's factor", breaks: 'claims 1/(1−β)', regime: { factor: 5 }, trials: 8 },
    { name: "Remark 4.2's factor", breaks: 'claims (1+β)/(1−β)', regime: { factor: 9 }, trials: 8 },
    {
      name: 'no noise across the valley',
      breaks: 'perturbs only u in the arm with momentum',
      regime: { noise: 'u' },
      trials: 8,
    },
  ],
  figures: (observations) => [strengthFigure(observations)],
  expectation: { verdict: 'holds' },
});
