import { defineClaim } from 'lemmata';
import { type MemorisationRegime, type MemorisationTimes, memorisationInRate } from './memorisation-time.ts';

const common = memorisationInRate(-1);

export default defineClaim<MemorisationRegime, MemorisationTimes>({
  ...common,
  id: 'lemma-4-4-memorisation-time-corrected',
  title: 'All small margins are memorised after about N/(ησ₀σ√d σ²d) steps',
  label: 'Lemma 4.4, second part, corrected',
  statement: {
    tex: String.raw`y_i\Xi_i^{(t)}\ge\tilde\Omega(1)\quad(t\ge T_1),\qquad T_1=\tilde\Theta\Big(\frac N{\eta\,\sigma_0\sigma\sqrt d\,\sigma^2d}\Big)`,
    plain: 'The time of memorisation goes like N, 1/η and 1/σ₀.',
  },
  profiles: {
    quick: common.profiles.quick,
    full: {
      ...common.profiles.full,
      tooSmall: {
        decidedBy: 100,
        reason:
          'with four small margins the exponent in σ₀ is −0.88 ± 0.13 over 10 starts, near the edge of −1 ± 0.15; those in N and η are ±1 within 0.01',
      },
    },
  },
  expectation: { verdict: 'holds' },
});
