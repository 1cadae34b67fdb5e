import { type Figure, NotMeasured, powerLaw, type Sweep } from 'lemmata';
import { nearFlow, r0Quick } from './experiments.ts';
import type { ProofRegime, ProofRun, State } from './proof-runs.ts';

/** R-small: GD with η = 1/α², until every sample is memorised. */
export const smallStepQuick: ProofRegime = {
  ...r0Quick,
  ...nearFlow,
  flipped: 0,
  bareBeta: null,
  dimensions: [20, 40, 80],
  horizon: { times: 4, unit: 'N√d/(ηκ₀)', stopBelow: 0.02 },
};
export const smallStepFull: ProofRegime = {
  ...smallStepQuick,
  samples: 20,
  smallMargin: 2,
  dimensions: [20, 40, 80, 160],
};

export const smallStepAssumptions = [
  'distribution (D) with P = 5, m = 5, N = 1/μ̂, κ₀ = 0.3, W₀ redrawn until some c_r > 0',
  'λ = 0, η = 1/α², near gradient flow',
  'until every sample is memorised, max ℓ_i < 0.02',
  'recorded at every step up to 100, then at geometric distances of 5 %',
];

/** Index of the first state from T₀ on: mean margin of Z₁ ≥ 1, so c ≥ m^{−1/3}/α but for noise. @throws NotMeasured if it never comes. */
export function fromT0(run: ProofRun): number {
  return firstOf(run.states, (state) => meanMargin(run, state) >= 1, 'a mean margin of 1 on Z₁');
}

/** Of Z₁. */
export const meanMargin = ({ large }: ProofRun, { margins }: State): number =>
  large.reduce((sum, i) => sum + margins[i], 0) / large.length;

/** Index of the first state from T₁ on: y_i Ξ_i ≥ 1 on all of Z₂. @throws NotMeasured if it never comes. */
export function fromT1({ states, small }: ProofRun): number {
  return firstOf(states, ({ noise }) => small.every((i) => noise[i] >= 1), 'y_i Ξ_i ≥ 1');
}

function firstOf(states: readonly State[], reached: (state: State) => boolean, what: string): number {
  const first = states.findIndex(reached);
  if (first < 0) throw new NotMeasured(`${what} was not reached by step ${states.at(-1)?.t}`);
  return first;
}

/** Every trial over d, and the power law through their geometric means. */
export function sweepFigure(title: string, label: string, sweeps: readonly Sweep[], x = 'd'): Figure {
  return {
    title,
    x: { label: x, log: true },
    y: { label, log: true },
    series: [
      {
        name: 'each trial',
        draw: 'dots',
        points: sweeps.flatMap((sweep) => sweep.x.map((value, k) => [value, sweep.y[k]] as const)),
      },
      powerLaw('geometric mean over the trials', sweeps),
    ],
  };
}

/** One figure for each parameter that is swept: its axis, and the sweep of a trial. */
export const sweepFigures = <Observation>(
  what: string,
  label: string,
  observations: readonly Observation[],
  swept: Readonly<Record<string, readonly [axis: string, of: (observation: Observation) => Sweep | null]>>,
): Figure[] =>
  Object.entries(swept).map(([parameter, [axis, of]]) =>
    sweepFigure(
      `${what} against ${parameter}`,
      label,
      observations.flatMap((observation) => of(observation) ?? []),
      axis,
    ),
  );

export type Curve = readonly (readonly [number, number])[];

/** Curves over t + 1, both axes logarithmic. */
export function timeFigure(title: string, label: string, curves: Readonly<Record<string, Curve>>): Figure {
  return {
    title,
    x: { label: 't + 1', log: true },
    y: { label, log: true },
    // What has decayed to nothing would press everything else into one line.
    series: Object.entries(curves).map(([name, points]) => ({ name, points: points.filter(([, y]) => y > 1e-12) })),
  };
}
