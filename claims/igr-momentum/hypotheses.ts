import { all, closeness, exponentAtLeast, heavyBallIterates, type Lab, type Loss, random, type Sweep } from 'lemmata';
import { draw, type Grid, type Orders, orders, type Setting, settingName, sweep, sweepParts } from './experiments.ts';
import { bentTwice, downhill, heldAtZero, kink, kinkBranch } from './scalar-losses.ts';
import { transientPoints } from './transient.ts';

/** A loss of one variable that lacks something the proof of Theorem 4.1 leans on. */
type ScalarLoss = 'unbounded below' | 'Hessian jumps' | 'gradient jumps';

export interface HypothesesRegime {
  /** Losses on which heavy ball starts from x⁻¹ = x⁰ + velocity · h∇E(x⁰). */
  readonly settings: readonly Setting[];
  readonly velocity: 0 | 1;
  /** Index of the first interval of flow (4) there; 0 as printed. */
  readonly first: number;
  readonly grid: Grid;
  readonly scalar: ScalarLoss;
  /** On −x⁴/4 the plain flow is infinite at τ = 1.5. */
  readonly scalarGrid: Grid;
}

const scalarBetas = [0.5, 0.8] as const;
const scalarName = (beta: number) => `one variable, β = ${beta}`;

/** e(h) of heavy ball against flow (4): from a start with velocity, and from rest on the scalar loss. */
export function hypothesesOrders(regime: HypothesesRegime, trials: readonly number[], lab: Lab): Orders[] {
  const { settings, velocity, first, grid, scalar, scalarGrid } = regime;
  return trials.map((trial) => {
    const start = Float64Array.of(1 + 0.3 * random(lab.seed('scalar', trial)).uniform());
    const scalars = scalarBetas.map((beta) => [scalarName(beta), scalarSweep(scalar, start, beta, scalarGrid)]);
    const fast = orders(settings, trial, ({ family, beta }) => {
      const problem = draw(family, 1, random(lab.seed(family, trial)));
      const { loss, start } = problem;
      // x¹ = x⁰ − h∇E(x⁰) + β(x⁰ − x⁻¹) is a first step from rest with (1 + β·velocity)∇E.
      const pushed = times(1 + velocity * beta, loss);
      return sweep(problem, beta, grid, (h, steps) =>
        closeness(
          heavyBallIterates((k) => (k === 0 ? pushed : loss), start, { h, beta, steps }),
          transientPoints(loss, start, { h, beta, steps, gamma: 'γ_k', first }),
        ),
      );
    });
    return { ...Object.fromEntries(scalars), ...fast };
  });
}

function times(factor: number, loss: Loss): Loss {
  return {
    ...loss,
    gradient(x, into = new Float64Array(x.length)) {
      loss.gradient(x, into);
      for (let i = 0; i < into.length; i++) into[i] *= factor;
      return into;
    },
  };
}

/** Distances beyond this are not told apart: heavy ball overflows soon after. */
const cap = 1e6;

function scalarSweep(scalar: ScalarLoss, start: Float64Array, beta: number, grid: Grid): Sweep {
  const loss = { 'unbounded below': downhill, 'Hessian jumps': bentTwice, 'gradient jumps': kink }[scalar];
  return sweep({ batches: [loss], loss, start }, beta, grid, (h, steps) => {
    const smooth = scalar === 'gradient jumps' ? kinkBranch : loss;
    const points = transientPoints(smooth, start, { h, beta, steps, gamma: 'γ_k' });
    const held = scalar === 'gradient jumps' ? heldAtZero(points) : points;
    const gap = closeness(heavyBallIterates(loss, start, { h, beta, steps }), held);
    return Number.isNaN(gap) ? cap : Math.min(gap, cap);
  });
}

/** Where the start has velocity. */
export const settings: readonly Setting[] = [
  { family: 'TwoD', beta: 0.5, replicates: 8 },
  { family: 'TwoD', beta: 0.9, replicates: 8 },
  { family: 'Quartic', beta: 0.5, replicates: 8 },
  { family: 'Quartic', beta: 0.8, replicates: 8 },
  { family: 'MLP31', beta: 0.5, replicates: 8 },
];
/** Enough where the scalar loss decides. */
export const few = settings.map((setting) => ({ ...setting, replicates: 2 }));

/** ORDER(2) on the scalar loss at both β. */
export const scalarParts = sweepParts(scalarBetas.map(scalarName), exponentAtLeast({ order: 2, towards: 'zero' }));

/** ORDER(2) on the scalar loss and in every setting. */
export const hypothesesRule = all({
  ...scalarParts,
  ...sweepParts(settings.map(settingName), exponentAtLeast({ order: 2, towards: 'zero' })),
});

/** Half way to the time at which the plain flow of −x⁴/4 is infinite. */
export const belowBlowUp: Grid = { s0: 0.0125, tau: 0.75, halvings: 3 };

/** A gradient that jumps must be refuted by the same rule. */
export const gradientJumps = {
  name: 'a gradient that jumps',
  breaks: 'E = |x| + x²/4, the flow held at 0',
  regime: { scalar: 'gradient jumps', scalarGrid: { s0: 0.1, tau: 3, halvings: 3 }, settings: few },
  trials: 40,
} as const;
