import { all, always, defineClaim, part } from 'lemmata';
import {
  type Descent,
  type DescentRegime,
  descentFigures,
  descentFull,
  descentQuick,
  measureDescent,
  twiceOfSigns,
} from './descent.ts';

const betas = [0.9, 0.99, 0.999];
const variants = betas.map((beta2) => ({ beta1: 0.9, beta2, biasCorrection: false }));
const bounded = always({ tolerance: 0, atMost: 0.75 });
/** A control may have one variant alone, which then stands for all. */
const sizeOf = (each: readonly Descent[], k: number) => each[Math.min(k, each.length - 1)].size;

export default defineClaim<DescentRegime, readonly Descent[]>({
  id: 'lemma-a6-descent-adam-constant-factor',
  paper: 'adam-generalization',
  title: 'A step of Adam decreases the objective by a fixed share of η‖∇L‖₁, up to η²d',
  label: 'Lemma A.6, with a constant c < 1',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-a6-descent-adam'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`L(W^{(t+1)})-L(W^{(t)})\le-c\,\eta\|\nabla L(W^{(t)})\|_1+C\eta^2d,\quad c,C=\Theta(1)`,
    plain:
      'Whatever the memory of Adam, a step decreases the objective by a tenth of η‖∇L‖₁ at least, up to the second-order term of signGD.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; n = 4, s = 25, m = 4 up to ηt = 0.3 (quick), family M up to 0.2 (full)',
    'β₁ = 0.9, β₂ ∈ {0.9, 0.99, 0.999}, no bias correction, no ε',
    'c = 0.1, the lower end of Θ(1) in Lemma A.2; C(η) ≤ 0.1 as in Lemma 5.5, for every η in every trial',
  ],
  profiles: {
    quick: { trials: 9, regime: { ...descentQuick, rates: [2e-4, 1e-4], variants, coefficient: 0.1 } },
    full: { trials: 9, regime: { ...descentFull, variants, coefficient: 0.1 } },
  },
  measure: measureDescent,
  rule: all(
    Object.fromEntries(
      betas.map((beta2, k) => [`β₂ = ${beta2}`, part(bounded, (each: readonly Descent[]) => sizeOf(each, k))]),
    ),
  ),
  controls: [
    {
      name: 'twice the decrease, β₁ = β₂ = 0',
      breaks: 'the coefficient: −2η‖∇L‖₁ is claimed',
      regime: twiceOfSigns,
      trials: 2,
    },
    { name: 'coefficient 1', breaks: 'c: the memory of β₂ = 0.999 is too long', regime: { coefficient: 1 }, trials: 2 },
  ],
  figures: (observations) =>
    descentFigures(
      observations,
      betas.map((beta2) => `β₂ = ${beta2}`),
    ),
  expectation: { verdict: 'holds' },
});
