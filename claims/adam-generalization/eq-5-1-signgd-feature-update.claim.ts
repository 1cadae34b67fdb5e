import { all, always, defineClaim, part, type Worst } from 'lemmata';
import { familyQ, moment, nothing, type Problem, smallProblem, worse } from './updates.ts';

interface Regime {
  /** Steps of the run of family Q. */
  readonly steps: number;
  /** Sign in front of α. */
  readonly alphaSign: number;
  /** What multiplies w[1]: nλ, or λ. */
  readonly decay: 'nλ' | 'λ';
}

interface Observation {
  readonly small: Worst;
  readonly family: Worst;
  /** [t, term] of the bracket, first neuron of class +1, family Q. */
  readonly terms: Readonly<Record<'feature' | 'noise' | 'decay', readonly (readonly [number, number])[]>>;
}

/** Largest residual of (5.1) over the neurons and steps of a run. */
function residual(problem: Problem, { alphaSign, decay }: Regime): Worst {
  const { neurons, samples, weightDecay, rate, steps } = problem;
  const factor = (decay === 'nλ' ? samples : 1) * weightDecay;
  let gap = nothing;
  for (const t of steps) {
    const [now, next] = [moment(problem, t), moment(problem, t + 1)];
    for (let r = 0; r < 2 * neurons; r++) {
      const bracket = now.featurePull(r) - alphaSign * now.noisePull(r) - factor * now.weight(r, 0);
      gap = worse(gap, Math.abs(next.weight(r, 0) - now.weight(r, 0) - rate * Math.sign(bracket)), t);
    }
  }
  return gap;
}

const exact = always({ tolerance: 1e-15, atMost: 0.6 });
const printed = { alphaSign: 1, decay: 'nλ' } as const;

export default defineClaim<Regime, Observation>({
  id: 'eq-5-1-signgd-feature-update',
  paper: 'adam-generalization',
  title: 'How signGD moves the feature coordinate',
  label: '(5.1)',
  section: '1. Data, gradient, update identities',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'identity',
  statement: {
    tex: String.raw`\langle w^{(t+1)}_{j,r},jv\rangle=\langle w^{(t)}_{j,r},jv\rangle+j\eta\,\mathrm{sgn}\Big(\sum_iy_i\ell_{j,i}\big[\sigma'(\langle w_{j,r},y_iv\rangle)-\alpha\sigma'(\langle w_{j,r},\xi_i\rangle)\big]-n\lambda w_{j,r}[1]\Big)`,
    plain:
      'Each step moves the feature coordinate by ±η; the sign is that of the pull of the feature patches minus α times that of the noise patches minus the weight decay.',
  },
  assumptions: [
    'q ∈ {3, 4, 5}, random small problems',
    'a run of family Q, η = 10⁻⁴',
    'float64, residual at most 10⁻¹⁵',
  ],
  profiles: {
    quick: { trials: 14, regime: { ...printed, steps: 400 } },
    full: { trials: 24, regime: { ...printed, steps: 4000 } },
  },
  async measure(regime, trials, lab) {
    const observed: Observation[] = [];
    const optimizer = { optimizer: 'sign-gd', rate: 0.02 } as const;
    const sizes = { optimizer, steps: 20, supports: 'disjoint', precision: 'float64' } as const;
    const families = await familyQ({ ...optimizer, rate: 1e-4 }, regime.steps, trials, lab);
    for (const [k, family] of families.entries()) {
      const small = await smallProblem('adam-generalization/updates', sizes, trials[k], lab);
      const moments = family.steps.map((t) => [t, moment(family, t)] as const);
      observed.push({
        small: residual(small, regime),
        family: residual(family, regime),
        terms: {
          feature: moments.map(([t, now]) => [t, now.featurePull(0)]),
          noise: moments.map(([t, now]) => [t, -now.noisePull(0)]),
          decay: moments.map(([t, now]) => [t, -family.samples * family.weightDecay * now.weight(0, 0)]),
        },
      });
    }
    return observed;
  },
  rule: all({
    'small problems': part(exact, ({ small }: Observation) => small),
    'family Q': part(exact, ({ family }: Observation) => family),
  }),
  controls: [
    { name: 'α with the other sign', breaks: 'adds the pull of the noise patches', regime: { alphaSign: -1 } },
    { name: 'λ in place of nλ', breaks: 'weighs the decay as one sample', regime: { decay: 'λ' } },
  ],
  figures: ([{ terms }]) => [
    {
      title: 'The three terms of the bracket, one neuron, family Q',
      x: { label: 'step' },
      y: { label: 'term' },
      series: (['feature', 'noise', 'decay'] as const).map((name) => ({ name, points: terms[name] })),
    },
  ],
  expectation: { verdict: 'holds' },
});
