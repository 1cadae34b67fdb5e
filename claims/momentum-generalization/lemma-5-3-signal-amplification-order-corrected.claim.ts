import { defineClaim } from 'lemmata';
import { type Coasting, type CoastingRegime, coastingFrame, readAsOrder } from './coasting.ts';

export default defineClaim<CoastingRegime, Coasting>({
  ...readAsOrder({ fade: -0.5, rate: 0.5, alpha: 0 }),
  id: 'lemma-5-3-signal-amplification-order-corrected',
  title: 'After coasting the signal is of order √(η/(1 − γ)), whatever α is',
  label: 'Lemma 5.3, read as an order, corrected',
  statement: {
    tex: String.raw`c^{(\mathcal T_1)}\approx(1-\tfrac1e)\sqrt{\frac{2\ln2\,(1-\hat\mu)\,\eta}{1-\gamma}}`,
    plain: 'The signal at 𝒯₁ has exponents −1/2, 1/2 and 0 in 1 − γ, η and α: what conservation of energy gives.',
  },
  assumptions: [...coastingFrame.assumptions, 'c̈ + (1 − γ)ċ = −η(1 − γ) L′(c), with stage 1 short against 1/(1 − γ)'],
  expectation: { verdict: 'holds' },
});
