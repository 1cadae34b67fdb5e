import { all, defineClaim, exponentEquals, part } from 'lemmata';
import {
  type MemorisationRegime,
  type MemorisationTimes,
  memorisationFull,
  memorisationQuick,
  memorisationTimes,
  withMomentum,
} from './memorisation-time.ts';
import { sweepFigure } from './small-step.ts';

const exponent = (value: number) => exponentEquals({ towards: 'infinity', value, tolerance: 0.15 });

export default defineClaim<MemorisationRegime, MemorisationTimes>({
  id: 'lemma-4-4-memorisation-time-corrected',
  paper: 'momentum-generalization',
  title: 'All small margins are memorised after about N/(ησ₀σ√d σ²d) steps',
  label: 'Lemma 4.4, second part, corrected',
  section: 'C. GD (Section 4, Theorem 3.1)',
  restsOn: ['lemma-4-4-noise-growth-corrected'],
  kind: 'exponent',
  statement: {
    tex: String.raw`y_i\Xi_i^{(t)}\ge\tilde\Omega(1)\quad(t\ge T_1),\qquad T_1=\tilde\Theta\Big(\frac N{\eta\,\sigma_0\sigma\sqrt d\,\sigma^2d}\Big)`,
    plain: 'The time of memorisation goes like N, 1/η and 1/σ₀.',
  },
  assumptions: [
    'd = 30, P = 5, m = 5, β = α/(log²d √d); base N = 12, η = 0.05, κ₀ = 0.1, n₂ = 1 (full: N = 40, n₂ = 4); α c⁰ ≪ 1 for the exponent in σ₀ to show',
    'N nested, one start scaled with σ₀',
    'T₁: all of Z₂ at y_i f(X_i) ≥ 1, of which the signal is (β/α)³Σ(αc)³ < 10⁻²',
  ],
  profiles: {
    quick: { trials: 10, regime: memorisationQuick },
    full: { trials: 10, regime: memorisationFull },
  },
  measure: memorisationTimes,
  rule: all({
    'exponent in N': part(exponent(1), ({ samples }: MemorisationTimes) => samples),
    'exponent in η': part(exponent(-1), ({ rate }: MemorisationTimes) => rate),
    'exponent in σ₀': part(exponent(-1), ({ sigma0 }: MemorisationTimes) => sigma0),
  }),
  controls: [withMomentum],
  figures: (observations) => [
    sweepFigure(
      'Memorisation time against N',
      'T₁',
      observations.map(({ samples }) => samples),
      'N',
    ),
    sweepFigure(
      'Memorisation time against the step',
      'T₁',
      observations.map(({ rate }) => rate),
      'η',
    ),
    sweepFigure(
      'Memorisation time against the start',
      'T₁',
      observations.map(({ sigma0 }) => sigma0),
      'σ₀',
    ),
  ],
  expectation: { verdict: 'holds' },
});
