import { all, defineClaim, exponentEquals, part, random, type Sweep } from 'lemmata';
import { type Momentum, runOnScaled, stepsBelow, stepsInLimit } from './steps-needed.ts';

interface Regime {
  readonly width: number;
  /** κ of the nets, for gradient descent and for heavy ball, which takes those of gradient descent too. */
  readonly kappas: readonly number[];
  readonly more: readonly number[];
  /** κ in the limit m → ∞. */
  readonly limitKappas: readonly number[];
  readonly momentum: Momentum;
}

interface Observation {
  readonly heavyBall: Sweep;
  readonly gradientDescent: Sweep;
  /** Steps of heavy ball over those of gradient descent. */
  readonly ratio: Sweep;
  /** The limit has no randomness; trial 0 looks at it for all. */
  readonly limitHeavyBall: Sweep | null;
  readonly limitGradientDescent: Sweep | null;
}

/** γ on nets and in the limit. */
const gammas = { nets: 1e-2, limit: 1e-8 };

/** The bands allow for T(γ) = aκ^p + b with b of a few steps. */
const bands = {
  heavyBall: { value: 0.515, tolerance: 0.065, towards: 'infinity' },
  gradientDescent: { value: 1.015, tolerance: 0.065, towards: 'infinity' },
  ratio: { value: -0.5, tolerance: 0.08, towards: 'infinity' },
} as const;

const limitKappas = [10, 100, 1e3, 1e4, 1e5];

export default defineClaim<Regime, Observation>({
  id: 'remark-1-kappa-scaling',
  paper: 'ntk-acceleration',
  title: 'Heavy ball needs steps in proportion to √κ, gradient descent to κ',
  label: 'Remark 1',
  section: 'C. Theorems and remarks',
  restsOn: ['remark-1-condition-number-form', 'thm-2-asymptotic-rate'],
  kind: 'exponent',
  statement: {
    tex: String.raw`\eta=\frac1{2\lambda_{\max}}:\qquad T_{\mathrm{HB}}(\gamma)\propto\sqrt\kappa,\qquad T_{\mathrm{GD}}(\gamma)\propto\kappa`,
    plain:
      'With η = 1/(2λ_max), the steps after which the residual stays below γ times its start grow like √κ under heavy ball and like κ under gradient descent.',
  },
  assumptions: [
    'SCALED(κ): x_1 = e_1, x_2 = e_2/√κ, y = (1, −1)',
    'm ≫ κ',
    'W₋₁ = W₀',
    'γ = 10⁻² on nets, 10⁻⁸ for m → ∞',
  ],
  profiles: {
    quick: {
      trials: 12,
      regime: { width: 4_000, kappas: [16, 32, 64], more: [256], limitKappas, momentum: 'tuned' },
    },
    full: {
      trials: 10,
      regime: { width: 50_000, kappas: [16, 64, 256], more: [1024], limitKappas, momentum: 'tuned' },
    },
  },
  measure({ width, kappas, more, limitKappas: inLimit, momentum }, trials, lab) {
    const inTheLimit = (method: Momentum) => ({
      x: inLimit,
      y: inLimit.map((kappa) => stepsInLimit(0.5 / kappa, gammas.limit, method)),
    });
    return trials.map((trial) => {
      const steps = (kappa: number, method: Momentum) => {
        const stream = random(lab.seed('start', trial));
        const net = { kappa, eta: 1, width, gamma: gammas.nets, momentum: method };
        return stepsBelow(runOnScaled(stream, net), gammas.nets);
      };
      const all = [...kappas, ...more];
      const heavyBall = all.map((kappa) => steps(kappa, momentum));
      const gradientDescent = kappas.map((kappa) => steps(kappa, 'zero'));
      return {
        heavyBall: { x: all, y: heavyBall },
        gradientDescent: { x: kappas, y: gradientDescent },
        ratio: { x: kappas, y: kappas.map((_, k) => heavyBall[k] / gradientDescent[k]) },
        limitHeavyBall: trial === 0 ? inTheLimit(momentum) : null,
        limitGradientDescent: trial === 0 ? inTheLimit('zero') : null,
      };
    });
  },
  rule: all({
    'heavy ball, nets': part(exponentEquals(bands.heavyBall), ({ heavyBall }: Observation) => heavyBall),
    'gradient descent, nets': part(
      exponentEquals(bands.gradientDescent),
      ({ gradientDescent }: Observation) => gradientDescent,
    ),
    'ratio, nets': part(exponentEquals(bands.ratio), ({ ratio }: Observation) => ratio),
    'heavy ball, m → ∞': part(
      exponentEquals({ ...bands.heavyBall, deterministic: true }),
      ({ limitHeavyBall }: Observation) => limitHeavyBall,
    ),
    'gradient descent, m → ∞': part(
      exponentEquals({ ...bands.gradientDescent, deterministic: true }),
      ({ limitGradientDescent }: Observation) => limitGradientDescent,
    ),
  }),
  controls: [
    {
      name: 'fixed momentum',
      breaks: 'runs β = ½ at every κ',
      regime: { momentum: 'half', more: [] },
      trials: 2,
    },
  ],
  figures: ([{ heavyBall, gradientDescent, limitHeavyBall, limitGradientDescent }]) => [
    {
      title: 'Steps until the residual stays below γ',
      x: { label: 'κ', log: true },
      y: { label: 'steps', log: true },
      series: Object.entries({
        'heavy ball, net, γ = 10⁻²': heavyBall,
        'gradient descent, net, γ = 10⁻²': gradientDescent,
        'heavy ball, m → ∞, γ = 10⁻⁸': limitHeavyBall,
        'gradient descent, m → ∞, γ = 10⁻⁸': limitGradientDescent,
      }).map(([name, sweep]) => ({ name, points: sweep?.x.map((kappa, k) => [kappa, sweep.y[k]] as const) ?? [] })),
    },
  ],
  expectation: { verdict: 'holds' },
});
