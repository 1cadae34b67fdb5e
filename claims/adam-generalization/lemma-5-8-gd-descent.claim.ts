import { always, defineClaim, type Trajectory, type Worst } from 'lemmata';
import { disjointFamily, type Family, familyJob } from './experiments.ts';

interface Regime extends Family {
  /** η, rising. */
  readonly rates: readonly number[];
  /** Further η for the figure alone. */
  readonly shown: readonly number[];
  /** ηT */
  readonly span: number;
}

interface Descent extends Worst {
  /** [η, c(η)], c = min_t (L_t − L_{t+1})/(η‖∇L‖²) */
  readonly least: readonly (readonly [number, number])[];
}

const family = (n: number, s: number, m: number): Family => ({ ...disjointFamily(n, s, m, 1), weightDecay: 2e-5 });

export default defineClaim<Regime, Descent>({
  id: 'lemma-5-8-gd-descent',
  paper: 'adam-generalization',
  title: 'A step of GD decreases the objective by half of η‖∇L‖²',
  label: 'Lemma 5.8 (Lemma A.13)',
  section: '5. Gradient descent',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\eta=O(1):\quad L(W^{(t+1)})-L(W^{(t)})\le-\tfrac\eta2\|\nabla L(W^{(t)})\|_F^2`,
    plain:
      'With a step of at most 0.6, every step of GD decreases the objective by η/2 times the squared gradient norm.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, λ = 2·10⁻⁵; n = 8, s = 25, m = 8 (quick), family M with m = 16 (full); float64',
    'every step from t = 0 through the transition, to ηt = 250, for η ∈ {0.3, 0.6} (quick), {0.1, 0.3, 0.6} (full)',
    'η = O(1) is read as η ≤ 0.6: along the feature of class j the curvature is (n_j/n)(9Λ⁴ℓ(1 − ℓ) − 6Λℓ) ≤ 1.55 n_j/n, and c ≥ 1/2 asks for η times it to be at most 1. At η = 1 draws with n_j > 0.65n break the bound',
    'the excess is 1/2 − c(η), c the least quotient of decrease and η‖∇L‖²; the figure shows from which η on c < 1/2',
  ],
  profiles: {
    quick: { trials: 8, regime: { ...family(8, 25, 8), rates: [0.3, 0.6], shown: [1, 1.5, 2, 3], span: 250 } },
    full: {
      trials: 16,
      regime: { ...family(16, 100, 16), rates: [0.1, 0.3, 0.6], shown: [1, 1.5, 2, 3, 4, 8], span: 400 },
    },
  },
  async measure({ rates, shown, span, ...sizes }, trials, lab) {
    const jobOf = (rate: number) =>
      familyJob('adam-generalization/gd-descent', sizes, {
        optimizer: { optimizer: 'gd', rate },
        steps: Math.round(span / rate),
        precisionReason: 'the decrease of the loss in one step is a difference of nearly equal numbers',
        probes: [
          { name: 'loss', quantity: 'loss', schedule: { every: 1 } },
          { name: 'gradient', quantity: 'gradient-norm', schedule: { every: 1 } },
        ],
      });
    const leastOf = ({ series }: Trajectory, rate: number) => {
      const [loss, norm] = [series.loss.values, series.gradient.values];
      return norm.subarray(0, -1).reduce(
        (known, size, t) => {
          const c = (loss[t] - loss[t + 1]) / (rate * size ** 2);
          return c < known.c ? { rate, c, t } : known;
        },
        { rate, c: Number.POSITIVE_INFINITY, t: 0 },
      );
    };
    const over = (these: readonly number[], which: readonly number[]) =>
      lab.each(these.map(jobOf), which, (run, _, k) => leastOf(run, these[k]));
    const rows = await over(rates, trials);
    const more = (await over(shown, trials.includes(0) ? [0] : [])).flat();
    return rows.map((found, k) => {
      const worst = found.reduce((known, next) => (next.c < known.c ? next : known));
      const all = trials[k] === 0 ? [...found, ...more] : found;
      return { excess: 0.5 - worst.c, step: worst.t, least: all.map(({ rate, c }) => [rate, c] as const) };
    });
  },
  rule: always({ tolerance: 0, atMost: 0.75 }),
  controls: [
    {
      name: 'η = 4 and 8',
      breaks: 'η = O(1): the curvature at the transition is of order 1',
      regime: { rates: [4, 8] },
      trials: 2,
    },
  ],
  figures: (observations) => [
    {
      title: 'Least quotient of the decrease and η‖∇L‖²',
      x: { label: 'η', log: true },
      y: { label: 'c(η)' },
      series: observations.map(({ least }, trial) => ({ name: `trial ${trial}`, points: least })),
    },
  ],
  expectation: { verdict: 'holds' },
});
