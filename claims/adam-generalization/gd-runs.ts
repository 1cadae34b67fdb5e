import type { Lab, Trajectory } from 'lemmata';
import { type Correlations, correlationProbes, correlations } from './correlations.ts';
import { disjointFamily, type Family, familyJob, withPool } from './experiments.ts';

export interface GdRun extends Family {
  /** η */
  readonly rate: number;
  readonly steps: number;
}

/** Family M with m = 30, and s = 49: of a noise GD sees ‖ξ‖², which is 1 at every s. T_j is about 4/(3ηΛ_j), 70 steps. */
export const quickGd: GdRun = { ...withPool(disjointFamily(16, 49, 30, 1)), rate: 2, steps: 450 };
/** Family B with m = 30. */
export const fullGd: GdRun = { ...withPool(disjointFamily(16, 256, 30, 2)), rate: 0.5, steps: 8000 };

/** Λ_j = Θ(1) means this. About one class in a hundred loses the race of Lemma A.9: the claims’ trials allow for two such. */
export const learnt = 0.5;

/** A run as a claim looks at it. */
export interface Seen {
  readonly seen: Correlations;
  readonly run: Trajectory;
  /** Records of T_1 and T_{−1}, the first with Λ_j ≥ 1/2; the number of records where it never comes. */
  readonly times: { readonly [label: number]: number };
  readonly trial: number;
}

/** What `look` makes of the run of each trial. All claims that use one regime share its runs. */
export async function gdRuns<Observed>(
  regime: GdRun,
  trials: readonly number[],
  lab: Lab,
  look: (seen: Seen) => Observed,
): Promise<Observed[]> {
  const schedule = { every: Math.ceil(regime.steps / 120) };
  const job = familyJob('adam-generalization/gd', regime, {
    optimizer: { optimizer: 'gd', rate: regime.rate },
    steps: regime.steps,
    precision: 'float32',
    precisionReason: 'correlations and gradient norms are judged by thresholds and factors, far above rounding',
    probes: [
      ...correlationProbes(schedule),
      {
        name: 'gradient',
        quantity: 'gradient-norm',
        schedule: { at: [1 / 2, 2 / 3, 5 / 6, 1].map((share) => Math.ceil(share * regime.steps)) },
      },
      { name: 'error', quantity: 'error', schedule },
      { name: 'weights', quantity: 'weights', schedule: 'end' },
    ],
  });
  const observed = await lab.each([job], trials, (run, data) => {
    const seen = correlations(run, data);
    const time = (j: number) => {
      const first = seen.records.findIndex((k) => seen.featureOf(k, j) >= learnt);
      return first < 0 ? seen.records.length : first;
    };
    return look({ seen, run, times: { 1: time(1), [-1]: time(-1) }, trial: run.trial });
  });
  return observed.flat();
}

/** A control: no feature, however strong, outruns noises with ‖ξ‖² > n. The claims on quick runs share it. */
export const strongNoise = {
  name: 'strong noise',
  breaks: '‖ξ‖² > n: σ_p six times as large; in both profiles at the sizes of quick',
  regime: { ...quickGd, noise: 6 * quickGd.noise, steps: 300 },
  trials: 13,
};
