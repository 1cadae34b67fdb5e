import type { Lab, Sweep } from 'lemmata';
import { fromCoasted, type MomentumRegime, overMomentum, windowQuick } from './momentum-regimes.ts';
import { fadeOf, signalOf } from './proof-runs.ts';

export interface CoastingRegime extends MomentumRegime {
  /** 1 − γ along its sweep, at d = 30 and η = 0.1; η along its own, at 1 − γ = 0.003. */
  readonly fades: readonly number[];
  readonly rates: readonly number[];
}

/** c^{(𝒯₁)} against 1 − γ, against η and, at the regime's own η and γ, against α. */
export interface Coasting {
  readonly fade: Sweep;
  readonly rate: Sweep;
  readonly alpha: Sweep;
  /** c^{(𝒯₁)} α √(1 − γ) at every point of the sweeps of 1 − γ and α. */
  readonly printed: readonly number[];
}

export const coastingQuick: CoastingRegime = {
  ...{ ...windowQuick, memory: 0.997 },
  fades: [0.03, 0.01, 0.003, 0.001],
  rates: [0.03, 0.1, 0.3],
  dimensions: [30, 120, 480],
  horizon: { times: 0, unit: 'N/η' },
};

export async function coastings(regime: CoastingRegime, trials: readonly number[], lab: Lab): Promise<Coasting[]> {
  const at = async (point: Partial<MomentumRegime>) => {
    const whole = { ...regime, ...point };
    const fade = fadeOf(whole, whole.dimensions[0]);
    // Twice the coasting, and the time to 1/α before it.
    const steps = 2 / fade + 300;
    const own = {
      ...whole,
      horizon: { times: (steps * (whole.rate as number)) / whole.samples, unit: 'N/η' },
    } as const;
    return overMomentum(own, trials, lab, (run) => ({
      c: signalOf(run.states[fromCoasted(run, fade)]),
      printed: signalOf(run.states[fromCoasted(run, fade)]) * run.alpha * Math.sqrt(fade),
      alpha: run.alpha,
    }));
  };
  const [first] = regime.dimensions;
  const byFade: Awaited<ReturnType<typeof at>>[] = [];
  for (const fade of regime.fades) byFade.push(await at({ dimensions: [first], memory: 1 - fade }));
  const byRate: Awaited<ReturnType<typeof at>>[] = [];
  for (const rate of regime.rates) byRate.push(await at({ dimensions: [first], rate }));
  const byAlpha = await at({});
  return trials.map((_, k) => ({
    fade: { x: regime.fades, y: byFade.map((rows) => rows[k][0].c) },
    rate: { x: regime.rates, y: byRate.map((rows) => rows[k][0].c) },
    alpha: { x: byAlpha[k].map(({ alpha }) => alpha), y: byAlpha[k].map(({ c }) => c) },
    printed: [...byFade.map((rows) => rows[k][0].printed), ...byAlpha[k].map(({ printed }) => printed)],
  }));
}
