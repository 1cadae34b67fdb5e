import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { disjointFamily } from './experiments.ts';
import { type Arm, type Stage, type StageOne, stageOne, threeArms } from './stage-one.ts';

interface Regime extends Pick<StageOne, 'samples' | 'sparsity' | 'neurons' | 'rate'> {
  /** α/σ_p; σ_p, σ₀ and λ follow from n and s, as in the families of the catalogue. */
  readonly alphaOverNoise: number;
}

const stageOf = ({ samples, sparsity, neurons, alphaOverNoise, rate }: Regime): StageOne => ({
  ...disjointFamily(samples, sparsity, neurons, alphaOverNoise),
  rate,
  gd: null,
});

/** What Stage I looks like at its end, T₀. */
interface Flip {
  readonly success: boolean;
  /** Share of the neurons whose jw never increased over [T₀/2, T₀]. */
  readonly decreasing: number;
  /** Share of the neurons with jw < 0 at T₀. */
  readonly negative: number;
  /** median jw · sσ_p */
  readonly median: number;
  readonly t0: number;
  /** jw of the first neuron of class +1, [step, jw]. */
  readonly curve: readonly (readonly [number, number])[];
}
type Observation = Readonly<Record<Exclude<Arm, 'PyTorch’s Adam'>, Flip>>;

function flip({ seen, end }: Stage, sparsity: number, noise: number): Flip {
  const { steps, records, neurons, jw } = seen;
  const m = neurons.length;
  const late = records.filter((k) => k < end && steps[k] >= steps[end] / 2);
  const decreasing = neurons.filter((r) => late.every((k) => jw(k + 1, r) < jw(k, r))).length / m;
  const ends = neurons.map((r) => jw(end, r)).sort((a, b) => a - b);
  const negative = ends.filter((value) => value < 0).length / m;
  const median = ((ends[m / 2 - 1] + ends[m / 2]) / 2) * sparsity * noise;
  return {
    success: decreasing >= 0.9 && negative >= 0.95 && median <= -0.1,
    decreasing,
    negative,
    median,
    t0: steps[end],
    curve: records.slice(0, end + 1).map((k) => [steps[k], jw(k, 0)] as const),
  };
}

const familyB = { samples: 16, sparsity: 256, alphaOverNoise: 2 } as const;
const often = proportionAtLeastAnytime({ p: 0.7 });

export default defineClaim<Regime, Observation>({
  id: 'lemma-5-3-feature-flip',
  paper: 'adam-generalization',
  title: 'Adam unlearns the feature before it memorises the noise',
  label: 'Lemma 5.3 (Lemma A.4, first part)',
  section: '3. Adam and signGD: Stage I',
  restsOn: ['lemma-5-2-stage-one-rates', 'eq-5-1-signgd-feature-update'],
  kind: 'probability',
  statement: {
    tex: String.raw`\langle w^{(t+1)}_{j,r},jv\rangle=\langle w^{(t)}_{j,r},jv\rangle-\Theta(\eta)\ (t\in[T_r,T_0]),\qquad w^{(T_0)}_{j,r}[1]=-\mathrm{sgn}(j)\,\tilde\Omega\big(\tfrac1{s\sigma_p}\big)`,
    plain:
      'Once a neuron correlates with the noise patches, signGD and Adam push its feature coordinate the wrong way; when the first noise is memorised, nearly all neurons point against the feature.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3',
    'signGD; Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'judged by trial: at least 90 % of the neurons decrease throughout [T₀/2, T₀], at least 95 % have jw < 0 at T₀, and median jw·sσ_p ≤ −0.1',
    'a neuron of class j flips if a share above 1/(α(sσ_pE|N|)²) of the n_j noises of its class is alive at the start. The paper has α = ω((sσ_p)^{1−q}), so that this share vanishes: it is 0.05 in family B (s = 256, α = 2σ_p), where one live noise suffices, but 0.16 in M (s = 100, α = σ_p), where two are needed. With n_j and the live ones binomial, 1 % and 3 % of the neurons then stay, and more than 5 % of them in 2 % and in 12 % of the draws; one draw of M in seven was seen to fail',
    'n = 16: at n = 8 (family Q) too many neurons have no live noise at all, and two trials in five fail',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 120 }, regime: { ...familyB, neurons: 10, rate: 2e-4 } },
    full: { trials: { batch: 4, max: 240 }, regime: { ...familyB, neurons: 16, rate: 1e-5 } },
  },
  measure(regime, trials, lab) {
    const stage = stageOf(regime);
    return stageOne(threeArms, stage, trials, lab, (run) => flip(run, stage.sparsity, stage.noise));
  },
  // s and d are powers of n; σ_p ≤ α ≤ σ_p polylog(n), with log²n for the polylog; α < 1.
  speaksOf: ({ samples, sparsity, alphaOverNoise }) =>
    sparsity >= samples &&
    alphaOverNoise >= 1 &&
    alphaOverNoise <= Math.log(samples) ** 2 &&
    alphaOverNoise < Math.sqrt(sparsity),
  maps: [{ x: 'sparsity:4:256:4:log', y: 'alphaOverNoise:0.25:8:6:log', trials: { batch: 12, max: 60 } }],
  rule: all(
    Object.fromEntries(
      threeArms.map((name) => [name, part(often, (observation: Observation) => observation[name].success)]),
    ),
  ),
  controls: [
    {
      name: 'no feature noise',
      breaks: 'α = 0: the noise patch leaves the feature alone',
      regime: { alphaOverNoise: 0 },
      trials: 12,
    },
  ],
  figures: ([flips]) => [
    {
      title: 'Feature coordinate jw of one neuron, until T₀',
      x: { label: 'step' },
      y: { label: 'jw' },
      series: threeArms.map((name) => ({ name, points: flips[name].curve })),
    },
  ],
  expectation: { verdict: 'holds' },
});
