import { defineClaim } from 'lemmata';
import { type Coasting, type CoastingRegime, coastingFrame, readAsOrder } from './coasting.ts';

export default defineClaim<CoastingRegime, Coasting>({
  ...readAsOrder({ fade: -0.5, rate: 0, alpha: -1 }),
  id: 'lemma-5-3-signal-amplification-order',
  title: 'After coasting the signal is of order 1/(√(1 − γ) α)',
  label: 'Lemma 5.3, read as an order',
  statement: {
    tex: String.raw`c^{(\mathcal T_1)}=\tilde\Theta\Big(\frac1{\sqrt{1-\gamma}\,\alpha}\Big)`,
    plain: 'The signal at 𝒯₁ has exponents −1/2, 0 and −1 in 1 − γ, η and α.',
  },
  assumptions: [...coastingFrame.assumptions, 'the bound read as the order of c at 𝒯₁'],
  counterexample: (observations) => ({
    alongAlpha: observations.slice(0, 6).map(({ alpha: { x, y } }) => x.map((alpha, k) => ({ alpha, c: y[k] }))),
    alongTheStep: observations.slice(0, 6).map(({ rate: { x, y } }) => x.map((eta, k) => ({ eta, c: y[k] }))),
    cause: 'Energy: ½(ηg)² = η(1 − γ)(1 − μ̂) ln2 after stage 1, and coasting adds ηg/(1 − γ)·(1 − 1/e).',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason: 'The order is √(η/(1 − γ)), without 1/α: as a lower bound the lemma is loose by a factor α√η.',
    corrected: 'lemma-5-3-signal-amplification-order-corrected',
  },
});
