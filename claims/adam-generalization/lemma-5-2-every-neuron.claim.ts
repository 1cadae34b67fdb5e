import { defineClaim } from 'lemmata';
import { allPairs, type EveryNeuron, everyNeuronFigure, meanShares, measureEveryNeuron } from './every-neuron.ts';
import { fullStage, quickStage, type StageOne } from './stage-one.ts';

export default defineClaim<StageOne, EveryNeuron>({
  id: 'lemma-5-2-every-neuron',
  paper: 'adam-generalization',
  title: 'In Stage I every neuron memorises every noise of its class',
  label: 'Lemma 5.2, read for every neuron',
  section: '3. Adam and signGD: Stage I',
  restsOn: ['lemma-5-2-stage-one-rates'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`\langle w^{(t+1)}_{y_s,r},\xi_s\rangle=\langle w^{(t)}_{y_s,r},\xi_s\rangle+\tilde\Theta(\eta s\sigma_p)\quad\text{for every }r\in[m],\ t\le T_0`,
    plain:
      'Also the neurons whose correlation with a noise is negative at the start gain η‖ξ‖₁, up to constants, on it at every step of Stage I.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family B (m = 10 in the quick profile)',
    'signGD; Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'judged by trial: of the pairs with ⟨w, ξ⟩ < 0 at the start, 95 % grow by 0.1 η‖ξ‖_{1,B} a step over the first T₀/20 and by half of η‖ξ‖_{1,B} over the last',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 96 }, regime: quickStage },
    full: { trials: { batch: 4, max: 96 }, regime: fullStage },
  },
  measure: measureEveryNeuron,
  rule: allPairs(['deadEarly', 'deadLate'], 0.95),
  controls: [
    {
      name: 'gradient descent',
      breaks: 'the sign: a step of GD is proportional to the gradient; in both profiles at the sizes of quick',
      regime: { ...quickStage, gd: { rate: 0.5, steps: 100 } },
      trials: 12,
    },
  ],
  figures: everyNeuronFigure,
  counterexample: (observations) => ({
    why: 'σ′(z) = 0 for z ≤ 0: the gradient of a dead neuron on B_i is λw alone, which moves w towards 0 and no further',
    smallest:
      'n = m = 1, w = −εξ: σ′(⟨w, ξ⟩) = 0, and signGD moves w by −η sgn(w) towards 0, not by η sgn(ξ) beyond it',
    shares: meanShares(observations),
  }),
  expectation: {
    verdict: 'fails as printed',
    reason:
      'A neuron with ⟨w, ξ⟩ ≤ 0 has no gradient on that noise. It waits until the weight decay has brought ⟨w, ξ⟩ to 0 and the flip, jw < 0, adds α|jw| to it.',
    corrected: 'lemma-5-2-every-neuron-corrected',
  },
});
