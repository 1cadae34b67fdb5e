import {
  type Figure,
  fc,
  type Lab,
  neverViolated,
  norm,
  piecewiseFlow,
  plus,
  random,
  type SearchOutcome,
  search,
  stationaryFlow,
  stochasticFlow,
} from 'lemmata';
import { draw, type Problem } from './experiments.ts';

export interface RatioRegime {
  /** What momentum and gradient descent have in common: h/(1−β), or h itself. */
  readonly common: 'effective rate' | 'step';
  /** True divides each regulariser by the coefficient of its force ∇E, as Ê of (5) does; false takes it as in the ODE. */
  readonly perForce: boolean;
  readonly runs: number;
}

const tolerance = 1e-10;
/** By then β^k of flows (4) and (10) is below rounding for β ≤ 0.9. */
const late = 400;

export const ratioRule = neverViolated({ tolerance, atMost: 0.05 });

/**
 * Strength of the regulariser with momentum over that of gradient descent at rate η: read off the fields of flows (4) and
 * (10) at late k and of (5), as the part that vanishes with h.
 */
export function strengthRatios(
  { loss, start }: Pick<Problem, 'loss' | 'start'>,
  { beta, eta }: { beta: number; eta: number },
  { common, perForce }: Pick<RatioRegime, 'common' | 'perForce'>,
): number[] {
  const fields = [
    (h: number, momentum: number) => piecewiseFlow(loss, h, momentum, 'printed')(late),
    (h: number, momentum: number) => stationaryFlow(loss, h, momentum, true),
    (h: number, momentum: number) => {
      const term = { current: 1, memory: 2 };
      const fieldAt = stochasticFlow([loss], new Array(late).fill(0), { h, beta: momentum, term });
      return Array.from({ length: late }, (_, k) => fieldAt(k)).at(-1)!;
    },
  ];
  return fields.map((field) => {
    const at = (h: number, momentum: number) => field(h, momentum)(start, new Float64Array(start.length));
    const strength = (h: number, momentum: number) => norm(plus(at(h, momentum), -1, at(0, momentum)));
    const grown = strength(common === 'step' ? eta : (1 - beta) * eta, beta) / strength(eta, 0);
    return perForce ? (grown * norm(at(0, 0))) / norm(at(0, beta)) : grown;
  });
}

/** Searches β, η and problems for a strength ratio other than (1+β)/(1−β). */
export function ratioSearch(regime: RatioRegime, trials: readonly number[], lab: Lab): SearchOutcome[] {
  return trials.map((trial) =>
    search({
      cases: fc.record({
        beta: fc
          .tuple(fc.integer({ min: 1, max: 36 }), fc.integer({ min: 2, max: 40 }))
          .filter(([a, b]) => a / b <= 0.9)
          .map(([a, b]) => a / b),
        eta: fc.integer({ min: 1, max: 20 }).map((tenths) => tenths / 10),
        problem: fc.nat(),
      }),
      excess({ beta, eta, problem }) {
        const drawn = draw('TwoD', 1, random(lab.seed(`problem ${problem}`, trial)));
        const ratios = strengthRatios(drawn, { beta, eta }, regime);
        return Math.max(...ratios.map((ratio) => Math.abs((ratio * (1 - beta)) / (1 + beta) - 1)));
      },
      tolerance,
      runs: regime.runs,
      seed: lab.seed('cases', trial),
    }),
  );
}

/** The ratio against β under each normalisation; the second and third are equal. */
export function normalisationFigure(): Figure {
  const betas = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9];
  const line = (name: string, at: (beta: number) => number) => ({
    name,
    points: betas.map((beta) => [beta, at(beta)] as const),
  });
  return {
    title: 'Strength of the regulariser over that of GD',
    x: { label: 'β' },
    y: { label: 'ratio', log: true },
    series: [
      line('in Ê, equal h/(1−β): (1+β)/(1−β)', (beta) => (1 + beta) / (1 - beta)),
      line('in Ê, equal h: (1+β)/(1−β)²', (beta) => (1 + beta) / (1 - beta) ** 2),
      line('in the ODE, equal h/(1−β): (1+β)/(1−β)²', (beta) => (1 + beta) / (1 - beta) ** 2),
      line('in the ODE, equal h: (1+β)/(1−β)³', (beta) => (1 + beta) / (1 - beta) ** 3),
    ],
  };
}
