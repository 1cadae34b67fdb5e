import { all, alwaysExactly, alwaysWithProbability, type Figure, type Lab, norm, part, type Worst } from 'lemmata';
import { type Tuning, tuning } from './experiments.ts';
import { inductionConstants, inductionExcess, runInduction, sizeOf } from './induction.ts';

export interface InductionRegime {
  /** What is bounded: ‖Ξ_t‖, the adapted norm, or the scalar e_t = β_*e_{t−1} + C itself. */
  readonly left: 'stacked' | 'adapted' | 'scalar';
  /** η = fraction/(2λ_max) */
  readonly fraction: number;
  readonly momentum: 'tuned' | 'zero';
  readonly widths: readonly number[];
}

interface Excess {
  readonly oneStep: Worst;
  readonly cumulated: Worst;
}

export interface InductionObservation extends Excess {
  /** The limit m → ∞, C = 0; trial 0 computes it for all. */
  readonly limit: Worst | null;
  /** Left side over ‖ξ_0‖ at the largest width, t = 0 … T, and β_*. */
  readonly sizes: readonly number[];
  readonly rate: number;
}

const half = [
  [0.5, 0],
  [0, 0.5],
];
const limitSteps = 200;

/** ORTHO(2) in the limit: ξ_{t+1} = (1 + β − ηλ)ξ_t − βξ_{t−1} from rest, scaled by β_*^t; (17) without its floor. */
function limitExcess({ left, fraction, momentum }: InductionRegime): Worst {
  const tuned = tuning(half, fraction);
  const rate = 1 - tuned.delta;
  const beta = momentum === 'tuned' ? tuned.beta : 0;
  const first = left === 'scalar' ? 1 : sizeOf(left, tuned, [1], [1]);
  let worst: Worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };
  let [before, now] = [rate, 1];
  for (let step = 1; step <= limitSteps; step++) {
    [before, now] = [now, ((1 + beta - tuned.eta * tuned.lambda) * now - (beta * before) / rate) / rate];
    const side = left === 'scalar' ? 1 : sizeOf(left, tuned, [now], [before / rate]);
    if (side - first > worst.excess) worst = { excess: side - first, step };
  }
  return worst;
}

function scalarSizes(tuned: Tuning): number[] {
  const { steps, C } = inductionConstants(tuned);
  const sizes = [1];
  while (sizes.length <= steps) sizes.push((1 - tuned.delta) * sizes[sizes.length - 1] + C);
  return sizes;
}

function netSizes(
  lab: Lab,
  trial: number,
  { fraction, momentum }: InductionRegime,
  left: 'stacked' | 'adapted',
  width: number,
): number[] {
  const { tuned, residuals } = runInduction(lab, trial, { width, fraction, momentum });
  const first = norm(residuals[0]);
  return residuals.map((now, t) => sizeOf(left, tuned, now, residuals[Math.max(0, t - 1)]) / first);
}

export function measureInduction(regime: InductionRegime, trials: readonly number[], lab: Lab): InductionObservation[] {
  const { left, widths } = regime;
  return trials.map((trial) => {
    let [oneStep, cumulated]: Worst[] = [
      { excess: Number.NEGATIVE_INFINITY, step: 0 },
      { excess: Number.NEGATIVE_INFINITY, step: 0 },
    ];
    const tuned = tuning(half, regime.fraction);
    const rate = 1 - tuned.delta;
    let sizes: number[] = [];
    for (const width of widths) {
      sizes = left === 'scalar' ? scalarSizes(tuned) : netSizes(lab, trial, regime, left, width);
      const excess = inductionExcess(sizes, rate, inductionConstants(tuned).C);
      if (excess.oneStep.excess > oneStep.excess) oneStep = excess.oneStep;
      if (excess.cumulated.excess > cumulated.excess) cumulated = excess.cumulated;
    }
    return { oneStep, cumulated, limit: trial === 0 ? limitExcess(regime) : null, sizes, rate };
  });
}

/** Rounding of sums that are equal, where the scalar recursion is held to itself. */
const tolerance = 1e-12;
const often = alwaysWithProbability({ p: 0.9, tolerance });

export const inductionRule = all({
  'one step (19)': part(often, ({ oneStep }: InductionObservation) => oneStep),
  'all steps (17)': part(often, ({ cumulated }: InductionObservation) => cumulated),
  'limit m → ∞, no floor': part(alwaysExactly({ tolerance: 1e-9 }), ({ limit }: InductionObservation) => limit),
});

export const printedInduction = { left: 'stacked', fraction: 1, momentum: 'tuned' } as const;

/** Controls of the printed and of the corrected form. */
export const slowDescent = {
  name: 'gradient descent at a tenth of the step',
  breaks: 'runs β = 0 with η = 0.1/(2λ_max)',
  regime: { momentum: 'zero', fraction: 0.1 },
  trials: 30,
} as const;
export const scalarRecursion = {
  name: 'the scalar recursion itself',
  breaks: 'nothing: e_t = β_*e_{t−1} + C gives (17)',
  regime: { left: 'scalar' },
  expected: 'supported',
} as const;

export function inductionFigures(observations: readonly InductionObservation[]): Figure[] {
  const { rate } = observations[0];
  return [
    {
      title: 'One-step ratios at the largest width, first five trials',
      x: { label: 't' },
      y: { label: 'size at t over size at t − 1' },
      series: [
        ...observations.slice(0, 5).map(({ sizes }, trial) => ({
          name: `trial ${trial}`,
          points: sizes.slice(1).map((value, k) => [k + 1, value / sizes[k]] as const),
        })),
        { name: 'β_*', draw: 'bound', points: observations[0].sizes.slice(1).map((_, k) => [k + 1, rate] as const) },
      ],
    },
  ];
}
