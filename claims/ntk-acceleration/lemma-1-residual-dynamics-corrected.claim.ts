import { always, defineClaim } from 'lemmata';
import { type DynamicsObservation, type DynamicsRegime, dynamicsErrors, dynamicsFigures } from './residual-dynamics.ts';

const regime: DynamicsRegime = { sign: 'plus', factor: 1, steps: 20 };

export default defineClaim<DynamicsRegime, DynamicsObservation>({
  id: 'lemma-1-residual-dynamics-corrected',
  paper: 'ntk-acceleration',
  title: 'Residual dynamics of a ReLU net, with the right sign in φ',
  label: 'Lemma 1, eqs. (15) and (34), corrected',
  section: 'D. Residual dynamics',
  restsOn: ['eq-12-residual-recursion'],
  kind: 'identity',
  statement: {
    tex: String.raw`\xi_{t+1}=(I-\eta H_t)\xi_t+\beta(\xi_t-\xi_{t-1})+\phi_t,\quad\phi_t[i]=\tfrac\eta m\sum_jx_i^\top x_j\,\xi_t[j]\sum_{r\in S_i^\perp}\mathbf1\{\langle w_t^{(r)},x_i\rangle\ge0,\langle w_t^{(r)},x_j\rangle\ge0\}+\tfrac1{\sqrt m}\sum_{r\in S_i^\perp}a_r\{\sigma(\langle w_{t+1}^{(r)},x_i\rangle)-(1+\beta)\sigma(\langle w_t^{(r)},x_i\rangle)+\beta\sigma(\langle w_{t-1}^{(r)},x_i\rangle)\}`,
    plain:
      'The residual follows the recursion of heavy ball with the Gram matrix H_t plus a term φ_t, which is a sum over the neurons that may change their gate, its first part with a plus sign.',
  },
  assumptions: [
    '‖w_s^(r) − w_0^(r)‖ ≤ R for all r and all s ≤ t + 1',
    'β = 0.7, η = 1/(2λ_max)',
    'W₋₁ = W₀',
    'float64',
  ],
  profiles: { quick: { trials: 100, regime }, full: { trials: 400, regime: { ...regime, steps: 40 } } },
  measure: dynamicsErrors,
  rule: always({ tolerance: 1e-10, atMost: 0.1 }),
  controls: [
    {
      name: 'a third of the radius',
      breaks: 'takes S_i^⊥ at 0.3 R, so that other neurons change their gates',
      regime: { factor: 0.3 },
      trials: 20,
    },
    {
      name: 'the printed sign',
      breaks: 'puts a minus in front of the first term',
      regime: { sign: 'minus' },
      trials: 20,
    },
  ],
  figures: dynamicsFigures,
  expectation: { verdict: 'holds' },
});
