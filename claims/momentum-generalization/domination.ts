import { all, always, type Lab, norm, part, type Sweep, type Worst } from 'lemmata';
import { neurons, overDimensions, type ProofRegime, type ProofRun, proofRuns, type State } from './proof-runs.ts';
import { boundedByPolylog } from './signal-cap.ts';
import { type Curve, meanMargin, sweepFigure, timeFigure } from './small-step.ts';

export interface DominationRegime extends ProofRegime {
  /** What of Z₂ outweighs that of Z₁: the derivative ν, or the norm of the gradient. */
  readonly reading: 'derivative' | 'gradient';
  /** Unit of the time t − T₀ + 1 from which on it does. */
  readonly unit: '1/(μ̂ηα)' | 'd/(μ̂ηα)';
}

export interface Domination {
  /** First time in that unit, against d; the end of the run where it never comes. */
  readonly first: Sweep;
  /** Number of records up to T₁, or the end, at which Z₁ is ahead again, all if Z₂ never was; `step` is d. */
  readonly lapse: Worst;
  /** [t + 1, part of Z₂ over part of Z₁] at the largest d. */
  readonly ratio: Curve;
}

/** ‖Σ over i in a set of its part of the gradient‖. */
function gradientNorm({ data, samples, d }: ProofRun, { activations, slopes }: State, set: readonly number[]) {
  const gradient = new Float64Array(neurons * d);
  for (const i of set) {
    const factor = (3 / samples) * slopes[i] * data.labels[i];
    for (let row = i * data.patches; row < (i + 1) * data.patches; row++) {
      for (let r = 0; r < neurons; r++) {
        const pull = factor * activations[row * neurons + r] ** 2;
        for (let k = data.start[row]; k < data.start[row + 1]; k++)
          gradient[r * d + data.column[k]] += pull * data.value[k];
      }
    }
  }
  return norm(gradient);
}

function dominationOf(run: ProofRun, { reading, unit }: DominationRegime) {
  const { states, fraction, rate, alpha, small, large, d } = run;
  // Without small margins c may stay below 1/α while the noise of Z₁ is memorised; then there is no T₀.
  const start = Math.max(
    states.findIndex((state) => meanMargin(run, state) >= 1),
    0,
  );
  const T1 = states.findIndex(({ noise }) => small.every((i) => noise[i] >= 1));
  const upToT1 = states.slice(start, T1 < 0 ? undefined : T1 + 1);
  // Gradients take time, and three records in a row tell no more than one.
  const until = reading === 'derivative' ? upToT1 : upToT1.filter((_, k) => k % 3 === 0);
  const ratios = until.map((state) =>
    reading === 'derivative'
      ? state.nu2 / state.nu1
      : gradientNorm(run, state, small) / gradientNorm(run, state, large),
  );
  const first = ratios.findIndex((ratio) => ratio > 1);
  const time = until.at(first)!.t - until[0].t + 1;
  const lapses = ratios.slice(Math.max(first, 0)).filter((ratio) => ratio <= 1).length;
  return {
    time: time * fraction * rate * alpha * (unit === '1/(μ̂ηα)' ? 1 : 1 / d),
    lapse: { excess: lapses, step: d },
    ratio: until.map(({ t }, k) => [t + 1, ratios[k]] as const),
  };
}

export async function dominations(
  regime: DominationRegime,
  trials: readonly number[],
  lab: Lab,
): Promise<Domination[]> {
  const rows = await overDimensions(regime, trials, lab, (run) => dominationOf(run, regime), proofRuns);
  return rows.map((row) => ({
    first: { x: regime.dimensions, y: row.map(({ time }) => time) },
    lapse: row.map(({ lapse }) => lapse).reduce((worst, lapse) => (lapse.excess > worst.excess ? lapse : worst)),
    ratio: row.at(-1)!.ratio,
  }));
}

export const dominates = all(
  {
    'first time': part(boundedByPolylog, ({ first }: Domination) => first),
    'until T₁': part(always({ tolerance: 0, atMost: 0.4 }), ({ lapse }: Domination) => lapse),
  },
  ['trajectory'],
);

/** In place of every small margin a large one without noise. */
export const noSmallMargins = {
  name: 'no small margins',
  breaks: 'β = α and no noise in Z₂: its samples are learnt with the others',
  regime: { bareBeta: 'α', dimensions: [10, 20, 40] },
  trials: 12,
} as const;

export function dominationFigures(observations: readonly Domination[], { reading, unit }: DominationRegime) {
  const curves = observations.slice(0, 6).map(({ ratio }, trial) => [`trial ${trial}`, ratio] as const);
  return [
    timeFigure(`Z₂ over Z₁ at the largest d, ${reading}`, 'ratio', Object.fromEntries(curves)),
    sweepFigure(
      'From when on Z₂ dominates',
      `(t − T₀)/(${unit})`,
      observations.map(({ first }) => first),
    ),
  ];
}
