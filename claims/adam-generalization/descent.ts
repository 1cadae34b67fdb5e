import type { Figure, Lab, OptimizerSpec, Sweep, Trajectory, Worst } from 'lemmata';
import { disjointFamily, familyJob, withPool } from './experiments.ts';

export interface DescentRegime {
  /** n, s, m, α/σ_p */
  readonly sizes: readonly [number, number, number, number];
  /** η, each half of the one before. */
  readonly rates: readonly number[];
  /** ηT */
  readonly span: number;
  /** Empty: signGD. */
  readonly variants: readonly { readonly beta1: number; readonly beta2: number; readonly biasCorrection: boolean }[];
  /** c in L(W⁺) − L(W) ≤ −cη‖∇L‖₁ + Cη²·2mD, D the stored columns. */
  readonly coefficient: number;
}

/** The C of one optimizer and trial. */
export interface Descent {
  /** C(η) over 1/η. */
  readonly sweep: Sweep;
  /** The largest C(η) over η less 0.1; `step` is 1/η. */
  readonly size: Worst;
  /** [ηt, −ΔL/(η‖∇L‖₁)] at the smallest η, and its least value while ‖∇L‖₁ > η·2mD/100. */
  readonly fractions: readonly (readonly [number, number])[];
  readonly leastFraction: number;
}

/** Steps that are looked at, at the same ηt for every η. */
const looks = 200;
/** Columns that no noise touches. */
const pool = 10;

export async function measureDescent(
  { sizes, rates, span, variants, coefficient }: DescentRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<Descent[][]> {
  const family = withPool(disjointFamily(...sizes), pool);
  const optimizers = (rate: number): OptimizerSpec[] =>
    variants.length === 0
      ? [{ optimizer: 'sign-gd', rate }]
      : variants.map((betas) => ({ optimizer: 'adam', rate, ...betas, epsilon: 0, epsilonPlacement: 'outside' }));

  const looksAt = (rate: number) => {
    const steps = Math.round(span / rate);
    return Array.from({ length: looks }, (_, k) => Math.floor((k * (steps - 1)) / looks));
  };
  const jobOf = (optimizer: OptimizerSpec) => {
    const at = looksAt(optimizer.rate);
    return familyJob('adam-generalization/descent', family, {
      optimizer,
      steps: Math.round(span / optimizer.rate),
      precisionReason: 'the decrease of the loss in one step is a difference of nearly equal numbers',
      probes: [
        { name: 'loss', quantity: 'loss', schedule: { at: at.flatMap((t) => [t, t + 1]) } },
        { name: 'gradient', quantity: 'gradient', schedule: { at } },
      ],
    });
  };
  const look = ({ series }: Trajectory, rate: number) => {
    const { values, width } = series.gradient;
    const unit = rate ** 2 * 2 * family.neurons * family.dimension;
    return looksAt(rate).map((t, k) => {
      const norm = values.subarray(k * width, (k + 1) * width).reduce((sum, g) => sum + Math.abs(g), 0);
      const change = series.loss.values[2 * k + 1] - series.loss.values[2 * k];
      return {
        time: rate * t,
        constant: (change + coefficient * rate * norm) / unit,
        fraction: -change / (rate * norm),
        large: rate * norm > 0.01 * unit,
      };
    });
  };

  const specs = rates.map(optimizers);
  // [arm][rate]
  const jobs = specs[0].flatMap((_, arm) => specs.map((ofRate) => jobOf(ofRate[arm])));
  const rows = await lab.each(jobs, trials, (run, _, job) => look(run, rates[job % rates.length]));
  return rows.map((row) =>
    specs[0].map((_, arm) => {
      const found = row.slice(arm * rates.length, (arm + 1) * rates.length);
      const constants = found.map((points) => Math.max(...points.map(({ constant }) => constant)));
      const largest = Math.max(...constants);
      const last = found[found.length - 1];
      return {
        sweep: { x: rates.map((rate) => 1 / rate), y: constants },
        size: { excess: largest - 0.1, step: Math.round(1 / rates[constants.indexOf(largest)]) },
        fractions: last.map(({ time, fraction }) => [time, fraction] as const),
        leastFraction: Math.min(...last.filter(({ large }) => large).map(({ fraction }) => fraction)),
      };
    }),
  );
}

export const descentQuick: DescentRegime = {
  sizes: [4, 25, 4, 1],
  rates: [2e-4, 1e-4, 5e-5],
  span: 0.3,
  variants: [],
  coefficient: 1,
};
/** Family M. */
export const descentFull: DescentRegime = {
  ...descentQuick,
  sizes: [16, 100, 10, 1],
  rates: [2e-4, 1e-4, 5e-5, 2.5e-5, 1.25e-5],
  span: 0.2,
};
/** What a control claims too much: twice the decrease, of signGD. */
export const twiceOfSigns = { coefficient: 2, variants: [] };

export function descentFigures([first]: readonly (readonly Descent[])[], names: readonly string[]): readonly Figure[] {
  return [
    {
      title: 'C(η) in L(W⁺) − L(W) ≤ −cη‖∇L‖₁ + C(η)η²·2mD, first trial',
      x: { label: '1/η', log: true },
      y: { label: 'C', log: true },
      series: first.map(({ sweep }, k) => ({
        name: names[k],
        points: sweep.x.map((x, a) => [x, sweep.y[a]] as const),
      })),
    },
    {
      title: 'Decrease of the objective over η‖∇L‖₁ at the smallest η, first trial',
      x: { label: 'ηt' },
      y: { label: '−ΔL/(η‖∇L‖₁)' },
      series: first.map(({ fractions }, k) => ({ name: names[k], points: fractions })),
    },
  ];
}
