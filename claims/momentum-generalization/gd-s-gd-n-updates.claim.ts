import { all, always, defineClaim, dot, part, type Worst } from 'lemmata';
import { at, derivatives, index, nothing, problem, type UpdateRegime, worse } from './updates.ts';

interface Regime extends UpdateRegime {
  /** True leaves β³ν₂ out of the signal gradient. */
  readonly omitSmallMargins: boolean;
}

interface Observation {
  readonly signal: Worst;
  readonly noise: Worst;
  /** Largest decrease of any c_r in one step. */
  readonly decrease: Worst;
}

const printed: Regime = { optimizer: 'gd', rate: 0.07, steps: 20, orthogonal: true, omitSmallMargins: false };
const exact = always({ tolerance: 1e-12, atMost: 0.1 });

export default defineClaim<Regime, Observation>({
  id: 'gd-s-gd-n-updates',
  paper: 'momentum-generalization',
  title: 'The step of GD splits into a signal part and a noise part',
  label: '(GD-S) and (GD-N)',
  section: 'A. Exact algebra',
  kind: 'identity',
  statement: {
    tex: String.raw`c_r^{(t+1)}=c_r^{(t)}+3\eta c_r^2(\alpha^3\nu_1+\beta^3\nu_2),\quad\Xi_{i,j,r}^{(t+1)}=\Xi_{i,j,r}^{(t)}+\tfrac{3\eta}N\sum_k\ell_ky_k\sum_{l\ne P(X_k)}\Xi_{k,l,r}^2\langle X_k[l],X_i[j]\rangle`,
    plain:
      'Under GD with λ = 0, the signal part c_r of each neuron and its noise parts Ξ evolve by these two formulas, and no c_r ever decreases.',
  },
  assumptions: ['λ = 0', 'noise orthogonal to w*', 'float64, 20 steps of random small problems'],
  profiles: { quick: { trials: 120, regime: printed }, full: { trials: 1000, regime: printed } },
  async measure(regime, trials, lab) {
    const observed: Observation[] = [];
    for (const trial of trials) {
      const it = await problem('momentum-generalization/updates', regime, trial, lab);
      const { data, alpha, beta, neurons, noise } = it;
      const inner = noise.map(({ x }) => noise.map((other) => dot(x, other.x)));
      let [signalGap, noiseGap, decrease] = [nothing, nothing, nothing];
      for (let t = 0; t < regime.steps; t++) {
        const l = derivatives(it, t);
        const nu = (group: number) =>
          l.reduce((sum, value, i) => sum + (data.groups[i] === group ? value : 0), 0) / data.samples;
        const [c, next] = [at(it, 'signal', t), at(it, 'signal', t + 1)];
        const pull = alpha ** 3 * nu(0) + (regime.omitSmallMargins ? 0 : beta ** 3 * nu(1));
        const [xi, xiNext] = [at(it, 'activations', t), at(it, 'activations', t + 1)];
        for (let r = 0; r < neurons; r++) {
          signalGap = worse(signalGap, Math.abs(next[r] - c[r] - 3 * regime.rate * c[r] ** 2 * pull), t);
          decrease = worse(decrease, c[r] - next[r], t);
          const force = noise.map(({ i, j }) => l[i] * data.labels[i] * xi[index(it, i, j, r)] ** 2);
          noise.forEach(({ i, j }, a) => {
            const gradient = (-3 / data.samples) * dot(force, inner[a]);
            const k = index(it, i, j, r);
            noiseGap = worse(noiseGap, Math.abs(xiNext[k] - xi[k] + regime.rate * gradient), t);
          });
        }
      }
      observed.push({ signal: signalGap, noise: noiseGap, decrease });
    }
    return observed;
  },
  rule: all({
    '(GD-S)': part(exact, ({ signal }: Observation) => signal),
    '(GD-N)': part(exact, ({ noise }: Observation) => noise),
    'c_r does not decrease': part(exact, ({ decrease }: Observation) => decrease),
  }),
  controls: [
    {
      name: 'without the small margins',
      breaks: 'omits β³ν₂ from the signal gradient',
      regime: { omitSmallMargins: true },
    },
    {
      name: 'noise along the signal',
      breaks: 'noise of covariance σ²I, not orthogonal to w*',
      regime: { orthogonal: false },
    },
  ],
  figures: (observations) => [
    {
      kind: 'histogram',
      title: 'Largest residual of each formula over the trials',
      x: { label: 'residual', log: true },
      samples: (['signal', 'noise'] as const).map((name) => ({
        name,
        values: observations.map((observed) => observed[name].excess),
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
