import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { type Arm, armNames, fullRun, quickRun, type Seen, type StageTwo, stageTwo } from './stage-two.ts';

interface Pattern {
  readonly success: boolean;
  /** Extremes of Σ_r⟨w_{y_i,r}, ξ_i⟩_+. */
  readonly sum: readonly [number, number];
  /** min jw over nα/(sσ_p²) */
  readonly lowest: number;
  /** Least share of the neurons with jw ≤ 20η, and max jw over the literal bound η/λ. */
  readonly low: number;
  readonly highest: number;
  /** max ⟨w_{−y_i,r}, ξ_i⟩ */
  readonly other: number;
  /** Extremes of ℓ_i sσ_p²/(nλ) at the end. */
  readonly slope: readonly [number, number];
  /** [step, extremes of jw] */
  readonly band: readonly (readonly [number, number, number])[];
}
type Observation = Readonly<Record<Arm, Pattern>>;

function pattern({ seen, run, after }: Seen, regime: StageTwo): Pattern {
  const { samples: n, alpha, sparsity, noise, weightDecay, rate } = regime;
  const { samples, labels, neurons, neuronsOf, onNoise, jw, steps } = seen;
  const extremes = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  const over = (value: (k: number) => number[]) => extremes(after.flatMap(value));
  const sum = over((k) =>
    samples.map((i) => neuronsOf[labels[i]].reduce((total, r) => total + Math.max(0, onNoise(k, r, i)), 0)),
  );
  const [least, most] = over((k) => neurons.map((r) => jw(k, r)));
  const low = over((k) => [neurons.filter((r) => jw(k, r) <= 20 * rate).length / neurons.length])[0];
  const other = over((k) => samples.flatMap((i) => neuronsOf[-labels[i]].map((r) => onNoise(k, r, i))))[1];
  const slopeScale = (n * weightDecay) / (sparsity * noise ** 2);
  const slope = extremes(Array.from(run.series.margins.values.slice(-n), (f) => 1 / ((1 + Math.exp(f)) * slopeScale)));
  const reach = (n * alpha) / (sparsity * noise ** 2);
  return {
    success:
      sum[0] >= 0.5 &&
      sum[1] <= 20 &&
      least >= -2 * reach - 20 * rate &&
      low >= 0.75 &&
      other <= 0.05 &&
      slope[0] >= 0.03 &&
      slope[1] <= 1,
    sum,
    lowest: least / reach,
    low,
    highest: most / (rate / weightDecay),
    other,
    slope,
    band: seen.records.map((k) => [steps[k], ...extremes(neurons.map((r) => jw(k, r)))] as const),
  };
}

const often = proportionAtLeastAnytime({ p: 0.6 });

export default defineClaim<StageTwo, Observation>({
  id: 'lemma-5-4-maintain-pattern',
  paper: 'adam-generalization',
  title: 'Adam maintains its pattern: noise memorised, feature reversed',
  label: 'Lemma 5.4 (Lemma A.5, hypotheses (A.10)–(A.12), (A.16))',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-5-2-stage-one-rates', 'lemma-5-3-feature-flip'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`t\ge T_0:\ \sum_r\langle w_{y_i,r},\xi_i\rangle_+=\tilde\Theta(1),\ \langle w_{j,r},jv\rangle\in\big[-\tilde\Theta(\tfrac{n\alpha}{s\sigma_p^2}),\tilde O(\tfrac\eta\lambda)\big],\ \langle w_{-y_i,r},\xi_i\rangle\le o(1),\ \ell_i\le\tilde\Theta(\tfrac{n\lambda}{s\sigma_p^2})`,
    plain:
      'Once the noises are memorised they stay so, no neuron learns the feature beyond a few η, none reverses it without bound, and the derivatives of the loss fall to the level that the weight decay sets.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; signGD, Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'family Q with η = 2·10⁻⁴ (quick), B (full); T₀: every noise has max own ≥ 1/2',
    'the literal bound η/λ is vacuous in these families (η/λ = 20 in Q): judged is jw ≤ 20η for three neurons in four',
    'judged by trial at 100 steps: the sum in [0.5, 20]; jw ≥ −2nα/(sσ_p²) − 20η; other-class correlations ≤ 0.05; at the end ℓ_i sσ_p²/(nλ) in [0.03, 1]',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 96 }, regime: quickRun },
    full: { trials: { batch: 4, max: 96 }, regime: fullRun },
  },
  measure: (regime, trials, lab) => stageTwo(regime, trials, lab, (seen) => pattern(seen, regime)),
  rule: all(
    Object.fromEntries(
      armNames.map((name) => [name, part(often, (observation: Observation) => observation[name].success)]),
    ),
  ),
  controls: [
    {
      name: 'no feature noise',
      breaks: 'α = 0: nothing keeps the neurons from the feature; in both profiles at the sizes of quick',
      regime: { ...quickRun, alpha: 0, steps: 800 },
      trials: 16,
    },
  ],
  figures: ([first]) => [
    {
      title: 'The band of jw over the neurons',
      x: { label: 'step' },
      y: { label: 'jw' },
      series: armNames.map((name) => ({
        name: `${name}: middle, and least to largest neuron`,
        points: first[name].band.map(([t, low, high]) => [t, (low + high) / 2] as const),
        band: first[name].band,
      })),
    },
  ],
  expectation: { verdict: 'holds' },
});
