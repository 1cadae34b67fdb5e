import { all, always, defineClaim, part, type Worst } from 'lemmata';
import { familyQ, moment, nothing, type Problem, smallProblem, support, worse } from './updates.ts';

interface Regime {
  /** Steps of the run of family Q. */
  readonly steps: number;
  /** False omits the last sum, through which the samples meet in the feature coordinate. */
  readonly crossSamples: boolean;
}

interface Residuals {
  readonly feature: Worst;
  readonly noise: Worst;
  /** [t, median |cross term|/(median |own term| + median |cross term|)] over samples and neurons. */
  readonly cross: readonly (readonly [number, number])[];
}
type Observation = { readonly small: Residuals; readonly family: Residuals };

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

function residuals(problem: Problem, crossSamples: boolean): Residuals {
  const { data, neurons, samples, alpha, weightDecay, rate, steps } = problem;
  const keep = 1 - rate * weightDecay;
  let [feature, noise] = [nothing, nothing];
  const cross = steps.map((t) => {
    const [now, next] = [moment(problem, t), moment(problem, t + 1)];
    const sizes = { own: [] as number[], cross: [] as number[] };
    for (let r = 0; r < 2 * neurons; r++) {
      const bracket = now.featurePull(r) - now.noisePull(r);
      const printed = keep * now.weight(r, 0) + (rate / samples) * bracket;
      feature = worse(feature, Math.abs(next.weight(r, 0) - printed), t);
      for (let s = 0; s < samples; s++) {
        if (now.classOf(r) !== data.labels[s]) continue;
        const square = support(problem, s).values.reduce((sum, xi) => sum + xi * xi, 0);
        const own = (rate / samples) * now.pull(r, s) * now.slope(now.onNoise(r, s)) * square;
        const shared = now.sum((i) => {
          const slopes = alpha ** 2 * now.slope(now.onNoise(r, i)) - alpha * now.slope(now.onFeature(r, i));
          return now.pull(r, i) * data.labels[i] * data.labels[s] * slopes;
        });
        const through = (rate / samples) * shared;
        const next0 = keep * now.onNoise(r, s) + own + (crossSamples ? through : 0);
        noise = worse(noise, Math.abs(next.onNoise(r, s) - next0), t);
        sizes.own.push(Math.abs(own));
        sizes.cross.push(Math.abs(through));
      }
    }
    const [own, through] = [median(sizes.own), median(sizes.cross)];
    return [t, own + through === 0 ? 0 : through / (own + through)] as const;
  });
  return { feature, noise, cross };
}

const exact = always({ tolerance: 1e-13, atMost: 0.6 });

export default defineClaim<Regime, Observation>({
  id: 'eq-5-3-gd-updates',
  paper: 'adam-generalization',
  title: 'How GD moves the feature and the noise correlations',
  label: '(5.3) = (A.26)',
  section: '1. Data, gradient, update identities',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'identity',
  statement: {
    tex: String.raw`\langle w^+,jv\rangle=(1-\eta\lambda)\langle w,jv\rangle+\tfrac{j\eta}n\sum_iy_i\ell_{j,i}\big[\sigma'(\langle w,y_iv\rangle)-\alpha\sigma'(\langle w,\xi_i\rangle)\big];\quad\langle w^+_{y_s,r},\xi_s\rangle=(1-\eta\lambda)\langle w,\xi_s\rangle+\tfrac\eta n\ell_{y_s,s}\sigma'(\langle w,\xi_s\rangle)\sum_{k\in B_s}\xi_s[k]^2+\tfrac\eta n\sum_i\ell_{y_s,i}y_iy_s\big[\alpha^2\sigma'(\langle w,\xi_i\rangle)-\alpha\sigma'(\langle w,y_iv\rangle)\big]`,
    plain:
      'Under GD the feature coordinate grows with the pull of all samples; a noise correlation grows with the squared size of its own patch, and through the feature coordinate with all samples.',
  },
  assumptions: [
    'disjoint supports',
    'q ∈ {3, 4, 5}, random small problems, η = 0.02; a run of family Q, η = 0.5',
    'float64, residual at most 10⁻¹³',
  ],
  profiles: {
    quick: { trials: 14, regime: { steps: 400, crossSamples: true } },
    full: { trials: 24, regime: { steps: 2000, crossSamples: true } },
  },
  async measure({ steps, crossSamples }, trials, lab) {
    const observed: Observation[] = [];
    const optimizer = { optimizer: 'gd', rate: 0.02 } as const;
    const sizes = { optimizer, steps: 20, supports: 'disjoint', precision: 'float64' } as const;
    const families = await familyQ({ ...optimizer, rate: 0.5 }, steps, trials, lab);
    for (const [k, family] of families.entries()) {
      const small = await smallProblem('adam-generalization/updates', sizes, trials[k], lab);
      observed.push({ small: residuals(small, crossSamples), family: residuals(family, crossSamples) });
    }
    return observed;
  },
  rule: all({
    'feature, small problems': part(exact, ({ small }: Observation) => small.feature),
    'noise, small problems': part(exact, ({ small }: Observation) => small.noise),
    'feature, family Q': part(exact, ({ family }: Observation) => family.feature),
    'noise, family Q': part(exact, ({ family }: Observation) => family.noise),
  }),
  controls: [
    {
      name: 'without the other samples',
      breaks: 'omits the last sum, through the feature coordinate',
      regime: { crossSamples: false },
    },
  ],
  figures: (observations) => [
    {
      title: 'Share of the cross-sample term in the growth of a noise correlation, family Q',
      x: { label: 'step' },
      y: { label: 'share' },
      series: observations.slice(0, 4).map(({ family }, trial) => ({ name: `trial ${trial}`, points: family.cross })),
    },
  ],
  expectation: { verdict: 'holds' },
});
