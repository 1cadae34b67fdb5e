import { defineClaim, exponentAtLeast, random, type Sweep } from 'lemmata';
import { cloud, sigmaFigure, sigmaSweep, smoothed } from './noise-injection.ts';

interface Regime {
  /** Points per trial, drawn from N(0, I). */
  readonly points: number;
  readonly halvings: number;
  /** of σ² Tr ∇²E; ½ in the paper */
  readonly coefficient: number;
}

export default defineClaim<Regime, Sweep>({
  id: 'sec-7-smoothed-loss-expansion',
  paper: 'igr-momentum',
  title: 'Averaging a loss over Gaussian noise adds ½σ² Tr ∇²E, up to O(σ³)',
  label: 'Section 7, the expansion of R',
  section: 'Section 7: Noise injection',
  restsOn: [],
  kind: 'exponent',
  statement: {
    tex: String.raw`R(x)=\mathbb E_{\eta\sim N(0,\sigma^2I)}E(x+\eta)=E(x)+\tfrac12\sigma^2\operatorname{Tr}\nabla^2E(x)+O(\sigma^3)`,
    plain:
      'For a smooth loss, the average over Gaussian perturbations of the parameters is E + ½σ² Tr ∇²E with an error of third order in σ (it is of fourth: odd moments vanish).',
  },
  assumptions: ['E(x, y) = e^{0.3x} + ½(1 + x²)y² + sin(x + y/2)', '30 × 30 Gauss-Hermite nodes for the average'],
  profiles: {
    quick: { trials: 20, regime: { points: 5, halvings: 5, coefficient: 0.5 } },
    full: { trials: 40, regime: { points: 20, halvings: 5, coefficient: 0.5 } },
  },
  measure: ({ points, halvings, coefficient }, trials, lab) =>
    trials.map((trial) =>
      sigmaSweep(cloud(random(lab.seed('points', trial)), points), halvings, (point, sigma) => {
        const { exact, expansion } = smoothed(point, sigma, coefficient);
        return Math.abs(exact - expansion);
      }),
    ),
  rule: exponentAtLeast({ order: 3, towards: 'zero' }),
  controls: [{ name: 'twice the trace', breaks: 'takes σ² Tr ∇²E', regime: { coefficient: 1 } }],
  figures: (observations) => [
    sigmaFigure(
      'Error of the expansion of R',
      observations.map((sweep) => ({ '½σ² Tr ∇²E': sweep })),
    ),
  ],
  expectation: { verdict: 'holds' },
});
