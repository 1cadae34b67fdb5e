import { all, always, defineClaim, exponentAtMost, part } from 'lemmata';
import { type Coasting, type CoastingRegime, coastingFrame } from './coasting.ts';

export default defineClaim<CoastingRegime, Coasting>({
  ...coastingFrame,
  id: 'lemma-5-3-signal-amplification',
  title: 'Coasting carries the signal to 1/(√(1 − γ) α)',
  label: 'Lemma 5.3',
  restsOn: ['lemma-5-2-momentum-keeps-signal-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`c^{(t)}\ge\tilde\Omega\Big(\frac1{\sqrt{1-\gamma}\,\alpha}\Big),\quad t\ge\mathcal T_1=\mathcal T_0+\tfrac1{1-\gamma}`,
    plain:
      'At 𝒯₁ the signal is at least half of that, for every 1 − γ and α of the sweeps, and it goes like 1/√(1 − γ) at least; that c ≥ Ω̃(1/β) follows is theorem-3-2-signal.',
  },
  assumptions: [
    ...coastingFrame.assumptions,
    'c never decreases, so 𝒯₁ decides for all later t',
    'η = 0.1; the bound has no η, but needs η ≳ 1/α² (lemma-5-3-signal-amplification-order-corrected)',
  ],
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
  expectation: { verdict: 'holds' },
});
