import { type Lab, NotMeasured } from 'lemmata';
import { alphaOf, r0Quick, windowMomentum } from './experiments.ts';
import {
  checkpoints,
  neurons,
  overDimensions,
  type ProofRegime,
  type ProofRun,
  proofJob,
  proofRuns,
  rateOf,
  type State,
  signalOf,
} from './proof-runs.ts';
import { restartedRuns } from './stage-1.ts';

export interface MomentumRegime extends ProofRegime {
  /** Sets the momentum to zero at the end of stage 1. */
  readonly reset: boolean;
}

/** R-theta1: η = 1, 1 − γ = log(d)/d, where d is large enough for (βc)³ to be large after coasting. */
export const theta1Quick: MomentumRegime = {
  ...r0Quick,
  rate: 1,
  memory: '1 - log(d)/d',
  flipped: 0,
  bareBeta: null,
  reset: false,
  dimensions: [480, 960, 1920],
  horizon: { times: 20, unit: 'N/η' },
};
export const theta1Full: MomentumRegime = {
  ...theta1Quick,
  samples: 20,
  smallMargin: 2,
  horizon: { times: 100, unit: 'N/η' },
};
/** The GD+M of R-window, over d. */
export const windowQuick: MomentumRegime = {
  ...theta1Quick,
  ...windowMomentum,
  dimensions: [30, 60, 120],
  horizon: { times: 100, unit: 'N/η' },
};

export const theta1Assumptions = [
  'distribution (D) with P = 5, m = 5, N = 1/μ̂, κ₀ = 0.3, W₀ redrawn until some c_r > 0',
  'η = 1, γ = 1 − log(d)/d',
  'd ≥ 480: from there on coasting alone carries (βc)³ to 3 and more, as β c = 1.1 √(d/log d)/log d slowly grows; at d of 60 to 120 four runs in ten still memorise a part',
];

/** As `overDimensions`, with the reset where the regime asks for it. */
export const overMomentum = <T>(
  regime: MomentumRegime,
  trials: readonly number[],
  lab: Lab,
  of: (run: ProofRun) => T,
): Promise<T[][]> => overDimensions(regime, trials, lab, of, regime.reset ? restartedRuns : proofRuns);

/** What of a run concerns the signal alone. */
export interface SignalRun extends Pick<ProofRun, 'd' | 'alpha' | 'rate' | 'fraction'> {
  readonly states: readonly Pick<State, 't' | 'c'>[];
}

/** The same runs, of which c_r alone is recorded. */
export const overSignals = <T>(
  regime: MomentumRegime,
  trials: readonly number[],
  lab: Lab,
  of: (run: SignalRun) => T,
): Promise<T[][]> => overDimensions<T, SignalRun>(regime, trials, lab, of, regime.reset ? restartedRuns : signalRuns);

async function signalRuns(regime: ProofRegime, d: number, trials: readonly number[], lab: Lab): Promise<SignalRun[]> {
  const job = proofJob(regime, d);
  const schedule = { at: checkpoints(job.steps) };
  const probes = [{ name: 'signal', quantity: 'projection', direction: 'signal', schedule }] as const;
  const runs = await lab.train({ ...job, probes }, trials);
  return runs.map(({ series: { signal } }) => ({
    states: Array.from(signal.steps, (t, k) => ({
      t,
      c: [...signal.values.subarray(k * signal.width, (k + 1) * signal.width)],
    })),
    d,
    alpha: regime.alpha ?? alphaOf(d),
    rate: rateOf(regime, d),
    fraction: regime.smallMargin / regime.samples,
  }));
}

/** Index of the first state with α c ≥ 1, 𝒯₀. @throws NotMeasured if there is none. */
export function fromHit({ states, alpha }: SignalRun): number {
  const first = states.findIndex((state) => alpha * signalOf(state) >= 1);
  if (first < 0) throw new NotMeasured('α c ≥ 1 was not reached');
  return first;
}

/** Index of the first state from 𝒯₁ = 𝒯₀ + ⌈1/(1 − γ)⌉ on. */
export function fromCoasted(run: SignalRun, fade: number): number {
  const { states } = run;
  const T1 = states[fromHit(run)].t + Math.ceil(1 / fade);
  const first = states.findIndex(({ t }) => t >= T1);
  if (first < 0) throw new NotMeasured(`the run ends before 𝒯₁ = ${T1}`);
  return first;
}

/** Momentum −𝒢^{(t+1)} = (c^{(t+1)} − c^{(t)})/η wherever two records are neighbours. */
export function momenta({ states, rate }: SignalRun): { t: number; push: number }[] {
  return states.slice(0, -1).flatMap((state, k) => {
    const next = states[k + 1];
    return next.t === state.t + 1 ? [{ t: state.t, push: (signalOf(next) - signalOf(state)) / rate }] : [];
  });
}

/** Largest |Ξ_{i,j,r}| of a state; with the signal patches where asked. */
export function largestActivation({ activations }: State, patches: number, all = false): number {
  let most = 0;
  activations.forEach((z, q) => {
    if (all || Math.floor(q / neurons) % patches !== 0) most = Math.max(most, Math.abs(z));
  });
  return most;
}
