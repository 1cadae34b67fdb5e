import { all, always, defineClaim, part, type Worst } from 'lemmata';
import { familyQ, type Moment, moment, nothing, type Problem, smallProblem, support, worse } from './updates.ts';

interface Regime {
  /** Steps of the run of family Q. */
  readonly steps: number;
  /** False leaves the first coordinate of ξ_s out. */
  readonly firstCoordinate: boolean;
}

interface Observation {
  readonly small: Worst;
  readonly family: Worst;
  /** [t, share of the increment of ⟨w, ξ_1⟩], family Q. */
  readonly terms: Readonly<Record<'support' | 'first coordinate', readonly (readonly [number, number])[]>>;
}

/** The two terms of the increment of ⟨w_{y_s,r}, ξ_s⟩. */
function increments(problem: Problem, now: Moment, r: number, s: number) {
  const { data, samples, alpha, weightDecay, rate } = problem;
  const { columns, values } = support(problem, s);
  const pull = now.pull(r, s) * now.slope(now.onNoise(r, s));
  const own = values.reduce(
    (sum, xi, k) => sum + Math.sign(pull * xi - samples * weightDecay * now.weight(r, columns[k])) * xi,
    0,
  );
  const bracket = now.featurePull(r) - now.noisePull(r) - samples * weightDecay * now.weight(r, 0);
  return { support: rate * own, 'first coordinate': -alpha * data.labels[s] * rate * Math.sign(bracket) };
}

function residual(problem: Problem, firstCoordinate: boolean): Worst {
  const { data, neurons, samples, steps } = problem;
  let gap = nothing;
  for (const t of steps) {
    const [now, next] = [moment(problem, t), moment(problem, t + 1)];
    for (let s = 0; s < samples; s++) {
      for (let r = 0; r < 2 * neurons; r++) {
        if (now.classOf(r) !== data.labels[s]) continue;
        const terms = increments(problem, now, r, s);
        const printed = terms.support + (firstCoordinate ? terms['first coordinate'] : 0);
        gap = worse(gap, Math.abs(next.onNoise(r, s) - now.onNoise(r, s) - printed), t);
      }
    }
  }
  return gap;
}

const exact = always({ tolerance: 1e-14, atMost: 0.6 });

export default defineClaim<Regime, Observation>({
  id: 'eq-5-2-signgd-noise-update',
  paper: 'adam-generalization',
  title: 'How signGD memorises a noise patch',
  label: '(5.2)',
  section: '1. Data, gradient, update identities',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'identity',
  statement: {
    tex: String.raw`\langle w^{(t+1)}_{y_s,r},\xi_s\rangle=\langle w^{(t)}_{y_s,r},\xi_s\rangle+\eta\sum_{k\in B_s}\mathrm{sgn}\big(\ell_{y_s,s}\sigma'(\langle w,\xi_s\rangle)\xi_s[k]-n\lambda w[k]\big)\xi_s[k]-\alpha y_s\eta\,\mathrm{sgn}\Big(\sum_iy_i\ell_{y_s,i}\big[\sigma'(\langle w,y_iv\rangle)-\alpha\sigma'(\langle w,\xi_i\rangle)\big]-n\lambda w[1]\Big)`,
    plain:
      'Each step moves the correlation with a sample’s own noise patch by η times a signed sum of its entries, and by αη through the feature coordinate.',
  },
  assumptions: [
    'disjoint supports',
    'q ∈ {3, 4, 5}, random small problems; a run of family Q, η = 10⁻⁴',
    'float64, residual at most 10⁻¹⁴',
  ],
  profiles: {
    quick: { trials: 14, regime: { steps: 400, firstCoordinate: true } },
    full: { trials: 24, regime: { steps: 4000, firstCoordinate: true } },
  },
  async measure({ steps, firstCoordinate }, trials, lab) {
    const observed: Observation[] = [];
    const optimizer = { optimizer: 'sign-gd', rate: 0.02 } as const;
    const sizes = { optimizer, steps: 20, supports: 'disjoint', precision: 'float64' } as const;
    const families = await familyQ({ ...optimizer, rate: 1e-4 }, steps, trials, lab);
    for (const [k, family] of families.entries()) {
      const small = await smallProblem('adam-generalization/updates', sizes, trials[k], lab);
      const r = family.data.labels[0] > 0 ? 0 : family.neurons;
      const terms = family.steps.map((t) => [t, increments(family, moment(family, t), r, 0)] as const);
      observed.push({
        small: residual(small, firstCoordinate),
        family: residual(family, firstCoordinate),
        terms: {
          support: terms.map(([t, term]) => [t, term.support]),
          'first coordinate': terms.map(([t, term]) => [t, term['first coordinate']]),
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
    {
      name: 'without the first coordinate',
      breaks: 'omits the last term, which is ±αη',
      regime: { firstCoordinate: false },
    },
  ],
  figures: ([{ terms }]) => [
    {
      title: 'Memorisation increment of one neuron and sample by term, family Q',
      x: { label: 'step' },
      y: { label: 'increment' },
      series: (['support', 'first coordinate'] as const).map((name) => ({ name, points: terms[name] })),
    },
  ],
  expectation: { verdict: 'holds' },
});
