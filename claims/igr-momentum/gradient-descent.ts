import {
  all,
  closeness,
  curvature,
  exponentAtLeast,
  type Figure,
  flowPoints,
  heavyBallIterates,
  type Lab,
  type Random,
  random,
  type Sweep,
  stationaryFlow,
  twoD,
} from 'lemmata';
import {
  draw,
  type Family,
  type Grid,
  type Orders,
  onlyOrderOne,
  type Problem,
  sweep,
  sweepParts,
} from './experiments.ts';
import { heldAtZero, kink, kinkBranch } from './scalar-losses.ts';

/** Gradient descent against flows (2) and (3). */
export interface DescentRegime {
  /** `one step` looks at the first step of each size of the grid. */
  readonly span: 'one step' | 'up to T';
  readonly grid: Grid;
  /** Coefficient of ‖∇E‖² in flow (3), in units of h/4. */
  readonly factor: number;
  /** True puts E = |x| + x²/4 in the place of every family. */
  readonly kinked: boolean;
}

/** The printed flow (3) on smooth losses. */
export const printed = { factor: 1, kinked: false } as const;

const replicates: Readonly<Record<Family, number>> = { TwoD: 16, Quartic: 12, MLP31: 8 };
const families = Object.keys(replicates) as Family[];

/** e(h) of gradient descent against both flows in every family. */
export function descentOrders(regime: DescentRegime, trials: readonly number[], lab: Lab): Orders[] {
  return trials.map((trial) =>
    Object.fromEntries(
      families.flatMap((family) => {
        const runs = trial < replicates[family] || regime.kinked;
        const problem = runs ? problemOf(family, regime, random(lab.seed(family, trial))) : null;
        return [0, regime.factor].map((factor, k) => [
          `flow (${k + 2}), ${family}`,
          problem && sweepOf(problem, regime, factor),
        ]);
      }),
    ),
  );
}

function problemOf(family: Family, { kinked }: DescentRegime, stream: Random): Problem {
  if (!kinked) return draw(family, 1, stream);
  return { batches: [kink], loss: kink, start: Float64Array.of(0.5 + 1.5 * stream.uniform()) };
}

function sweepOf(problem: Problem, { span, grid, kinked }: DescentRegime, factor: number): Sweep {
  const { loss, start } = problem;
  return sweep(problem, 0, grid, (h, most) => {
    const steps = span === 'one step' ? 1 : most;
    const field = stationaryFlow(kinked ? kinkBranch : loss, factor * h, 0, true);
    const points = flowPoints(() => field, start, { h, steps });
    const iterates = heavyBallIterates(loss, start, { h, beta: 0, steps });
    return closeness(iterates, kinked ? heldAtZero(points) : points);
  });
}

const against = (flow: 2 | 3) => families.map((family) => `flow (${flow}), ${family}`);

/** One step: O(h²) from flow (2), O(h³) from flow (3). */
export const oneStep = all({
  ...sweepParts(against(3), exponentAtLeast({ order: 3, towards: 'zero' })),
  ...sweepParts(against(2), exponentAtLeast({ order: 2, towards: 'zero' })),
});

/** Up to T: O(h) and no better from flow (2), O(h²) from flow (3). */
export const upToT = all({
  ...sweepParts(against(3), exponentAtLeast({ order: 2, towards: 'zero' })),
  ...sweepParts(against(2), onlyOrderOne),
});

/** Gradient descent in steps of 0.25/Λ on TwoD(1, 0.6) from (1.4, 1.7), and both flows, in the plane. */
export function planeFigure(): Figure {
  const loss = twoD(1, 0.6);
  const start = Float64Array.of(1.4, 1.7);
  const [h, steps] = [0.25 / curvature(loss, start), 24];
  const path = (name: string, points: readonly Float64Array[]) => ({
    name,
    points: points.map(([w1, w2]) => [w1, w2] as const),
  });
  const flow = (factor: number) => flowPoints(() => stationaryFlow(loss, factor * h, 0, true), start, { h, steps });
  return {
    title: 'Trajectories on E = ½(0.6 − w₁w₂)²',
    x: { label: 'w₁' },
    y: { label: 'w₂' },
    series: [
      path('gradient descent', heavyBallIterates(loss, start, { h, beta: 0, steps })),
      path('flow (2)', flow(0)),
      path('flow (3)', flow(1)),
    ],
  };
}
