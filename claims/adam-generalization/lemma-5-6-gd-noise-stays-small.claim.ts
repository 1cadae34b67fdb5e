import { alwaysWithProbability, defineClaim, type Worst } from 'lemmata';
import { fullGd, type GdRun, gdRuns, quickGd, strongNoise } from './gd-runs.ts';

interface Growth extends Worst {
  /** Of each class: max_{t ≤ T₀} Γ_j over Γ_j at the start, and (Γ_j/Λ_j)^{q−2}·2‖ξ‖²/n there. */
  readonly factor: readonly number[];
  readonly race: readonly number[];
}

export default defineClaim<GdRun, Growth>({
  id: 'lemma-5-6-gd-noise-stays-small',
  paper: 'adam-generalization',
  title: 'While GD learns the feature it does not memorise the noise',
  label: 'Lemma 5.6 (Lemma A.8), noise',
  section: '5. Gradient descent',
  restsOn: ['lemma-a9-tensor-power-time', 'eq-5-3-gd-updates'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\Gamma_j^{(t)}=\max_{i:y_i=j}\max_r\langle w_{j,r},\xi_i\rangle=\tilde O(\sigma_0)\quad\text{for all }t\le T_0=\max_jT_j`,
    plain:
      'Until both classes of neurons have learnt the feature, the noise correlations stay of the size they start with.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family M with s = 49, m = 30, η = 2 (quick); B with m = 30 (full)',
    'judged by trial: Γ_j grows by a factor of 4 at most until T₀, for both classes',
    'n = 16: the race of Lemma A.9 is lost where (Γ_j/Λ_j)^{q−2}·2‖ξ‖²/n nears 1 at the start; at n = 8 (family Q) one class in six grows by more, up to 50 times',
  ],
  profiles: {
    quick: { trials: 44, regime: quickGd },
    full: { trials: 44, regime: fullGd },
  },
  measure: (regime, trials, lab) =>
    gdRuns(regime, trials, lab, ({ seen, times }) => {
      const end = Math.max(times[1], times[-1]);
      const stage = seen.records.slice(0, end + 1);
      const square = regime.sparsity * regime.noise ** 2;
      const start = (j: number) => seen.noiseOf(0, j);
      const factor = [1, -1].map((j) => Math.max(...stage.map((k) => seen.noiseOf(k, j))) / start(j));
      return {
        excess: Math.max(...factor) - 4,
        step: seen.steps[stage.length - 1],
        factor,
        race: [1, -1].map((j) => ((start(j) / seen.featureOf(0, j)) * 2 * square) / regime.samples),
      };
    }),
  rule: alwaysWithProbability({ p: 0.7 }),
  controls: [strongNoise],
  figures: (growths) => [
    {
      title: 'Growth of the noise correlation until T₀',
      x: { label: '(Γ/Λ)^{q−2}·2‖ξ‖²/n at the start', log: true },
      y: { label: 'max Γ / Γ at the start', log: true },
      series: [
        {
          name: 'a class of a trial',
          draw: 'dots',
          points: growths.flatMap(({ race, factor }) => race.map((x, k) => [x, factor[k]] as const)),
        },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
