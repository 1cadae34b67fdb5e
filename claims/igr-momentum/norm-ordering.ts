import {
  alwaysWithProbability,
  type Figure,
  type Lab,
  NotMeasured,
  norm,
  random,
  violation,
  type Worst,
} from 'lemmata';
import { limit, momenta } from './two-d.ts';

export interface NormRegime {
  /** Effective learning rates h/(1−β). */
  readonly etas: readonly number[];
  /** True gives the four limits to the four β at random. */
  readonly shuffled: boolean;
  /** False leaves out, start by start, the η at which a run crosses the curve of minima. */
  readonly overshooting: boolean;
}

/** One start; `excess` is the largest growth of the norm with β at any η, `step` the place of that η. */
export interface NormObservation extends Worst {
  readonly start: readonly [number, number];
  /** By η: ‖w*‖ for every β, ascending; null where the η is left out. */
  readonly norms: readonly (readonly number[] | null)[];
}

/** The norm falls by more than the limits are uncertain, from each β to the next, in 99 % of the starts. */
export const normRule = alwaysWithProbability({ p: 0.99, tolerance: -1e-12 });

export const shuffledLabels = {
  name: 'shuffled labels',
  breaks: 'gives the four limits to the four β at random',
  regime: { shuffled: true },
  trials: 300,
} as const;

/** The limits from a start uniform in [−4, 4]² with ||w₁| − |w₂|| > 0.05. */
export function limitNorms(regime: NormRegime, trials: readonly number[], lab: Lab): NormObservation[] {
  const { etas, shuffled, overshooting } = regime;
  return trials.map((trial) => {
    const stream = random(lab.seed('start', trial));
    let start: [number, number];
    do start = [8 * stream.uniform() - 4, 8 * stream.uniform() - 4];
    while (Math.abs(Math.abs(start[0]) - Math.abs(start[1])) <= 0.05);
    const labels = shuffled ? shuffle(momenta.length, () => stream.uniform()) : momenta.map((_, k) => k);
    const norms = etas.map((eta) => {
      const ends = momenta.map((beta) => {
        const end = limit(start, { h: (1 - beta) * eta, beta, steps: 100 / eta });
        if (end === null) throw new NotMeasured(`η = ${eta}, β = ${beta} from ${start} has not converged`);
        return end;
      });
      return overshooting || !ends.some(({ crossed }) => crossed) ? labels.map((label) => norm(ends[label].w)) : null;
    });
    const growth = norms.map((byBeta) =>
      byBeta ? Math.max(...byBeta.slice(1).map((value, k) => value - byBeta[k])) : Number.NEGATIVE_INFINITY,
    );
    const excess = Math.max(...growth);
    return { start, norms, excess, step: growth.indexOf(excess) };
  });
}

/** 0, …, count − 1 in random order. */
function shuffle(count: number, uniform: () => number): number[] {
  return Array.from({ length: count }, (_, label) => ({ label, key: uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ label }) => label);
}

const ordered = (byBeta: readonly number[] | null) =>
  byBeta?.every((value, k) => k === 0 || value < byBeta[k - 1]) ?? null;

/** How often the whole chain holds at each η, and the start of smallest η‖w⁰‖² that breaks it. */
export function chainByRate(observations: readonly NormObservation[], { etas }: NormRegime) {
  return etas.map((eta, i) => {
    const broken = observations.filter(({ norms }) => ordered(norms[i]) === false);
    const [nearest] = [...broken].sort((a, b) => norm(a.start) - norm(b.start));
    return {
      eta,
      ordered: 1 - broken.length / observations.length,
      ...(nearest && {
        smallestScale: eta * norm(nearest.start) ** 2,
        start: nearest.start,
        norms: nearest.norms[i],
      }),
    };
  });
}

/** From (3, −2.5), η = 0.03: where β = 0.9 and 0.8 end, and their norms, which should be the other way round. */
export function roundStart() {
  const [start, eta] = [[3, -2.5] as const, 0.03];
  const ends = [0.9, 0.8].map((beta) => limit(start, { h: (1 - beta) * eta, beta, steps: 100 / eta })!.w);
  // The limits are settled to 10⁻¹¹.
  const sides = violation(norm(ends[0]), '≤', norm(ends[1]), 1e6);
  return { start, eta, betas: [0.9, 0.8], ends: ends.map((end) => [...end]), ...sides };
}

/** Phase diagrams in the plane of starts, one per η. */
export function phaseDiagrams(observations: readonly NormObservation[], { etas }: NormRegime): Figure[] {
  const drawn = observations.slice(0, 400);
  return etas.flatMap((eta, i) => {
    if (drawn.every(({ norms }) => norms[i] === null)) return [];
    const starts = (holds: boolean) =>
      drawn.filter(({ norms }) => ordered(norms[i]) === holds).map(({ start }) => start);
    return {
      title: `Starts from which the norm falls with β, η = ${eta}`,
      x: { label: 'w₁' },
      y: { label: 'w₂' },
      series: [
        { name: 'falls', draw: 'dots' as const, points: starts(true) },
        { name: 'does not', draw: 'dots' as const, points: starts(false) },
      ],
    };
  });
}
