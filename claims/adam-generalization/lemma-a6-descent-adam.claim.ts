import { all, defineClaim, exponentAtMost, part } from 'lemmata';
import {
  type Descent,
  type DescentRegime,
  descentFigures,
  descentFull,
  descentQuick,
  measureDescent,
  twiceOfSigns,
} from './descent.ts';

const corrected = { beta1: 0.9, beta2: 0.99, biasCorrection: true };
const plain = { ...corrected, biasCorrection: false };
/** By less than 25 % with each halving of η. */
const settles = exponentAtMost({ towards: 'infinity', accept: Math.log2(1.25), reject: 0.5 });

const quick: DescentRegime = { ...descentQuick, rates: [1e-4, 5e-5, 2.5e-5], variants: [plain] };

export default defineClaim<DescentRegime, readonly Descent[]>({
  id: 'lemma-a6-descent-adam',
  paper: 'adam-generalization',
  title: 'A step of Adam decreases the objective by η‖∇L‖₁, up to η²d',
  label: 'Lemma A.6, with coefficient 1',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: [
    'lemma-5-5-descent-signgd',
    'lemma-a2-closeness-first-and-free-coordinates',
    'lemma-a2-closeness-noise-coordinates',
  ],
  kind: 'trajectory',
  statement: {
    tex: String.raw`L(W^{(t+1)})-L(W^{(t)})\le-\eta\|\nabla L(W^{(t)})\|_1+\tilde\Theta(\eta^2d)\quad\text{(Adam)}`,
    plain: 'Lemma 5.5 holds for Adam with the same coefficient: only the second-order constant is larger.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; n = 4, s = 25, m = 4 up to ηt = 0.3 (quick), family M up to 0.2 (full)',
    'β = (0.9, 0.99), without bias correction (quick), with and without (full: after 1/(1 − β₂) steps they are one), no ε, η far below 1 − β₂: V lags behind the squared gradient by 1/(1 − β₂) steps, so that C grows like 1/(1 − β₂), to about 3 here',
    'β₂ ≥ 1 − (1 − β₁)² without bias correction: the first step is η(1 − β₁)/√(1 − β₂) long',
    'C(η), as in Lemma 5.5, settles: it grows by less than 25 % with each halving of η. At β₂ = 0.999 it still doubles from η = 5·10⁻⁵ to 2.5·10⁻⁵, where it is 18',
    'full from η = 5·10⁻⁵ on, chosen after a run from 2·10⁻⁴ on came out undecided: there C doubles, then grows by 46, 21 and 9 % with each halving; in family M noises are memorised within ηt = 0.06, which at 2·10⁻⁴ is no more than three memories of V',
  ],
  profiles: {
    quick: { trials: 10, regime: quick },
    full: {
      trials: 12,
      regime: { ...descentFull, rates: [5e-5, 2.5e-5, 1.25e-5, 6.25e-6], variants: [plain, corrected] },
    },
  },
  measure: measureDescent,
  rule: all({
    'first variant': part(settles, ([first]: readonly Descent[]) => first.sweep),
    'last variant': part(settles, (each: readonly Descent[]) => each[each.length - 1].sweep),
  }),
  controls: [
    {
      name: 'twice the decrease, β₁ = β₂ = 0',
      breaks: 'the coefficient: −2η‖∇L‖₁ is claimed',
      regime: twiceOfSigns,
      trials: 4,
    },
    {
      name: 'β₂ = 0.9 without bias correction',
      breaks:
        'β₂ ≥ 1 − (1 − β₁)²: the first step is 0.32η long; in both profiles at the sizes of quick, where the first gradient is above η²d',
      regime: { ...quick, variants: [{ ...plain, beta2: 0.9 }] },
      trials: 4,
    },
  ],
  figures: (observations) => descentFigures(observations, ['without bias correction', 'with bias correction']),
  expectation: { verdict: 'holds' },
});
