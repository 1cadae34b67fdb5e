import { all, always, defineClaim, norm, type OptimizerSpec, part, type Worst } from 'lemmata';
import { type Convex, convexRuns, easy, every, gradients } from './convex.ts';
import { paperAdam, pytorchAdam } from './experiments.ts';

interface Regime extends Convex {
  /** η of Adam. */
  readonly rate: number;
  /** A control: sign descent in the place of Adam. */
  readonly signs: boolean;
}

interface Norms extends Worst {
  /** [T, running minimum], [T, last iterate] of ‖∇L‖₁ (‖∇L‖² for GD), [T, 1/(Tη)], at the first λ. */
  readonly least: readonly (readonly [number, number])[];
  readonly last: readonly (readonly [number, number])[];
  readonly bound: readonly (readonly [number, number])[];
}

const l1 = (gradient: Float64Array) => gradient.reduce((sum, g) => sum + Math.abs(g), 0);
const arms = {
  'Adam, β₂ = 0.999': (rate: number) => ({ optimizer: pytorchAdam(rate), rate, size: l1 }),
  'Adam, β₂ = 0.99': (rate: number) => ({ optimizer: paperAdam(rate, 0.99), rate, size: l1 }),
  GD: () => ({
    optimizer: { optimizer: 'gd', rate: 0.5 } as OptimizerSpec,
    rate: 0.5,
    size: (gradient: Float64Array) => norm(gradient) ** 2,
  }),
} as const;
type Arm = keyof typeof arms;
const names = Object.keys(arms) as Arm[];
type Observation = Readonly<Record<Arm, Norms>>;

const bounded = always({ tolerance: 0, atMost: 0.75 });

/** Running minima times Tη, minus 1. Only recorded iterates compete, so the true minimum is smaller still. */
function norms(sizes: readonly number[], rate: number): Norms {
  let least = sizes[0];
  const curve = sizes.slice(1).map((size, k) => {
    least = Math.min(least, size);
    return { t: (k + 1) * every, size, least };
  });
  const worst = curve.reduce((known, next) => (next.least * next.t > known.least * known.t ? next : known));
  return {
    excess: worst.least * worst.t * rate - 1,
    step: worst.t,
    least: curve.map((point) => [point.t, point.least] as const),
    last: curve.map(({ t, size }) => [t, size] as const),
    bound: curve.map(({ t }) => [t, 1 / (t * rate)] as const),
  };
}

export default defineClaim<Regime, Observation>({
  id: 'theorem-4-2-gradient-norms',
  paper: 'adam-generalization',
  title: 'In the convex case Adam and GD find points of small gradient',
  label: 'Theorem 4.2, gradients',
  section: '7. Convex case',
  kind: 'trajectory',
  statement: {
    tex: String.raw`\min_{t\le T}\|\nabla L(w_{\mathrm{Adam}}^{(t)})\|_1\le\frac1{T\eta},\qquad\min_{t\le T}\|\nabla L(w_{\mathrm{GD}}^{(t)})\|_2^2\le\frac1{T\eta}`,
    plain:
      'Among its first T iterates Adam has one with ℓ₁ gradient norm at most 1/(Tη), and GD one with squared ℓ₂ norm at most 1/(Tη).',
  },
  assumptions: [
    'logistic regression, λ ∈ {10⁻², 10⁻³}, η = 10⁻³ for Adam and 0.5 for GD, every T ≤ 2·10⁴ that is a multiple of 100',
    'the running minimum is judged; the last iterate is in the figure',
    'η = O(1/T): at a fixed η the ℓ₁ norm of sign descent does not fall below a multiple of η, so that the bound fails for large T',
  ],
  profiles: {
    quick: { trials: 8, regime: { ...easy, rate: 1e-3, signs: false } },
    full: { trials: 40, regime: { ...easy, steps: 40_000, rate: 1e-3, signs: false } },
  },
  async measure(regime, trials, lab) {
    const observed = trials.map(() => ({}) as Record<Arm, Norms>);
    for (const name of names) {
      const { optimizer, rate, size } = arms[name](regime.rate);
      const spec: OptimizerSpec = regime.signs && name !== 'GD' ? { optimizer: 'sign-gd', rate } : optimizer;
      const each = await convexRuns(regime, spec, trials, lab, (run) => norms(gradients(run).map(size), rate));
      each.forEach((ofTrial, k) => {
        const worst = ofTrial.reduce((known, next) => (next.excess > known.excess ? next : known));
        observed[k][name] = { ...ofTrial[0], excess: worst.excess, step: worst.step };
      });
    }
    return observed;
  },
  rule: all(Object.fromEntries(names.map((name) => [name, part(bounded, (observed: Observation) => observed[name])]))),
  controls: [
    {
      name: 'sign descent with long steps',
      breaks: 'η = 10⁻² is not small against 1/T: the iterates oscillate',
      regime: { rate: 1e-2, signs: true },
      trials: 2,
    },
  ],
  figures: ([first]) =>
    names.map((name) => ({
      title: `${name}: ${name === 'GD' ? '‖∇L‖²' : '‖∇L‖₁'} at λ = 10⁻²`,
      x: { label: 'T', log: true },
      y: { label: 'gradient', log: true },
      series: [
        { name: 'running minimum', points: first[name].least },
        { name: 'last iterate', points: first[name].last },
        { name: '1/(Tη)', points: first[name].bound },
      ],
    })),
  expectation: { verdict: 'holds' },
});
