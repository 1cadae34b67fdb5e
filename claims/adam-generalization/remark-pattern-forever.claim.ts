import { all, defineClaim, part, proportionAtLeastAnytime } from 'lemmata';
import { type Arm, armNames, fullRun, gdControl, quickRun, type Seen, type StageTwo, stageTwo } from './stage-two.ts';

interface Forever {
  readonly success: boolean;
  /** [step, the larger over j of Σ_rσ(jw_{j,r})/Σ_rσ(−jw_{j,r})], and [step, min_i max_r own]. */
  readonly ratio: readonly (readonly [number, number])[];
  readonly memory: readonly (readonly [number, number])[];
}
type Observation = Readonly<Record<Arm, Forever>>;

function forever({ seen, after }: Seen): Forever {
  const { steps, samples, neuronsOf, jw, own } = seen;
  const cubes = (k: number, j: number, sign: number) =>
    neuronsOf[j].reduce((sum, r) => sum + Math.max(0, sign * jw(k, r)) ** 3, 0);
  const ratio = after.map(
    (k) => [steps[k], Math.max(...[1, -1].map((j) => cubes(k, j, 1) / cubes(k, j, -1)))] as const,
  );
  const memory = after.map((k) => [steps[k], Math.min(...samples.map((i) => own(k, i)))] as const);
  return {
    success: ratio.every(([, value]) => value < 1) && memory.every(([, value]) => value >= 0.3),
    ratio,
    memory,
  };
}

const often = proportionAtLeastAnytime({ p: 0.6 });

export default defineClaim<StageTwo, Observation>({
  id: 'remark-pattern-forever',
  paper: 'adam-generalization',
  title: 'Adam keeps the pattern of Stage I however long it trains',
  label: 'Section 5.1, “even when running an infinite number of iterations”',
  section: '4. Adam and signGD: Stage II, convergence, output',
  restsOn: ['lemma-5-4-maintain-pattern'],
  kind: 'trajectory',
  statement: {
    tex: String.raw`t\ge T_0:\quad\sum_r\sigma(\langle w_{j,r},jv\rangle)<\sum_r\sigma(-\langle w_{j,r},jv\rangle)\ (j=\pm1),\qquad\min_i\max_r\langle w_{y_i,r},\xi_i\rangle\ge0.3`,
    plain:
      'From the end of Stage I on, each class of neurons responds more to the reversed feature than to the feature, and every training noise stays memorised.',
  },
  assumptions: [
    'Definition 3.1 with disjoint supports, q = 3; signGD, Adam with (0.9, 0.999) and (0.9, 0.99), no ε, no bias correction',
    'family Q up to ηt = 0.4 (0.8 for β₂ = 0.999; quick), B up to 0.6 (1.2; full)',
    'in overlapping supports (n = 20, d = 500, m = 10, three seeds, signGD and PyTorch’s Adam at η = 5·10⁻⁵) the pattern was seen to last to t = 60 000, where ‖∇L‖₁ had long stopped falling',
  ],
  profiles: {
    quick: { trials: { batch: 4, max: 96 }, regime: quickRun },
    full: { trials: { batch: 4, max: 96 }, regime: fullRun },
  },
  measure: (regime, trials, lab) => stageTwo(regime, trials, lab, forever),
  rule: all(
    Object.fromEntries(
      armNames.map((name) => [name, part(often, (observation: Observation) => observation[name].success)]),
    ),
  ),
  controls: [
    {
      name: 'no feature noise',
      breaks: 'α = 0: the feature is not reversed; in both profiles at the sizes of quick',
      regime: { ...quickRun, alpha: 0, steps: 800 },
      trials: 16,
    },
    {
      name: 'gradient descent',
      breaks: 'the sign: GD learns the feature; in both profiles at the sizes of quick',
      regime: gdControl,
      trials: 16,
    },
  ],
  figures: ([first]) => [
    {
      title: 'Response to the feature over response to its reverse, the worse class',
      x: { label: 'step', log: true },
      y: { label: 'Σσ(jw)/Σσ(−jw)' },
      series: armNames.map((name) => ({ name, points: first[name].ratio })),
    },
    {
      title: 'The noise that is memorised least',
      x: { label: 'step', log: true },
      y: { label: 'min_i max_r own' },
      series: armNames.map((name) => ({ name, points: first[name].memory })),
    },
  ],
  expectation: { verdict: 'holds' },
});
