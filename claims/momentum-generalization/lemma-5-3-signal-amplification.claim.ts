import { all, always, defineClaim, exponentAtMost, part } from 'lemmata';
import { type Coasting, type CoastingRegime, coastingQuick, coastings } from './coasting.ts';
import { sweepFigure } from './small-step.ts';

export default defineClaim<CoastingRegime, Coasting>({
  id: 'lemma-5-3-signal-amplification',
  paper: 'momentum-generalization',
  title: 'Coasting carries the signal to 1/(√(1 − γ) α)',
  label: 'Lemma 5.3',
  section: 'D. GD+M (Section 5, Theorem 3.2)',
  restsOn: ['lemma-5-2-momentum-keeps-signal-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`c^{(t)}\ge\tilde\Omega\Big(\frac1{\sqrt{1-\gamma}\,\alpha}\Big),\quad t\ge\mathcal T_1=\mathcal T_0+\tfrac1{1-\gamma}`,
    plain:
      'At 𝒯₁ the signal is at least half of that, for every 1 − γ and d of the sweeps, and it goes like 1/√(1 − γ) at least; that c ≥ Ω̃(1/β) follows is theorem-3-2-signal.',
  },
  assumptions: [
    'R-window: d = 30, η = 0.1, 1 − γ = 0.003 where they do not vary; N = 10, n₂ = 1',
    '𝒯₁ = 𝒯₀ + 1/(1 − γ), 𝒯₀ the first step with α c ≥ 1',
    'c never decreases, so 𝒯₁ decides for all later t',
    'η = 0.1; the bound has no η, but needs η ≳ 1/α² (lemma-5-3-signal-amplification-order-corrected)',
  ],
  profiles: {
    quick: { trials: 16, regime: coastingQuick },
    full: { trials: 16, regime: { ...coastingQuick, samples: 40, smallMargin: 4 } },
  },
  measure: coastings,
  rule: all({
    'at least half the bound': part(always({ tolerance: 0, atMost: 0.5 }), ({ printed }: Coasting) => ({
      excess: 0.5 - Math.min(...printed),
      step: printed.indexOf(Math.min(...printed)),
    })),
    'exponent in 1 − γ': part(
      exponentAtMost({ towards: 'zero', accept: -0.35, reject: -0.25 }),
      ({ fade }: Coasting) => fade,
    ),
  }),
  controls: [
    {
      name: 'momentum reset',
      breaks: 'sets g = 0 at the end of stage 1: c stays of order 1/α whatever γ is',
      regime: { reset: true, fades: [0.02, 0.01, 0.005], rates: [0.05, 0.1, 0.2], dimensions: [20, 30, 40] },
      trials: 8,
    },
  ],
  figures: (observations) => [
    sweepFigure(
      'Signal after coasting against 1 − γ',
      'c(𝒯₁)',
      observations.map(({ fade }) => fade),
      '1 − γ',
    ),
    sweepFigure(
      'Signal after coasting against the step',
      'c(𝒯₁)',
      observations.map(({ rate }) => rate),
      'η',
    ),
    sweepFigure(
      'Signal after coasting against α',
      'c(𝒯₁)',
      observations.map(({ alpha }) => alpha),
      'α',
    ),
  ],
  expectation: { verdict: 'holds' },
});
