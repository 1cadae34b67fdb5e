import { all, alwaysExactly, alwaysWithProbability, type Figure, type Lab, part, type Worst } from 'lemmata';
import { limitingGram, residuals, stacked, type Tuning, trainOnSphere, tuning, wideNetJob } from './experiments.ts';
import { linearLimit, phaseDiagram, type Reading } from './linear-limit.ts';

/** Theorem 2's bound (8) under one reading, on nets and in the limit of infinite width. */
export interface BoundRegime extends Reading {
  /** Widths of the nets on ORTHO(2), x_i = e_i. */
  readonly widths: readonly number[];
  /** Step sizes on ORTHO(2) as fractions of 1/(2λ_max); one run each serves every ν. */
  readonly fractions: readonly number[];
  readonly nus: readonly number[];
  /** Widths of the nets on random data, n = 5, d = 10; one arm each. */
  readonly sphereWidths: readonly number[];
  /** Values of n^ν in the linear limit; 1e12 stands for ∞. */
  readonly floors: readonly number[];
}

interface Arm extends Worst {
  readonly name: string;
  /** Steps t ≤ T at which the bound is broken. */
  readonly violated: readonly number[];
  /** Both sides over ‖ξ_0‖, by step. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface BoundObservation {
  readonly arms: readonly Arm[];
  /** Index of the arm with the largest excess. */
  readonly worst: number;
  /** The limit of infinite width has no randomness; trial 0 looks at it for all. */
  readonly limit: Worst | null;
}

/** The catalogue's regime at the sizes of each profile: ORTHO(2) with ν ∈ {1, 2}, η ∈ {1, 0.02}/(2λ_max). */
export const sizes = {
  quick: { fractions: [1, 0.02], nus: [1, 2], widths: [1_000, 5_000], sphereWidths: [4_096] },
  full: { fractions: [1, 0.02], nus: [1, 2], widths: [10_000, 2 ** 17, 2 ** 20], sphereWidths: [2 ** 17] },
} as const;

/** What gradient descent cannot do at a tenth of the largest step; one small net shows it. */
export const gradientDescent = {
  name: 'gradient descent at a tenth of the step',
  breaks: 'runs β = 0 with η = 0.1/(2λ_max)',
  regime: { momentum: 'zero', nus: [2], fractions: [0.1], widths: [1_000], sphereWidths: [] },
  trials: 24,
} as const;

/** The bound at every step, with probability 0.9 on nets and always in the limit. */
export const boundRule = all({
  'wide nets': part(alwaysWithProbability({ p: 0.9 }), ({ arms, worst }: BoundObservation) => arms[worst]),
  'limit m → ∞': part(alwaysExactly({ tolerance: 1e-9 }), ({ limit }: BoundObservation) => limit),
});

const ortho = [
  [1, 0],
  [0, 1],
] as const;

/**
 * g_t = (left − C(1−δ_*)^t‖Ξ_0‖ − ‖ξ_0‖/(2√2 n^ν))/‖ξ_0‖ for 1 ≤ t ≤ T = n^ν/√(ηλ) in every arm (the constants that the
 * paper hides in Ω are 1).
 */
export async function boundExcess(
  regime: BoundRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<BoundObservation[]> {
  const { widths, fractions, nus, sphereWidths, momentum, floors } = regime;
  const byArm: Arm[][] = [];
  const orthoGram = limitingGram(ortho);
  for (const width of widths) {
    for (const fraction of fractions) {
      const tuned = tuning(orthoGram, fraction);
      const job = wideNetJob({
        name: `ntk-acceleration/ortho-${width}`,
        inputs: ortho,
        width,
        eta: tuned.eta,
        beta: momentum === 'tuned' ? tuned.beta : 0,
        steps: Math.max(...nus.map((nu) => horizon(tuned, ortho.length ** nu))),
      });
      const runs = (await lab.train(job, trials)).map(residuals);
      for (const nu of nus) {
        const floor = ortho.length ** nu;
        const name = `ORTHO(2), m = ${width}, n^ν = ${floor}, η = ${fraction}/(2λ_max)`;
        byArm.push(
          runs.map((norms) => armOf(name, norms.subarray(0, horizon(tuned, floor) + 1), tuned, floor, regime)),
        );
      }
    }
  }
  for (const width of sphereWidths) {
    const random = { name: `ntk-acceleration/sphere-${width}`, samples: 5, dimension: 10, width, fraction: 1 };
    const sphere: Arm[] = [];
    for (const trial of trials) {
      const steps = (tuned: Tuning) => horizon(tuned, random.samples);
      const { norms, tuned } = await trainOnSphere(lab, trial, { ...random, momentum, steps });
      sphere.push(armOf(`sphere, n = 5, m = ${width}, ν = 1`, norms, tuned, random.samples, regime));
    }
    byArm.push(sphere);
  }
  return trials.map((trial, k) => {
    const arms = byArm.map((arm) => arm[k]);
    const excesses = arms.map(({ excess }) => excess);
    return {
      arms,
      worst: excesses.indexOf(Math.max(...excesses)),
      limit: trial === 0 ? linearLimit(regime, floors) : null,
    };
  });
}

function horizon({ eta, lambda }: Tuning, floor: number): number {
  return Math.max(1, Math.floor(floor / Math.sqrt(eta * lambda)));
}

function armOf(name: string, norms: Float64Array, tuned: Tuning, floor: number, reading: Reading): Arm {
  const sides = reading.left === 'stacked' ? stacked(norms) : Array.from(norms);
  const left = sides.map((value) => value / norms[0]);
  const right = left.map(
    (_, t) => reading.constant * (1 - tuned.delta) ** t * Math.SQRT2 + 1 / (2 * Math.SQRT2 * floor),
  );
  const gaps = left.map((value, t) => value - right[t]);
  const excess = Math.max(...gaps.slice(1));
  const violated = gaps.flatMap((gap, t) => (t > 0 && gap > 0 ? [t] : []));
  return { name, excess, step: gaps.indexOf(excess), violated, left, right };
}

/** For each arm how often and where the bound broke; the phase diagram of the limit beside it. */
export function boundEvidence(observations: readonly BoundObservation[], regime: BoundRegime) {
  return {
    nets: observations[0].arms.map(({ name }, k) => {
      const arms = observations.map((observation) => observation.arms[k]);
      const excesses = arms.map(({ excess }) => excess);
      return {
        arm: name,
        trials: arms.length,
        violated: arms.filter(({ violated }) => violated.length > 0).length,
        steps: [...new Set(arms.flatMap(({ violated }) => violated))].sort((a, b) => a - b),
        meanExcess: excesses.reduce((sum, excess) => sum + excess, 0) / arms.length,
        largestExcess: Math.max(...excesses),
      };
    }),
    limit: phaseDiagram(regime, regime.floors),
  };
}

export function boundFigures(observations: readonly BoundObservation[], regime: BoundRegime): Figure[] {
  const { name: worst, left, right } = observations[0].arms[observations[0].worst];
  const curve = (name: string, draw: 'line' | 'bound', values: readonly number[]) => ({
    name,
    draw,
    points: values.map((value, t) => [t, value] as const),
  });
  const cells = phaseDiagram(regime, regime.floors);
  return [
    {
      title: `Both sides of the bound: ${worst}`,
      x: { label: 't' },
      y: { label: 'over ‖ξ_0‖', log: true },
      series: [curve('left side', 'line', left), curve('right side, which the theorem allows', 'bound', right)],
    },
    {
      title: 'Largest excess in the limit m → ∞, slowest mode',
      x: { label: 'δ = √(ηλ/2)', log: true },
      y: { label: 'max g_t' },
      series: regime.floors.map((floor) => ({
        name: floor >= 1e12 ? 'no floor' : `n^ν = ${floor}`,
        points: cells.filter((cell) => cell.floor === floor).map(({ delta, excess }) => [delta, excess] as const),
      })),
    },
  ];
}
