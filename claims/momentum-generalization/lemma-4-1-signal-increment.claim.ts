import { all, always, defineClaim, part, type Worst } from 'lemmata';
import { overDimensions, type ProofRegime, type ProofRun, proofRuns } from './proof-runs.ts';
import { type Curve, smallStepAssumptions, smallStepFull, smallStepQuick, timeFigure } from './small-step.ts';
import { worse } from './updates.ts';

interface Observation {
  /** 1 − ratio/(3(1 − μ̂)exp(−max|Ξ_i|)) and 1 − ratio at their largest; `step` is t. */
  readonly explicit: Worst;
  readonly plain: Worst;
  /** [t + 1, smallest ratio of the neurons] at the largest d. */
  readonly curve: Curve;
}

/** Below this share of c_r the rounding of c_r shows in its increment. */
const visible = 1e-9;

/** Increment over ηα³c_r² sigmoid(−Σ_s α³c_s³) for every neuron that moves, at every recorded pair of steps. */
function ratiosOf({ states, alpha, rate, fraction, large }: ProofRun) {
  return states.slice(0, -1).flatMap(({ t, c, noise }, k) => {
    const next = states[k + 1];
    if (next.t !== t + 1) return [];
    const slope = 1 / (1 + Math.exp(c.reduce((sum, entry) => sum + (alpha * entry) ** 3, 0)));
    const explicit = 3 * (1 - fraction) * Math.exp(-Math.max(...large.map((i) => Math.abs(noise[i]))));
    return c.flatMap((entry, r) => {
      const printed = rate * alpha ** 3 * entry ** 2 * slope;
      if (printed < Math.max(1e-12, visible * Math.abs(entry))) return [];
      return [{ t, ratio: (next.c[r] - entry) / printed, explicit }];
    });
  });
}

const never = always({ tolerance: 1e-6, atMost: 0.5 });

export default defineClaim<ProofRegime, Observation>({
  id: 'lemma-4-1-signal-increment',
  paper: 'momentum-generalization',
  title: 'Each step of GD adds to the signal what the large margins have not yet learnt',
  label: 'Lemma 4.1, first part',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['gd-s-gd-n-updates'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`c_r^{(t+1)}\ge c_r^{(t)}+\tilde\Theta(\eta)\alpha^3(c_r^{(t)})^2\,\mathrm{sigmoid}\Big(-\sum_{s=1}^m\alpha^3(c_s^{(t)})^3\Big),\quad\tilde\Theta(\eta)=3(1-\hat\mu)e^{-\max_{i\in\mathcal Z_1}|\Xi_i^{(t)}|}\eta`,
    plain:
      'The signal part of every neuron grows at least like its square times the derivative that a noiseless large margin would have; the constant is explicit and at least one.',
  },
  assumptions: [
    ...smallStepAssumptions,
    'the upper limit of the sum, printed t, is m',
    'increments above 10⁻⁹ of c_r and 10⁻¹²',
  ],
  profiles: {
    quick: { trials: 16, regime: smallStepQuick },
    full: { trials: 16, regime: smallStepFull },
  },
  async measure(regime, trials, lab) {
    const worstOf = (run: ProofRun) => {
      const none = { excess: Number.NEGATIVE_INFINITY, step: 0 };
      const ratios = ratiosOf(run);
      const least = new Map<number, number>();
      for (const { t, ratio } of ratios) least.set(t, Math.min(ratio, least.get(t) ?? ratio));
      return {
        explicit: ratios.reduce((worst, { t, ratio, explicit }) => worse(worst, 1 - ratio / explicit, t), none),
        plain: ratios.reduce((worst, { t, ratio }) => worse(worst, 1 - ratio, t), none),
        curve: Array.from(least, ([t, ratio]) => [t + 1, ratio] as const),
      };
    };
    const rows = await overDimensions(regime, trials, lab, worstOf, proofRuns);
    return rows.map((row) => ({
      explicit: row.reduce((worst, { explicit: { excess, step } }) => worse(worst, excess, step), row[0].explicit),
      plain: row.reduce((worst, { plain: { excess, step } }) => worse(worst, excess, step), row[0].plain),
      curve: row.at(-1)!.curve,
    }));
  },
  rule: all({
    'explicit constant': part(never, ({ explicit }: Observation) => explicit),
    'a ratio of one': part(never, ({ plain }: Observation) => plain),
  }),
  controls: [0.1, 0.6].map((flipped) => ({
    name: `${100 * flipped} % of the labels turned over`,
    breaks: 'turns over the labels of that share of the large margins, inputs kept',
    regime: { flipped, dimensions: [10] },
    trials: 4,
  })),
  figures: (observations) => [
    timeFigure(
      'Increment over the right side, smallest of the neurons',
      'ratio',
      Object.fromEntries(observations.slice(0, 6).map(({ curve }, trial) => [`trial ${trial}`, curve])),
    ),
  ],
  expectation: { verdict: 'holds' },
});
