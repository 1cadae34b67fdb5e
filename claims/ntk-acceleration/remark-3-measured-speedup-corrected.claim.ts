import { defineClaim } from 'lemmata';
import {
  type SpeedupObservation,
  type SpeedupRegime,
  speedupFigure,
  speedupRule,
  speedups,
  withoutMomentum,
} from './measured-speedup.ts';

const corrected: SpeedupRegime = {
  bound: 'envelope',
  momentum: 'tuned',
  etaLambdas: [1e-2, 1e-3, 1e-4, 1e-5, 1e-6],
  gammas: [0.9, 0.7, 0.5, 0.3, 0.1, 0.044, 0.01, 1e-3, 1e-4, 1e-6, 1e-8, 1e-12],
  eta: 0.125,
  width: 1_000,
};

export default defineClaim<SpeedupRegime, SpeedupObservation>({
  id: 'remark-3-measured-speedup-corrected',
  paper: 'ntk-acceleration',
  title: 'Actual runs of heavy ball need about √(2ηλ) times the steps of gradient descent',
  label: 'Remark 3, on actual runs, corrected',
  section: 'C. Theorems and remarks',
  restsOn: ['thm-2-heavy-ball-bound-residual'],
  kind: 'comparison',
  statement: {
    tex: String.raw`T^m(\gamma)\le\Big(1+\frac{\ln\sqrt2}{\ln(1/\gamma)}\Big)\frac{\log(1-\eta\lambda)}{\log(1-\sqrt{\eta\lambda/2})}\,T^g(\gamma)+1\approx\sqrt{2\eta\lambda}\,T^g(\gamma)`,
    plain:
      'The steps after which heavy ball stays below γ‖u₀ − y‖ are at most (1 + ln √2/ln(1/γ)) log(1 − ηλ)/log(1 − √(ηλ/2)) times those of gradient descent plus one (on nets, a tenth more), and their ratio grows like √(ηλ).',
  },
  assumptions: [
    'η ≤ 1/(2λ_max)',
    'β = (1 − √(ηλ/2))²',
    'W₋₁ = W₀',
    'the residual in the slowest mode, m → ∞; nets on ORTHO(2)',
  ],
  profiles: {
    quick: { trials: 140, regime: corrected },
    full: { trials: 140, regime: { ...corrected, eta: 0.01, width: 10_000 } },
  },
  measure: speedups,
  rule: speedupRule,
  controls: [withoutMomentum, { name: 'θ(ηλ)', breaks: 'reads the remark as printed', regime: { bound: 'printed' } }],
  figures: (_, regime) => [speedupFigure(regime)],
  expectation: { verdict: 'holds' },
});
