import { alwaysWithProbability, defineClaim, type Worst } from 'lemmata';
import { fullGd, type GdRun, gdRuns, learnt, quickGd, strongNoise } from './gd-runs.ts';

interface Maintained extends Worst {
  /** [step, Λ_1] and [step, larger Γ_j over σ₀] */
  readonly feature: readonly (readonly [number, number])[];
  readonly noise: readonly (readonly [number, number])[];
}

export default defineClaim<GdRun, Maintained>({
  id: 'lemma-5-7-gd-maintain',
  paper: 'adam-generalization',
  title: 'GD keeps the feature and leaves the noise alone',
  label: 'Lemma 5.7 (Lemma A.12)',
  section: '5. Gradient descent',
  restsOn: ['lemma-5-6-gd-noise-stays-small', 'lemma-a11-between-class-times'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`t\ge T_0:\quad\Lambda_j^{(t)}=\tilde\Theta(1),\qquad\Gamma_j^{(t)}=\tilde O(\sigma_0)`,
    plain:
      'Once both classes of neurons have learnt the feature they keep it, and the noise correlations stay of the size they started with, also while the weight decay acts.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family M with s = 49, m = 30 and λ = 10⁻³, η = 2, ηλT = 3 (quick); B with m = 30 and λ = 2·10⁻⁴, ηλT = 3 (full)',
    'judged by trial from T₀ = max_j T_j on: Λ_j in [1/2, 4] and Γ_j ≤ 15σ₀',
  ],
  profiles: {
    quick: { trials: 44, regime: { ...quickGd, weightDecay: 1e-3, steps: 1500 } },
    full: { trials: 44, regime: { ...fullGd, weightDecay: 2e-4, steps: 30_000 } },
  },
  measure: (regime, trials, lab) =>
    gdRuns(regime, trials, lab, ({ seen, times }) => {
      const after = seen.records.slice(Math.min(Math.max(times[1], times[-1]), seen.records.length - 1));
      const features = (k: number) => [1, -1].map((j) => seen.featureOf(k, j));
      const noise = (k: number) => Math.max(seen.noiseOf(k, 1), seen.noiseOf(k, -1)) / regime.initScale;
      const excess = (k: number) =>
        Math.max(learnt - Math.min(...features(k)), Math.max(...features(k)) - 4, noise(k) / 15 - 1);
      const worst = after.reduce((known, k) => (excess(k) > excess(known) ? k : known));
      return {
        excess: excess(worst),
        step: seen.steps[worst],
        feature: seen.records.map((k) => [seen.steps[k], seen.featureOf(k, 1)] as const),
        noise: seen.records.map((k) => [seen.steps[k], noise(k)] as const),
      };
    }),
  rule: alwaysWithProbability({ p: 0.7 }),
  controls: [strongNoise],
  figures: (runs) => [
    {
      title: 'The feature Λ_1',
      x: { label: 'step' },
      y: { label: 'Λ', log: true },
      series: runs.slice(0, 8).map(({ feature }, trial) => ({ name: `trial ${trial}`, points: feature })),
    },
    {
      title: 'The noise',
      x: { label: 'step' },
      y: { label: 'max_j Γ_j/σ₀', log: true },
      series: runs.slice(0, 8).map(({ noise }, trial) => ({ name: `trial ${trial}`, points: noise })),
    },
  ],
  expectation: { verdict: 'holds' },
});
