import { defineClaim, proportionAtLeastAnytime } from 'lemmata';
import { disjointFamily, withPool } from './experiments.ts';
import { type AtT0, measureWeights, type WeightsRegime, weightsFigure } from './weights-at-t0.ts';

const inMost = proportionAtLeastAnytime({ p: 0.5 });

export default defineClaim<WeightsRegime, AtT0>({
  id: 'lemma-5-3-weights-at-t0-every-neuron',
  paper: 'adam-generalization',
  title: 'At the end of Stage I no neuron of most draws holds anything but the noises of its class',
  label: 'Lemma 5.3 (Lemma A.4, second part), for every neuron',
  section: '3. Adam and signGD: Stage I',
  restsOn: ['lemma-5-3-weights-at-t0'],
  kind: 'probability',
  statement: {
    tex: String.raw`\text{with high probability, for every }r\in[m]:\quad w^{(T_0)}_{j,r}[k]=\pm\tilde O(\eta)\quad(k\ne1,\ k\notin B_i\text{ with }y_i=j)`,
    plain:
      'In most draws the weights of all neurons at T₀ are as Lemma 5.3 says, not only those of the neurons whose feature coordinate has changed sign.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; n = 32, s = 100, α = σ_p with m = 4 (quick), n = 32 with the other sizes of family B (full); 300 columns without noise; signGD',
    'live weights and the rest judged as in lemma-5-3-weights-at-t0; by trial',
    'a neuron with too few live noises of its class, a share of 1/(α(sσ_pE|N|)²), keeps jw > 0 and holds |w| = αjw/‖ξ‖₁ on the noises of the other class, however small η is. The share of such neurons falls exponentially in n, so n = 32: in a pilot 15 of 24 draws of family M (n = 16, m = 10) had one, 1 of 12 at n = 32, m = 10, and at n = 24, s = 64, α = 2σ_p, m = 6 14 of 60',
  ],
  profiles: {
    quick: {
      trials: { batch: 6, max: 72 },
      regime: { ...withPool(disjointFamily(32, 100, 4, 1), 300), rates: [1e-4], neuronsSeen: 'every' },
    },
    full: {
      trials: { batch: 6, max: 72 },
      regime: { ...withPool(disjointFamily(32, 256, 16, 2), 300), rates: [2e-5], neuronsSeen: 'every' },
    },
  },
  measure: async (regime, trials, lab) =>
    (await measureWeights(regime, ['signGD'], trials, lab)).map(({ signGD }) => signGD),
  rule: {
    ...inMost,
    decide: (observations, share) =>
      inMost.decide(
        observations.map(({ excess }) => excess <= 0),
        share,
      ),
  },
  controls: [
    {
      name: 'no weight decay',
      breaks: 'λ = 0: nothing shrinks the weights without noise',
      regime: { weightDecay: 0 },
      trials: 24,
    },
    {
      name: 'n = 4, m = 10',
      breaks: 'n large: too few noises of a class for one of them to be alive in every neuron',
      regime: withPool(disjointFamily(4, 100, 10, 1), 300),
      trials: 24,
    },
  ],
  figures: ([first], regime) => [weightsFigure(first, regime)],
  expectation: { verdict: 'holds' },
});
