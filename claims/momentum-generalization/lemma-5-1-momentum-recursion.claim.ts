import { all, always, alwaysWithProbability, defineClaim, part, type Worst } from 'lemmata';
import { type MomentumRegime, overMomentum, windowQuick } from './momentum-regimes.ts';
import { fadeOf, type ProofRun, signalOf } from './proof-runs.ts';
import { isFitted } from './stage-1.ts';
import { worse } from './updates.ts';

interface Regime extends MomentumRegime {
  /** Steps with 0 < α c ≤ 1, or those after the large margins are fitted. */
  readonly steps: 'growing' | 'fitted';
}

interface Observation {
  /** How far the factor leaves the explicit bounds, and [0.3, 3]; `step` is t. */
  readonly explicit: Worst;
  readonly order: Worst;
  /** [α c, factor/α³] of the leading neuron at the largest d. */
  readonly scatter: readonly (readonly [number, number])[];
}

const none: Worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };

/** Factor of c_r² in (GDM-S), over α³, at every three records in a row of the chosen steps. */
function factorsOf(run: ProofRun, fade: number, { steps }: Regime) {
  const { states, rate, alpha, fraction, large } = run;
  return states.slice(1, -1).flatMap((state, k) => {
    const [before, next] = [states[k], states[k + 2]];
    const x = alpha * signalOf(state);
    const chosen = steps === 'growing' ? x > 0 && x <= 1 : isFitted(run, state);
    if (!chosen || before.t !== state.t - 1 || next.t !== state.t + 1) return [];
    const noise = Math.max(...large.map((i) => Math.abs(state.noise[i])));
    const margin = state.c.reduce((sum, c) => sum + (alpha * c) ** 3, 0);
    const least = (3 * (1 - fraction) * Math.exp(-noise)) / (1 + Math.exp(margin));
    return state.c.flatMap((c, r) => {
      const [g, old] = [(next.c[r] - c) / rate, (c - before.c[r]) / rate];
      const factor = (g - (1 - fade) * old) / (fade * c ** 2 * alpha ** 3);
      // Where the momentum is lost in the rounding of c_r there is nothing to compare.
      return rate * fade * alpha ** 3 * c ** 2 < 1e-9 * Math.abs(c) ? [] : [{ t: state.t, x, r, factor, least }];
    });
  });
}

export default defineClaim<Regime, Observation>({
  id: 'lemma-5-1-momentum-recursion',
  paper: 'momentum-generalization',
  title: 'While the signal is small, the momentum is fed by α³c²',
  label: 'Lemma 5.1, first part',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['gdm-s-gdm-n-updates-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`-\mathcal G_r^{(t+1)}=-\gamma\mathcal G_r^{(t)}+(1-\gamma)\Theta(\alpha^3)(c_r^{(t)})^2\quad\text{while }c^{(t)}\le\tilde O(1/\alpha)`,
    plain: 'The factor lies between 3(1 − μ̂)exp(−max|Ξ_i|)sigmoid(−Σ(αc)³)·α³ and 3α³, and mostly above 0.3α³.',
  },
  assumptions: [
    'distribution (D), P = 5, m = 5, N = 1/μ̂, κ₀ = 0.3, W₀ redrawn until some c_r > 0',
    'η = 0.1, γ = 0.99; at η = 1 (R-theta1) stage 1 lasts one to four steps',
    'Θ hides a factor that falls like exp(−m) when all neurons reach 1/α together; in most starts one leads',
  ],
  profiles: {
    quick: {
      trials: 40,
      regime: { ...windowQuick, dimensions: [30, 90, 270], horizon: { times: 4, unit: 'N/η' }, steps: 'growing' },
    },
    full: {
      trials: 40,
      regime: {
        ...windowQuick,
        samples: 40,
        smallMargin: 4,
        dimensions: [30, 120, 480],
        horizon: { times: 1, unit: 'N/η' },
        steps: 'growing',
      },
    },
  },
  async measure(regime, trials, lab) {
    const rows = await overMomentum(regime, trials, lab, (run) => factorsOf(run, fadeOf(regime, run.d), regime));
    return rows.map((row) => {
      const all = row.flat();
      return {
        explicit: all.reduce(
          (worst, { t, factor, least }) => worse(worst, Math.max(1 - factor / least, factor / 3 - 1), t),
          none,
        ),
        order: all.reduce((worst, { t, factor }) => worse(worst, Math.max(0.3 - factor, factor - 3), t), none),
        scatter: row.at(-1)!.map(({ x, factor }) => [x, factor] as const),
      };
    });
  },
  rule: all({
    'explicit bounds': part(always({ tolerance: 1e-5, atMost: 0.3 }), ({ explicit }: Observation) => explicit),
    'order α³': part(alwaysWithProbability({ p: 0.6 }), ({ order }: Observation) => order),
  }),
  controls: [
    {
      name: 'after the end of stage 1',
      breaks: 'looks at the steps at which every large margin is at least 8',
      regime: { steps: 'fitted' },
    },
  ],
  figures: (observations) => [
    {
      title: 'Factor over α³ at the largest d',
      x: { label: 'α c' },
      y: { label: 'factor/α³' },
      series: observations
        .slice(0, 8)
        .map(({ scatter }, trial) => ({ name: `trial ${trial}`, draw: 'dots' as const, points: scatter })),
    },
  ],
  expectation: { verdict: 'holds' },
});
