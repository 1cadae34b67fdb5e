import { all, type ClaimDefinition, exponentEquals, type Lab, part, type Sweep } from 'lemmata';
import { alphaOf } from './experiments.ts';
import { fromCoasted, type MomentumRegime, overSignals, windowQuick } from './momentum-regimes.ts';
import { fadeOf, signalOf } from './proof-runs.ts';
import { sweepFigures } from './small-step.ts';

export interface CoastingRegime extends MomentumRegime {
  /** 1 − γ along its sweep, at η = 0.1; η along its own, at 1 − γ = 0.003. */
  readonly fades: readonly number[];
  readonly rates: readonly number[];
  /** α in units of d^0.49, with σ₀ ∝ 1/α as at the printed scales, and 1 − γ along that sweep. */
  readonly strengths: readonly number[];
  readonly fadeOfAlpha: number;
}

/** c^{(𝒯₁)} against 1 − γ, against η and, at the regime's own η, against α. */
export interface Coasting {
  readonly fade: Sweep;
  readonly rate: Sweep;
  readonly alpha: Sweep;
  /** c^{(𝒯₁)} α √(1 − γ) at every point of the sweeps of 1 − γ and α. */
  readonly printed: readonly number[];
}

// Friction before 𝒯₀ takes (1 − γ)𝒯₀ ∝ √(1 − γ)/α of the signal: 0.25 at d = 30 and 1 − γ = 0.003, a seventh of an exponent
// in α, so that sweep has the longest memory.
const quick: CoastingRegime = {
  ...windowQuick,
  memory: 0.997,
  fades: [0.03, 0.01, 0.003, 0.001],
  rates: [0.03, 0.1, 0.3],
  strengths: [1, 2, 4],
  fadeOfAlpha: 0.001,
  dimensions: [30],
  horizon: { times: 0, unit: 'N/η' },
};

export async function coastings(regime: CoastingRegime, trials: readonly number[], lab: Lab): Promise<Coasting[]> {
  const at = async (point: Partial<MomentumRegime>) => {
    const whole = { ...regime, ...point };
    const fade = fadeOf(whole, whole.dimensions[0]);
    // The coasting, and the time to 1/α before it.
    const steps = 1.4 / fade + 300;
    const own = {
      ...whole,
      horizon: { times: (steps * (whole.rate as number)) / whole.samples, unit: 'N/η' },
    } as const;
    const rows = await overSignals(own, trials, lab, (run) => {
      const c = signalOf(run.states[fromCoasted(run, fade)]);
      return { c, printed: c * run.alpha * Math.sqrt(fade), alpha: run.alpha };
    });
    return rows.map(([row]) => row);
  };
  const along = async (points: readonly Partial<MomentumRegime>[]) => {
    const measured: Awaited<ReturnType<typeof at>>[] = [];
    for (const point of points) measured.push(await at(point));
    return trials.map((_, k) => measured.map((rows) => rows[k]));
  };
  const { fades, rates, strengths, fadeOfAlpha, dimensions, initScale } = regime;
  const byFade = await along(fades.map((fade) => ({ memory: 1 - fade })));
  const byRate = await along(rates.map((rate) => ({ rate })));
  const byAlpha = await along(
    strengths.map((strength) => ({
      alpha: strength * alphaOf(dimensions[0]),
      initScale: initScale / strength,
      memory: 1 - fadeOfAlpha,
    })),
  );
  return trials.map((_, k) => ({
    fade: { x: fades, y: byFade[k].map(({ c }) => c) },
    rate: { x: rates, y: byRate[k].map(({ c }) => c) },
    alpha: { x: byAlpha[k].map(({ alpha }) => alpha), y: byAlpha[k].map(({ c }) => c) },
    printed: [...byFade[k], ...byAlpha[k]].map(({ printed }) => printed),
  }));
}

/** Claims on c^{(𝒯₁)}; all but the rule. */
export const coastingFrame = {
  paper: 'momentum-generalization',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  assumptions: [
    'R-window: d = 30, η = 0.1, 1 − γ = 0.003 where they do not vary (0.001 along α); N = 10, n₂ = 1',
    'along α: from d^0.49 to 4d^0.49, with σ₀ ∝ 1/α as at the printed scales and β fixed (a sweep of d, tried before, gave the same verdicts at ten times the cost)',
    '𝒯₁ = 𝒯₀ + 1/(1 − γ), 𝒯₀ the first step with α c ≥ 1',
  ],
  profiles: {
    quick: { trials: 16, regime: quick },
    full: { trials: 48, regime: { ...quick, samples: 40, smallMargin: 4 } },
  },
  measure: coastings,
  controls: [
    {
      name: 'momentum reset',
      breaks: 'sets g = 0 at the end of stage 1: c stays of order 1/α whatever γ is',
      regime: {
        reset: true,
        fades: [0.02, 0.01, 0.005],
        rates: [0.05, 0.1, 0.2],
        fadeOfAlpha: 0.003,
      },
      trials: 6,
    },
  ],
  figures: (observations) =>
    sweepFigures('Signal after coasting', 'c(𝒯₁)', observations, {
      '1 − γ': ['1 − γ', ({ fade }) => fade],
      'the step': ['η', ({ rate }) => rate],
      α: ['α', ({ alpha }) => alpha],
    }),
} satisfies Partial<ClaimDefinition<CoastingRegime, Coasting>>;

/** c^{(𝒯₁)} read as an order: its exponents in 1 − γ, η and α. */
export function readAsOrder(exponents: { fade: number; rate: number; alpha: number }) {
  const exponent = (value: number) => exponentEquals({ towards: 'infinity', value, tolerance: 0.15 });
  return {
    ...coastingFrame,
    restsOn: ['lemma-5-3-signal-amplification'],
    kind: 'exponent',
    rule: all({
      'exponent in 1 − γ': part(exponent(exponents.fade), ({ fade }: Coasting) => fade),
      'exponent in η': part(exponent(exponents.rate), ({ rate }: Coasting) => rate),
      'exponent in α': part(exponent(exponents.alpha), ({ alpha }: Coasting) => alpha),
    }),
  } satisfies Partial<ClaimDefinition<CoastingRegime, Coasting>>;
}
