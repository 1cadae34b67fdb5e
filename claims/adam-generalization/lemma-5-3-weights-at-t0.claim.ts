import { all, always, defineClaim, part } from 'lemmata';
import { disjointFamily, withPool } from './experiments.ts';
import {
  type AtT0,
  measureWeights,
  type WeightArm,
  type WeightsRegime,
  weightArms,
  weightsFigure,
} from './weights-at-t0.ts';

const inEveryDraw = always({ tolerance: 0, atMost: 0.5 });

export default defineClaim<WeightsRegime, Record<WeightArm, AtT0>>({
  id: 'lemma-5-3-weights-at-t0',
  paper: 'adam-generalization',
  title: 'At the end of Stage I a neuron that has unlearnt the feature holds the noises of its class, and nothing else',
  label: 'Lemma 5.3 (Lemma A.4, second part)',
  section: '3. Adam and signGD: Stage I',
  restsOn: ['lemma-5-3-feature-flip', 'lemma-5-2-every-neuron-corrected'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`w^{(T_0)}_{j,r}[k]=\begin{cases}\mathrm{sgn}(\xi_i[k])\,\tilde\Omega\big(\tfrac1{s\sigma_p}\big)\text{ or }\pm\tilde O(\eta),&k\in B_i,\ y_i=j\\\pm\tilde O(\eta),&\text{all other }k\ne1\end{cases}`,
    plain:
      'When the first noise is memorised, a neuron’s weights on the live noises of its class have the signs of the noise and size 1/(sσ_p); its weights on the noises of the other class, and where there is no noise, have shrunk to the size of a step.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; n = 16, s = 100, α = σ_p with m = 4 (quick), family B (full); 300 columns without noise',
    'signGD; Adam with (0.9, 0.99), no ε, no bias correction. η falls until Adam’s memory, 1/(1 − β₂) steps, is short beside T₀',
    'r is a neuron with jw < 0 at T₀, as the first part of the lemma has it; the reading for every neuron is a claim of its own',
    'live: ⟨w, ξ_i⟩ > 0 at the start; judged by their 5 % quantile, at least 0.3/(sσ_p). The rest is judged by the 99 % quantile of |w|, of the other class’s coordinates and of the free ones: at most 2η for signGD; for Adam at most η/(1 − β₂) and of order 0.8 in η',
    'the coordinates of pairs dead at the start are drawn, not judged: revived at different times, they lie anywhere between the two sizes; in a pilot of signGD on 24 draws of family M, up to 18 % of them between 2η and 0.3/(sσ_p)',
  ],
  profiles: {
    quick: {
      trials: 16,
      regime: { ...withPool(disjointFamily(16, 100, 4, 1), 300), rates: [1e-4, 5e-5], neuronsSeen: 'flipped' },
    },
    full: {
      trials: 16,
      regime: { ...withPool(disjointFamily(16, 256, 16, 2), 300), rates: [2e-5, 1e-5], neuronsSeen: 'flipped' },
    },
  },
  measure: (regime, trials, lab) => measureWeights(regime, weightArms, trials, lab),
  rule: all(
    Object.fromEntries(
      weightArms.map((arm) => [arm, part(inEveryDraw, (observation: Record<WeightArm, AtT0>) => observation[arm])]),
    ),
  ),
  controls: [
    {
      name: 'no weight decay',
      breaks: 'λ = 0: nothing shrinks the weights without noise',
      regime: { weightDecay: 0 },
      trials: 1,
    },
  ],
  figures: ([first], regime) => [weightsFigure(first.signGD, regime)],
  expectation: { verdict: 'holds' },
});
