import { all, defineClaim } from 'lemmata';
import {
  type DecaySweep,
  decayFigure,
  decaysFull,
  decaysQuick,
  measureDecays,
  noBetterThanChance,
} from './decay-sweep.ts';

export default defineClaim<DecaySweep, Awaited<ReturnType<typeof measureDecays>>[number]>({
  id: 'remark-regularization-cannot-fix',
  paper: 'adam-generalization',
  title: 'No weight decay that lets Adam fit the data makes it generalise',
  label: 'Abstract, Section 1, “cannot be solved by adding regularization”',
  section: '6. Comparisons and remarks',
  restsOn: ['theorem-4-1-adam-train-and-test', 'remark-largest-feasible-lambda-corrected'],
  kind: 'probability',
  statement: {
    tex: String.raw`\text{for every }\lambda>0:\quad\text{training error }0\ \Rightarrow\ \mathbb P\big[F_y(W^*_{\mathrm{Adam}},x)\le F_{-y}(W^*_{\mathrm{Adam}},x)\big]\ge\tfrac12`,
    plain: 'Whatever the weight decay, if Adam fits the training set it errs on at least half of the test points.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; family M with s = 64 (quick; taken when n = 12 with s = 64 had left the controls undecided), with m = 16 (full); Adam with (0.9, 0.99), no ε, no bias correction',
    'λ = λ₀ = σ₀²/n, and λ = 0.4σ₀^{q−2}, below the largest feasible one, about σ₀^{q−2}; runs with training error 0',
    '500 test points of the nominal dimension; judged by trial',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 72 }, regime: decaysQuick },
    full: { trials: { batch: 4, max: 72 }, regime: decaysFull },
  },
  measure: measureDecays,
  rule: all({ 'λ₀': noBetterThanChance(0), '0.4σ₀^{q−2}': noBetterThanChance(1) }),
  controls: [
    {
      name: 'gradient descent',
      breaks: 'Adam; in both profiles at the sizes of quick',
      regime: { ...decaysQuick, arm: 'gd', steps: 300 },
      trials: 32,
    },
  ],
  figures: decayFigure,
  counterexample: (observations) => ({
    errors: observations.slice(0, 6),
    why: 'signGD moves the coordinates k of a noise patch by the sign of (ℓ/n)σ′(z)ξ[k] − λw[k], z = ⟨w, ξ⟩ of order σ₀: beyond λ of order σ₀^{q−2}σ_p/n they decay, while the feature, whose gradient is n/σ_p times as large, still grows; with no noise memorised there is nothing to reverse it',
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'Between σ₀^{q−2}σ_p/n, where the decay stops the noise, and σ₀^{q−2}, where it stops the feature, Adam learns the feature, fits the training set and generalises.',
    corrected: 'remark-regularization-cannot-fix-corrected',
  },
});
