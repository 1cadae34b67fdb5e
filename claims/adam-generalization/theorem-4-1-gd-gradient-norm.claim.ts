import { alwaysWithProbability, defineClaim, type Worst } from 'lemmata';
import { fullGd, type GdRun, gdRuns, quickGd } from './gd-runs.ts';

interface Regime extends GdRun {
  /** ‖∇L‖² ≤ (Tη)^{−power} */
  readonly power: number;
}
interface Rate extends Worst {
  /** [T, min_{T₀ ≤ t ≤ T}‖∇L‖²] and [T, 1/(Tη)] */
  readonly least: readonly (readonly [number, number])[];
  readonly bound: readonly (readonly [number, number])[];
}

export default defineClaim<Regime, Rate>({
  id: 'theorem-4-1-gd-gradient-norm',
  paper: 'adam-generalization',
  title: 'GD finds a point of small gradient',
  label: 'Theorem 4.1 (2), gradient',
  section: '5. Gradient descent',
  restsOn: ['lemma-5-7-gd-maintain'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\|\nabla L(W^*_{\mathrm{GD}})\|_F^2\le\frac1{T\eta}`,
    plain: 'Among the iterates after both classes have learnt the feature, T steps of GD find one with ‖∇L‖² ≤ 1/(Tη).',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family M with s = 49, m = 30, η = 2 (quick); B with m = 30 (full)',
    'W* is the iterate of least gradient from 2T₀ on, T₀ = max_j T_j; every T ≥ 2T₀ that is a half, two thirds, five sixths or all of the run: just after T₀, while the loss falls, ‖∇L‖²Tη reaches 26; a trial in which a class never learns the feature counts against',
    'the descent inequality gives 2L(W^(T₀))/(η(T − T₀)), which is at most 2 log 2/(ηT/2) for T ≥ 2T₀',
  ],
  profiles: {
    quick: { trials: 44, regime: { ...quickGd, power: 1 } },
    full: { trials: 44, regime: { ...fullGd, power: 1 } },
  },
  measure: (regime, trials, lab) =>
    gdRuns(regime, trials, lab, ({ seen, run, times }) => {
      const { steps, values } = run.series.gradient;
      const t0 = seen.steps[Math.max(times[1], times[-1])];
      if (t0 === undefined || 2 * t0 > regime.steps) return { excess: 1, step: regime.steps, least: [], bound: [] };
      const after = Array.from(steps.keys()).filter((k) => steps[k] >= 2 * t0);
      const least = after.map((k) => {
        const square = Math.min(...after.filter((a) => a <= k).map((a) => values[a] ** 2));
        return [steps[k], square] as const;
      });
      const excess = ([t, square]: readonly [number, number]) => square * (t * regime.rate) ** regime.power - 1;
      const worst = least.reduce((known, next) => (excess(next) > excess(known) ? next : known));
      return {
        excess: excess(worst),
        step: worst[0],
        least,
        bound: least.map(([t]) => [t, (t * regime.rate) ** -regime.power] as const),
      };
    }),
  rule: alwaysWithProbability({ p: 0.7 }),
  controls: [
    { name: 'cubic rate', breaks: 'the exponent: ‖∇L‖² ≤ (Tη)⁻³ is claimed', regime: { power: 3 }, trials: 10 },
  ],
  figures: ([{ least, bound }]) => [
    {
      title: 'The least squared gradient norm from 2T₀ to T',
      x: { label: 'T', log: true },
      y: { label: '‖∇L‖²', log: true },
      series: [
        { name: 'min ‖∇L‖²', points: least },
        { name: '1/(Tη)', points: bound },
      ],
    },
  ],
  expectation: { verdict: 'holds' },
});
