import { all, always, defineClaim, part } from 'lemmata';
import {
  type Closeness,
  type ClosenessRegime,
  closenessFull,
  closenessQuick,
  constantsFigure,
  measureCloseness,
} from './closeness-to-sign.ts';

const within = always({ tolerance: 0, atMost: 0.85 });

export default defineClaim<ClosenessRegime, Closeness>({
  id: 'lemma-a2-closeness-noise-coordinates',
  paper: 'adam-generalization',
  title: 'On a noise coordinate, Adam moves like signGD unless the gradient is small with ℓ',
  label: 'Lemma A.2, third case',
  section: '2. Adam and signGD',
  restsOn: ['ineq-a5-adam-ratio-bound', 'gradient-formula-a2-a4'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`k\in B_i:\quad|\nabla L[k]|\le\tilde\Theta(\eta n^{-1}s\sigma_p|\ell_{j,i}|)\le\tilde\Theta(\eta s\sigma_p)\ \text{or}\ M[k]/\sqrt{V[k]}=\mathrm{sgn}(\nabla L[k])\cdot\Theta(1)`,
    plain:
      'On a coordinate of a noise patch, a step of Adam is a step of signGD up to a constant factor, or the gradient is at most a constant times ηsσ_pℓ/n.',
  },
  assumptions: [
    'Θ(1) is [0.1, 10]; no ε',
    'while ℓ_i ≥ 100nλ/(sσ_p²): later the decay, which does not fall with ℓ, sets the gradient (figure: any ℓ)',
    'one constant for all η: 3 with ℓ/n and 0.5 without at β₂ = 0.99; 20 and 2 up to β₂ = 0.999',
    'η ≤ 0.03(1 − β₂), as the lemma needs a step that is small against the memory of V: at 0.1(1 − β₂), ℓ falls 100-fold within the memory and the constant is 1240 (seen in the first run of the full profile, after which η at β₂ = 0.999 was divided by 10)',
  ],
  profiles: { quick: { trials: 6, regime: closenessQuick }, full: { trials: 6, regime: closenessFull } },
  measure: measureCloseness,
  rule: all({
    'ηsσ_pℓ/n': part(within, ({ excess }: Closeness) => excess.noise),
    ηsσ_p: part(within, ({ excess }: Closeness) => excess['noise, without ℓ']),
  }),
  controls: [
    {
      name: 'β₂ = 1 − 10⁻⁶',
      breaks: 'a memory of 10⁶ steps, with bias correction',
      regime: { variants: [{ beta2: 1 - 1e-6, biasCorrection: true }] },
      trials: 2,
    },
  ],
  figures: (observations) => [constantsFigure(observations, ['noise', 'noise, any ℓ', 'noise, without ℓ'])],
  expectation: { verdict: 'holds' },
});
