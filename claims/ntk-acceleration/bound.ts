import type { Figure, Lab, Worst } from 'lemmata';
import { limitingGram, residuals, stacked, type Tuning, trainOnSphere, tuning, wideNetJob } from './experiments.ts';

/** Theorem 2's bound (8) with an adjustable constant in front of its first term (1 in the paper). */
export interface BoundRegime {
  readonly constant: number;
  readonly momentum: 'tuned' | 'zero';
  /** Width of the nets on ORTHO(2), x_i = e_i. */
  readonly width: number;
  /** Step sizes on ORTHO(2) as fractions of 1/(2λ_max); one run each serves every ν. */
  readonly fractions: readonly number[];
  readonly nus: readonly number[];
  /** Width of the net on random data, n = 5, d = 10. */
  readonly sphereWidth: number;
}

export interface BoundObservation extends Worst {
  /** Name of the arm with the largest excess. */
  readonly arm: string;
  /** ‖Ξ_t‖ and the right-hand side of (8), over ‖ξ_0‖, in that arm. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The catalogue's arms: ν ∈ {1, 2}, η ∈ {1, 0.02}/(2λ_max). */
export const printedArms = { fractions: [1, 0.02], nus: [1, 2] } as const;

const ortho = [
  [1, 0],
  [0, 1],
] as const;

/**
 * max_{1≤t≤T} g_t over the arms, g_t = (‖Ξ_t‖ − C(1−δ_*)^t‖Ξ_0‖ − ‖ξ_0‖/(2√2 n^ν))/‖ξ_0‖, T = n^ν/√(ηλ) (the constants
 * that the paper hides in Ω are 1).
 */
export async function boundExcess(
  regime: BoundRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<BoundObservation[]> {
  const { width, fractions, nus, sphereWidth, momentum } = regime;
  const byArm: BoundObservation[][] = [];
  const orthoGram = limitingGram(ortho);
  for (const fraction of fractions) {
    const tuned = tuning(orthoGram, fraction);
    const job = wideNetJob({
      name: 'ntk-acceleration/ortho',
      inputs: ortho,
      width,
      eta: tuned.eta,
      beta: momentum === 'tuned' ? tuned.beta : 0,
      steps: Math.max(...nus.map((nu) => horizon(tuned, ortho.length ** nu))),
    });
    const runs = await lab.train(job, trials);
    for (const nu of nus) {
      const floor = ortho.length ** nu;
      const name = `ORTHO(2), n^ν = ${floor}, η = ${fraction}/(2λ_max)`;
      byArm.push(
        runs.map((run) => {
          const norms = residuals(run).subarray(0, horizon(tuned, floor) + 1);
          return excess(name, norms, tuned, floor, regime.constant);
        }),
      );
    }
  }
  const sphere = { name: 'ntk-acceleration/bound-sphere', samples: 5, dimension: 10, width: sphereWidth, fraction: 1 };
  const random: BoundObservation[] = [];
  for (const trial of trials) {
    const steps = (tuned: Tuning) => horizon(tuned, sphere.samples);
    const { norms, tuned } = await trainOnSphere(lab, trial, { ...sphere, momentum, steps });
    random.push(excess('sphere, n = 5, ν = 1', norms, tuned, sphere.samples, regime.constant));
  }
  byArm.push(random);
  return trials.map((_, k) =>
    byArm.map((arm) => arm[k]).reduce((worst, one) => (one.excess > worst.excess ? one : worst)),
  );
}

function horizon({ eta, lambda }: Tuning, floor: number): number {
  return Math.max(1, Math.floor(floor / Math.sqrt(eta * lambda)));
}

function excess(arm: string, norms: Float64Array, tuned: Tuning, floor: number, constant: number): BoundObservation {
  const left = stacked(norms).map((value) => value / norms[0]);
  const right = left.map((_, t) => constant * (1 - tuned.delta) ** t * Math.SQRT2 + 1 / (2 * Math.SQRT2 * floor));
  const gaps = left.map((value, t) => value - right[t]).slice(1);
  const most = Math.max(...gaps);
  return { arm, excess: most, step: gaps.indexOf(most) + 1, left, right };
}

export function boundFigure([{ arm, left, right }]: readonly BoundObservation[]): Figure[] {
  const curve = (name: string, values: readonly number[]) => ({
    name,
    points: values.map((value, t) => [t, value] as const),
  });
  return [
    {
      title: `Both sides of the bound: ${arm}`,
      x: { label: 't' },
      y: { label: 'over ‖ξ_0‖', log: true },
      series: [curve('‖Ξ_t‖', left), curve('bound', right)],
    },
  ];
}
