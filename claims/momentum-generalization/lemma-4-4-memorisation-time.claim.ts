import { defineClaim } from 'lemmata';
import { type MemorisationRegime, type MemorisationTimes, memorisationInRate } from './memorisation-time.ts';

export default defineClaim<MemorisationRegime, MemorisationTimes>({
  ...memorisationInRate(0),
  id: 'lemma-4-4-memorisation-time',
  title: 'All small margins are memorised by T₁ = Õ(N/(σ₀σ√d σ²d)), as printed',
  label: 'Lemma 4.4, second part',
  statement: {
    tex: String.raw`\Xi_i^{(t)}\ge\tilde\Omega(1)\quad(t\ge T_1),\qquad T_1=\tilde O\Big(\frac N{\sigma_0\sigma\sqrt d\,\sigma^2d}\Big)`,
    plain: 'The time of memorisation goes like N and 1/σ₀, and the step size does not enter it.',
  },
  counterexample: (observations) => ({
    halvingTheStep: observations.slice(0, 6).map(({ rate: { x, y } }) => x.map((eta, k) => ({ eta, T1: y[k] }))),
    sign: 'Ξ_i ≥ Ω̃(1) cannot hold for a sample with y_i = −1: there memorisation is Ξ_i ≤ −Ω̃(1).',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'T₁ is printed without η, but every step of GD is proportional to η: T₁ goes like 1/η. Ξ_i lacks its label.',
    corrected: 'lemma-4-4-memorisation-time-corrected',
  },
});
