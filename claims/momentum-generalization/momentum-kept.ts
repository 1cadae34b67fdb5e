import type { Lab, Sweep, Worst } from 'lemmata';
import { fromHit, type MomentumRegime, momenta, overSignals, type SignalRun } from './momentum-regimes.ts';
import { fadeOf } from './proof-runs.ts';
import { type Curve, timeFigure } from './small-step.ts';

/** u(t) = −𝒢^{(t)} α/√(1 − γ): the lemma says u ≥ Ω̃(1). */
export interface Kept {
  /** 1/2 − min u over the first 1/(1 − γ) steps after 𝒯₀; `step` is t. */
  readonly window: Worst;
  /** u at the records next to T/10, T/√10 and T. */
  readonly tail: Sweep;
  /** Steps after 𝒯₀ until u < 1/2, in units of 1/(1 − γ). */
  readonly length: number;
  /** Largest −𝒢 over √(2 ln2 (1 − μ̂)(1 − γ)/η), what conservation of energy allows. */
  readonly peak: number;
  /** [t + 1, u] */
  readonly curve: Curve;
}

function keptOf(run: SignalRun, fade: number): Kept {
  const { states, alpha, rate, fraction } = run;
  const T0 = states[fromHit(run)].t;
  const curve = momenta(run).map(({ t, push }) => [t + 1, (push * alpha) / Math.sqrt(fade)] as const);
  const inWindow = curve.filter(([t]) => t > T0 && t <= T0 + Math.ceil(1 / fade));
  const least = inWindow.reduce((known, point) => (point[1] < known[1] ? point : known));
  const [last] = curve.at(-1)!;
  const tail = [last / 10, last / Math.sqrt(10), last].map((time) => curve.findLast(([t]) => t <= time) ?? curve[0]);
  const faded = curve.find(([t, u]) => t > T0 && u < 0.5);
  return {
    window: { excess: 0.5 - least[1], step: least[0] },
    tail: { x: tail.map(([t]) => t), y: tail.map(([, u]) => u) },
    length: ((faded?.[0] ?? last) - T0) * fade,
    peak: Math.max(...curve.map(([, u]) => u)) / alpha / Math.sqrt((2 * Math.LN2 * (1 - fraction)) / rate),
    curve,
  };
}

/** By trial and dimension. */
export const keptMomenta = (regime: MomentumRegime, trials: readonly number[], lab: Lab): Promise<Kept[][]> =>
  overSignals(regime, trials, lab, (run) => keptOf(run, fadeOf(regime, run.d)));

export const keptFigure = (observations: readonly Kept[]) =>
  timeFigure(
    'Momentum along the signal, u = −𝒢α/√(1 − γ)',
    'u',
    Object.fromEntries(observations.slice(0, 6).map(({ curve }, trial) => [`trial ${trial}`, curve])),
  );
