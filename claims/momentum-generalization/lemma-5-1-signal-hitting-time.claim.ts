import { all, always, defineClaim, part } from 'lemmata';
import { type HittingRegime, type HittingTimes, hittingTimes, inertial } from './hitting-time.ts';
import { sweepFigure } from './small-step.ts';

interface Regime extends HittingRegime {
  /** Printed form of 𝒯₀ − 1/(1 − γ). */
  readonly form: '1/(ησ₀α³)' | '1/(σ₀α³)' | '1/(σ₀α²)';
}

type Observed = HittingTimes & Pick<Regime, 'form'>;

/** Largest time over 5𝒯₀, minus one. */
function late({ points, form }: Observed) {
  const ratios = points.map(({ rate, alpha, sigma0, memory, time }) => {
    const growth = {
      '1/(ησ₀α³)': rate * sigma0 * alpha ** 3,
      '1/(σ₀α³)': sigma0 * alpha ** 3,
      '1/(σ₀α²)': sigma0 * alpha ** 2,
    };
    return time / (5 * (1 / growth[form] + 1 / (1 - (memory ?? 0))));
  });
  const most = Math.max(...ratios);
  return { excess: most - 1, step: points[ratios.indexOf(most)].time };
}

const regime: Regime = { ...inertial, form: '1/(ησ₀α³)' };

export default defineClaim<Regime, Observed>({
  id: 'lemma-5-1-signal-hitting-time',
  paper: 'momentum-generalization',
  title: 'GD+M learns the signal to 1/α within 5(1/(ησ₀α³) + 1/(1 − γ)) steps, and keeps it',
  label: 'Lemma 5.1, second part, form of Lemma 5.4',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-1-momentum-recursion'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`c^{(t)}\ge\tilde\Omega(1/\alpha)\quad\text{for all }t\ge\mathcal T_0=\tilde\Theta\Big(\tfrac1{\eta\sigma_0\alpha^3}+\tfrac1{1-\gamma}\Big)`,
    plain:
      'By five times 𝒯₀ the level α c ≥ 1 is reached at every point of the sweeps, and c never falls below it again.',
  },
  assumptions: [
    'ασ₀ ≪ 1: d = 20, N = 8, no small margins, P = 2, m = 5; one start scaled along the sweeps',
    'base η = 0.3, 1 − γ = 10⁻⁴, α = 6, σ₀ = 0.002 (0.001 along α): inertial, 𝒯₀ below 1/(1 − γ)',
  ],
  profiles: { quick: { trials: 16, regime }, full: { trials: 40, regime } },
  async measure(own, trials, lab) {
    return (await hittingTimes(own, trials, lab)).map((times) => ({ ...times, form: own.form }));
  },
  rule: all({
    'by 5𝒯₀': part(always({ tolerance: 0, atMost: 0.5 }), (observed: Observed) => late(observed)),
    kept: part(always({ tolerance: 0, atMost: 0.5 }), ({ fall }: Observed) => ({ excess: fall, step: 0 })),
  }),
  controls: [
    {
      name: 'without the step, damped',
      breaks: 'leaves η out of 𝒯₀, at γ = 0.5',
      regime: { form: '1/(σ₀α³)', memory: 0.5 },
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Hitting time against the step',
      '𝒯₀',
      observations.map(({ rate }) => rate),
      'η',
    ),
    sweepFigure(
      'Hitting time against α',
      '𝒯₀',
      observations.map(({ alpha }) => alpha),
      'α',
    ),
    sweepFigure(
      'Hitting time against the start',
      '𝒯₀',
      observations.map(({ sigma0 }) => sigma0),
      'σ₀',
    ),
    sweepFigure(
      'Hitting time against 1 − γ',
      '𝒯₀',
      observations.flatMap(({ fade }) => fade ?? []),
      '1 − γ',
    ),
  ],
  expectation: { verdict: 'holds' },
});
