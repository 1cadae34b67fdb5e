import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { type Arm, arms, fullStage, growth, quickStage, type Stage, type StageOne, stageOne } from './stage-one.ts';

interface Rates {
  readonly success: boolean;
  /** Share of the blocks of the best neurons with a growth of own in [1/2, R(1 + α/‖ξ‖₁)]. */
  readonly inside: number;
  /** The largest |Δjw| over Rη. */
  readonly feature: number;
  /** T₀ηsσ_p */
  readonly time: number;
  /** [step, max_r own of the first sample], and jw of its neuron. */
  readonly noiseCurve: readonly (readonly [number, number])[];
  readonly featureCurve: readonly (readonly [number, number])[];
}
type Observation = Readonly<Record<Arm, Rates>>;

function rates(stage: Stage, { sparsity, noise }: StageOne): Rates {
  const { seen, end, lengths, alpha, rate, longest } = stage;
  const { steps, samples, labels, neurons, neuronsOf, onNoise, jw } = seen;
  const blocks = seen.records.slice(0, end);
  const best = samples.map((i) =>
    neuronsOf[labels[i]].reduce((known, r) => (onNoise(0, r, i) > onNoise(0, known, i) ? r : known)),
  );
  // signGD: the catalogue's [0.5, 1.5]. The first coordinate of ξ adds α to the reach of a step.
  const most = (i: number) => Math.max(1.5, longest * (1 + alpha / lengths[i]));
  const grown = samples.flatMap((i) => blocks.map((k) => growth(stage, best[i], i, k, k + 1) / most(i)));
  const inside =
    samples.flatMap((i, a) =>
      grown.slice(a * blocks.length, (a + 1) * blocks.length).filter((rho) => rho <= 1 && rho * most(i) >= 0.5),
    ).length / grown.length;
  const feature = Math.max(
    ...blocks.flatMap((k) =>
      neurons.map((r) => Math.abs(jw(k + 1, r) - jw(k, r)) / ((steps[k + 1] - steps[k]) * rate * longest)),
    ),
  );
  const time = steps[end] * rate * sparsity * noise;
  return {
    success: inside >= 0.95 && feature <= 1 + 1e-3 && time * longest >= 0.1 && time <= 2,
    inside,
    feature,
    time,
    noiseCurve: seen.records.slice(0, end + 1).map((k) => [steps[k] * rate, onNoise(k, best[0], 0)] as const),
    featureCurve: seen.records.slice(0, end + 1).map((k) => [steps[k] * rate, jw(k, best[0])] as const),
  };
}

const names = Object.keys(arms) as Arm[];
const often = proportionAtLeastAnytime({ p: 0.7 });

export default defineClaim<StageOne, Observation>({
  id: 'lemma-5-2-stage-one-rates',
  paper: 'adam-generalization',
  title:
    'In Stage I the best neuron of each sample memorises its noise sσ_p times as fast as any neuron learns the feature',
  label: 'Lemma 5.2 (Lemma A.3), for the maximum over the neurons',
  section: '3. Adam and signGD: Stage I',
  restsOn: ['eq-5-1-signgd-feature-update', 'eq-5-2-signgd-noise-update', 'initial-magnitudes-and-a6-sign-agreement'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`t\le T_0=\tilde\Theta\big(\tfrac1{\eta s\sigma_p}\big):\ \langle w^{(t+1)}_{j,r},jv\rangle\le\langle w^{(t)}_{j,r},jv\rangle+\Theta(\eta),\quad\max_r\langle w^{(t+1)}_{y_s,r},\xi_s\rangle=\max_r\langle w^{(t)}_{y_s,r},\xi_s\rangle+\tilde\Theta(\eta s\sigma_p)`,
    plain:
      'Until the first noise is memorised, a step changes no feature correlation by more than a constant times η, while the best neuron of each sample gains η‖ξ‖₁ up to constants on its noise.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3, family B (m = 10 in the quick profile)',
    'signGD, the paper’s Adam with β₂ = 0.999 and 0.99, and PyTorch’s Adam',
    'the neuron with the largest correlation at the start; about 50 blocks of steps before T₀, the first step with max own ≥ 1/2',
    'judged by trial: growth/(η‖ξ‖_{1,B}) in [0.5, max(1.5, R(1 + α/‖ξ‖_{1,B}))] in 95 % of the blocks, |Δjw| ≤ Rη in all, 0.1/R ≤ T₀ηsσ_p ≤ 2, R the constant of (A.5): 1, 7.3, 2.3',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 96 }, regime: quickStage },
    full: { trials: { batch: 4, max: 96 }, regime: fullStage },
  },
  measure: (regime, trials, lab) => stageOne(names, regime, trials, lab, (stage) => rates(stage, regime)),
  rule: all(
    Object.fromEntries(
      names.map((name) => [name, part(often, (observation: Observation) => observation[name].success)]),
    ),
  ),
  controls: [
    {
      name: 'gradient descent',
      breaks: 'the sign: a step of GD is proportional to the gradient; in both profiles at the sizes of quick',
      regime: { ...quickStage, gd: { rate: 0.5, steps: 100 } },
      trials: 12,
    },
  ],
  figures: ([rates]) => [
    {
      title: 'The noise of the first sample, and the feature, in its best neuron',
      x: { label: 'ηt' },
      y: { label: 'correlation' },
      series: names.flatMap((name) => [
        { name: `own, ${name}`, points: rates[name].noiseCurve },
        { name: `jw, ${name}`, points: rates[name].featureCurve },
      ]),
    },
  ],
  expectation: { verdict: 'holds' },
});
