import { alwaysWithProbability, defineClaim, type Worst } from 'lemmata';
import { fullGd, type GdRun, gdRuns, learnt, quickGd } from './gd-runs.ts';

interface Waiting extends Worst {
  /** T_slow/T_fast, and the smallest and largest Λ of the fast class in between. */
  readonly ratio: number;
  readonly range: readonly [number, number];
  /** [step, Λ] of the fast and of the slow class. */
  readonly curves: readonly (readonly (readonly [number, number])[])[];
}

export default defineClaim<GdRun, Waiting>({
  id: 'lemma-a11-between-class-times',
  paper: 'adam-generalization',
  title: 'The class that has learnt the feature first keeps it while the other still learns',
  label: 'Lemma A.11',
  section: '5. Gradient descent',
  restsOn: ['lemma-5-6-gd-noise-stays-small', 'lemma-a9-tensor-power-time'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`T_1\le T_{-1}:\quad\Lambda_1^{(t)}=\tilde\Theta(1)\quad\text{for all }t\in[T_1,T_{-1}]`,
    plain:
      'Between the two times at which the classes of neurons have learnt the feature, the faster one stays between the threshold and a polylogarithm.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family M with s = 49, m = 30, η = 2 (quick); B with m = 30 (full)',
    'all trials, whatever the ratio of the two times, which the figure of the record lists',
    'judged by trial: Λ of the fast class in [1/2, (3 log(1/λ))^{1/q}] throughout; a class that never learns waits to the end of the run',
  ],
  profiles: {
    quick: { trials: 44, regime: quickGd },
    full: { trials: 44, regime: fullGd },
  },
  measure: (regime, trials, lab) =>
    gdRuns(regime, trials, lab, ({ seen, times }) => {
      const fast = times[1] <= times[-1] ? 1 : -1;
      const last = seen.records.length - 1;
      const [from, to] = [times[fast], times[-fast]].map((record) => Math.min(record, last));
      const between = seen.records.slice(from, to + 1);
      const most = (3 * Math.log(1 / regime.weightDecay)) ** (1 / 3);
      const excess = (k: number) => Math.max(learnt - seen.featureOf(k, fast), seen.featureOf(k, fast) - most);
      const worst = between.reduce((known, k) => (excess(k) > excess(known) ? k : known));
      const values = between.map((k) => seen.featureOf(k, fast));
      return {
        excess: excess(worst),
        step: seen.steps[worst],
        ratio: seen.steps[to] / seen.steps[from],
        range: [Math.min(...values), Math.max(...values)] as const,
        curves: [fast, -fast].map((j) => seen.records.map((k) => [seen.steps[k], seen.featureOf(k, j)] as const)),
      };
    }),
  rule: alwaysWithProbability({ p: 0.7 }),
  controls: [
    {
      name: 'strong weight decay',
      breaks: 'λ = 3σ₀^{q−2}: no class leaves the origin; in both profiles at the sizes of quick',
      regime: { ...quickGd, weightDecay: 3 * quickGd.initScale, steps: 300 },
      // One draw in twenty has (3/2)(n_j/n)Λ_j above that and leaves.
      trials: 20,
    },
  ],
  figures: (runs) => [
    {
      title: 'Λ of the two classes in the first trial',
      x: { label: 'step' },
      y: { label: 'Λ', log: true },
      series: runs[0].curves.map((points, k) => ({ name: k === 0 ? 'fast' : 'slow', points })),
    },
    {
      title: 'The least Λ of the fast class against the ratio of the times',
      x: { label: 'T_slow/T_fast' },
      y: { label: 'min Λ' },
      series: [{ name: 'trials', draw: 'dots', points: runs.map(({ ratio, range }) => [ratio, range[0]] as const) }],
    },
  ],
  expectation: { verdict: 'holds' },
});
