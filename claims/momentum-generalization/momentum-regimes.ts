import { type Lab, NotMeasured } from 'lemmata';
import { r0Quick, windowMomentum } from './experiments.ts';
import { neurons, overDimensions, type ProofRegime, type ProofRun, type State, signalOf } from './proof-runs.ts';
import { restartedRuns } from './stage-1.ts';

export interface MomentumRegime extends ProofRegime {
  /** Sets the momentum to zero at the end of stage 1. */
  readonly reset: boolean;
}

/** R-theta1: η = 1, 1 − γ = log(d)/d, where d is large enough for (βc)³ to be large after coasting. */
export const theta1Quick: MomentumRegime = {
  ...{ ...r0Quick, rate: 1, memory: '1 - log(d)/d', flipped: 0, bareBeta: null, reset: false },
  dimensions: [480, 960, 1920],
  horizon: { times: 20, unit: 'N/η' },
};
export const theta1Full: MomentumRegime = {
  ...theta1Quick,
  ...{ samples: 20, smallMargin: 2, horizon: { times: 100, unit: 'N/η' } },
};
/** The GD+M of R-window, over d. */
export const windowQuick: MomentumRegime = {
  ...{ ...theta1Quick, ...windowMomentum },
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
): Promise<T[][]> => overDimensions(regime, trials, lab, of, regime.reset ? restartedRuns : undefined);

/** Index of the first state with α c ≥ 1, 𝒯₀. @throws NotMeasured if there is none. */
export function fromHit({ states, alpha }: ProofRun): number {
  const first = states.findIndex((state) => alpha * signalOf(state) >= 1);
  if (first < 0) throw new NotMeasured('α c ≥ 1 was not reached');
  return first;
}

/** Index of the first state from 𝒯₁ = 𝒯₀ + ⌈1/(1 − γ)⌉ on. */
export function fromCoasted(run: ProofRun, fade: number): number {
  const { states } = run;
  const T1 = states[fromHit(run)].t + Math.ceil(1 / fade);
  const first = states.findIndex(({ t }) => t >= T1);
  if (first < 0) throw new NotMeasured(`the run ends before 𝒯₁ = ${T1}`);
  return first;
}

/** Momentum −𝒢^{(t+1)} = (c^{(t+1)} − c^{(t)})/η wherever two records are neighbours. */
export function momenta({ states, rate }: ProofRun): { t: number; push: number }[] {
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
