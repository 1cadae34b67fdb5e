import { defineClaim } from 'lemmata';
import { type HittingRegime, type HittingTimes, readAsOrder } from './hitting-time.ts';

export default defineClaim<HittingRegime, HittingTimes>({
  ...readAsOrder({ rate: -0.5, fade: -0.5, alpha: -1.5, sigma0: -0.5 }),
  id: 'lemma-5-1-signal-hitting-time-order-corrected',
  title: 'With a long memory the first time with α c ≥ 1 is of order (η(1 − γ)α³σ₀)^−1/2',
  label: 'Lemma 5.1, second part, read as an order, corrected',
  statement: {
    tex: String.raw`\mathcal T_0=\Theta\Big(\big(\eta(1-\gamma)\alpha^3\sigma_0\big)^{-1/2}\Big)\quad\text{if this is}\le\tfrac1{1-\gamma}`,
    plain:
      'The hitting time is the geometric mean of the two printed terms: exponents −1/2, −1/2, −3/2 and −1/2 in η, 1 − γ, α and σ₀.',
  },
  expectation: { verdict: 'holds' },
});
