import { defineClaim } from 'lemmata';
import { type HittingRegime, type HittingTimes, readAsOrder } from './hitting-time.ts';

export default defineClaim<HittingRegime, HittingTimes>({
  ...readAsOrder({ rate: 0, fade: -1, alpha: 0, sigma0: 0 }),
  id: 'lemma-5-1-signal-hitting-time-order',
  title: 'The first time with α c ≥ 1 is of order 1/(ησ₀α³) + 1/(1 − γ)',
  label: 'Lemma 5.1, second part, read as an order',
  statement: {
    tex: String.raw`\mathcal T_0=\tilde\Theta\Big(\tfrac1{\eta\sigma_0\alpha^3}+\tfrac1{1-\gamma}\Big)\approx\tfrac1{1-\gamma}\quad\text{where }\tfrac1{1-\gamma}\text{ is the larger term}`,
    plain:
      'With a long memory the hitting time goes like 1/(1 − γ) and depends on nothing else: so say all three printed forms.',
  },
  counterexample: (observations) => ({
    times: observations[0].points,
    cause:
      'c̈ = (3/2)η(1 − γ)α³c² gives 𝒯₀ ∝ (η(1 − γ)α³σ₀)^−1/2, the geometric mean of the two terms: far below the larger one.',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'The level is reached earlier, at the geometric mean of the two printed terms: they bound the time and are not its order.',
    corrected: 'lemma-5-1-signal-hitting-time-order-corrected',
  },
});
