import {
  closeness,
  defineClaim,
  exponentAtLeast,
  flowPoints,
  heavyBallIterates,
  type Loss,
  type PiecewiseTerm,
  piecewiseFlow,
  powerLaw,
  random,
  type Sweep,
} from 'lemmata';
import { surface } from './noise-injection.ts';

interface Regime {
  readonly halvings: number;
  /** Which term in ∇‖∇E(x + η_k)‖² the flow carries. */
  readonly term: PiecewiseTerm;
  /** True feeds the flow noise that has nothing to do with the iterates'. */
  readonly otherNoise: boolean;
}

const [sigma, horizon] = [0.2, 2];
const printed = { term: 'printed', otherNoise: false } as const;

/** E(· + η) */
function shifted(loss: Loss, eta: Float64Array): Loss {
  const moved = (x: Float64Array) => x.map((entry, k) => entry + eta[k]);
  return {
    dimension: loss.dimension,
    value: (x) => loss.value(moved(x)),
    gradient: (x, into) => loss.gradient(moved(x), into),
    hessianTimes: (x, v, into) => loss.hessianTimes(moved(x), v, into),
  };
}

export default defineClaim<Regime, Sweep>({
  id: 'sec-7-pgd-pathwise-order',
  paper: 'igr-momentum',
  title: 'Perturbed gradient descent follows the modified flow of its own noise to order h²',
  label: 'Section 7, perturbed gradient descent',
  section: 'Section 7: Noise injection',
  restsOn: ['theorem-5-1-pathwise-order'],
  kind: 'exponent',
  statement: {
    tex: String.raw`x^{k+1}=x^k-h\nabla E(x^k+\eta_k)\ \Rightarrow\ \max_{k\le T/h}\|\tilde x(t_k)-x^k\|\le Ch^2,\quad \tilde x'=-\nabla\big(E(\tilde x+\eta_k)+\tfrac h4\|\nabla E(\tilde x+\eta_k)\|^2\big)\ \text{on}\ [t_k,t_{k+1})`,
    plain:
      'Along any sequence of perturbations, perturbed gradient descent stays within a constant times h² of the flow of E(x + η_k) + (h/4)‖∇E(x + η_k)‖² (Theorem 5.1 with β = 0 and E_k = E(· + η_k)).',
  },
  assumptions: [
    'E(x, y) = e^{0.3x} + ½(1 + x²)y² + sin(x + y/2) from (0.5, 1)',
    'σ = 0.2, T = 2',
    'fresh noise for every step size',
  ],
  profiles: {
    quick: { trials: 24, regime: { ...printed, halvings: 4 } },
    full: { trials: 24, regime: { ...printed, halvings: 7 } },
  },
  measure({ halvings, term, otherNoise }, trials, lab) {
    const start = Float64Array.of(0.5, 1);
    return trials.map((trial) => {
      const x = Array.from({ length: halvings + 1 }, (_, i) => 0.1 * 2 ** -i);
      const y = x.map((h) => {
        const steps = Math.round(horizon / h);
        const perturbed = (purpose: string) => {
          const stream = random(lab.seed(`${purpose}, n = ${steps}`, trial));
          return Array.from({ length: steps }, () =>
            shifted(surface, Float64Array.of(sigma * stream.normal(), sigma * stream.normal())),
          );
        };
        const losses = perturbed('noise');
        const seen = otherNoise ? perturbed('other noise') : losses;
        return closeness(
          heavyBallIterates((k) => losses[k], start, { h, beta: 0, steps }),
          flowPoints((k) => piecewiseFlow(seen[k], h, 0, term)(k), start, { h, steps }),
        );
      });
      return { x, y };
    });
  },
  rule: exponentAtLeast({ order: 2, towards: 'zero' }),
  controls: [
    { name: 'no regulariser', breaks: 'drops the squared gradient norm', regime: { term: 'none' } },
    { name: 'flipped regulariser', breaks: 'takes −(h/4)‖∇E(x + η_k)‖²', regime: { term: 'flipped' } },
    { name: 'other noise', breaks: 'the flow sees perturbations of its own', regime: { otherNoise: true } },
  ],
  figures: (observations) => [
    {
      title: 'Distance from the modified flow, by noise seed',
      x: { label: 'h', log: true },
      y: { label: 'e(h)', log: true },
      series: [
        {
          name: 'each seed',
          draw: 'dots',
          points: observations.flatMap(({ x, y }) => x.map((h, i) => [h, y[i]] as const)),
        },
        powerLaw('geometric mean over the seeds', observations),
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
