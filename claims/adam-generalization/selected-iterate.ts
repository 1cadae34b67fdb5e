import { alwaysWithProbability, type Figure, type Lab, type OptimizerSpec, type Rule, type Worst } from 'lemmata';
import { correlationProbes, correlations } from './correlations.ts';
import { type Family, familyJob, pytorchAdam } from './experiments.ts';

export interface Selection extends Family {
  readonly rate: number;
  readonly steps: number;
  /** Whether W* is chosen among all W^(t), t ≥ 1, or from T₀ on. */
  readonly from: 'start' | 'T₀';
}
/** The training error of W* as the excess, and its index. */
export interface Selected extends Worst {
  /** [t, ‖∇L(W^(t))‖₁] and [t, training error] */
  readonly norms: readonly (readonly [number, number])[];
  readonly errors: readonly (readonly [number, number])[];
}

/** The family of Section 6 with a tenth of the samples, half of the columns and of the neurons, and its Adam. */
export const reduced: Selection = {
  samples: 20,
  sparsity: 100,
  dimension: 500,
  supports: 'uniform',
  noise: 0.1,
  alpha: 0.2,
  initScale: 0.01,
  weightDecay: 1e-5,
  neurons: 10,
  rate: 5e-5,
  steps: 4000,
  from: 'start',
};
export const paperSizes = { samples: 200, dimension: 1000, neurons: 20, steps: 10_000 };

const looks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 3000, 4000, 6000, 8000, 10_000];

export async function measureSelected(regime: Selection, trials: readonly number[], lab: Lab): Promise<Selected[]> {
  const at = looks.filter((t) => t <= regime.steps);
  const optimizer: OptimizerSpec = pytorchAdam(regime.rate);
  const job = familyJob('adam-generalization/selected-iterate', regime, {
    optimizer,
    steps: regime.steps,
    precision: 'float32',
    probes: [
      ...correlationProbes({ at }),
      { name: 'gradient', quantity: 'gradient', schedule: { at } },
      { name: 'error', quantity: 'error', schedule: { at } },
    ],
  });
  const selected: Selected[] = [];
  for (const trial of trials) {
    const [run] = await lab.train(job, [trial]);
    const { gradient, error } = run.series;
    const seen = correlations(run, lab.data(job, trial));
    const norm = (k: number) =>
      gradient.values.subarray(k * gradient.width, (k + 1) * gradient.width).reduce((sum, g) => sum + Math.abs(g), 0);
    const memorised = seen.records.findIndex((k) => seen.samples.every((i) => seen.own(k, i) >= 0.5));
    const candidates = regime.from === 'start' ? seen.records : seen.records.slice(memorised);
    const best = candidates.reduce((known, k) => (norm(k) < norm(known) ? k : known));
    selected.push({
      excess: error.values[best],
      step: seen.steps[best],
      norms: seen.records.map((k) => [seen.steps[k], norm(k)] as const),
      errors: seen.records.map((k) => [seen.steps[k], error.values[k]] as const),
    });
  }
  return selected;
}

/** Theorem 4.1 speaks of most draws: one in about 50 keeps a wrong training point (overlapping supports). */
export const zeroError: Rule<Worst> = alwaysWithProbability({ p: 0.6 });

export const selectedFigure = ([{ norms, errors }]: readonly Selected[]): readonly Figure[] => [
  {
    title: 'The gradient along the run, and the training error',
    x: { label: 't', log: true },
    y: { label: '‖∇L‖₁, error', log: true },
    series: [
      { name: '‖∇L(W^(t))‖₁', points: norms },
      { name: 'training error', points: errors },
    ],
  },
];
