import { all, always, defineClaim, exponentEquals, part } from 'lemmata';
import {
  type Descent,
  type DescentRegime,
  descentFigures,
  descentFull,
  descentQuick,
  measureDescent,
  twiceOfSigns,
} from './descent.ts';

export default defineClaim<DescentRegime, readonly Descent[]>({
  id: 'lemma-5-5-descent-signgd',
  paper: 'adam-generalization',
  title: 'A step of signGD decreases the objective by η‖∇L‖₁, up to η²d',
  label: 'Lemma 5.5',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['gradient-formula-a2-a4'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`L(W^{(t+1)})-L(W^{(t)})\le-\eta\|\nabla L(W^{(t)})\|_1+\tilde\Theta(\eta^2d)`,
    plain:
      'Along signGD each step decreases the objective by η times the ℓ₁ norm of the gradient, up to a term of second order in η with one constant for all η.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; n = 4, s = 25, m = 4 up to ηt = 0.3 (quick), family M up to 0.2 (full)',
    'd is read as the number of weights, 2mD with D the stored columns; C(η) = max_t (ΔL + η‖∇L‖₁)/(η²·2mD) over 200 steps at the same ηt for every η',
    'one constant: C(η) ≤ 0.1 for every η in every trial, and log C against log η has slope 0 ± 0.2',
    'C(η) is about max_t ½ sᵀ∇²L s/‖s‖², s = sgn ∇L: half the curvature along the step',
  ],
  profiles: { quick: { trials: 8, regime: descentQuick }, full: { trials: 8, regime: descentFull } },
  measure: measureDescent,
  rule: all({
    'C(η) ≤ 0.1': part(always({ tolerance: 0, atMost: 0.75 }), ([{ size }]: readonly Descent[]) => size),
    'C does not depend on η': part(
      exponentEquals({ value: 0, tolerance: 0.2, towards: 'zero' }),
      ([{ sweep }]: readonly Descent[]) => ({ x: sweep.x.map((x) => 1 / x), y: sweep.y }),
    ),
  }),
  controls: [
    { name: 'twice the decrease', breaks: 'the coefficient: −2η‖∇L‖₁ is claimed', regime: twiceOfSigns, trials: 2 },
  ],
  figures: (observations) => descentFigures(observations, ['signGD']),
  expectation: { verdict: 'holds' },
});
