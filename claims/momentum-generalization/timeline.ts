import { NotMeasured } from 'lemmata';
import { type ProofRun, type State, signalOf } from './proof-runs.ts';
import type { Curve } from './small-step.ts';

/** Stage 1 is over when every margin of Z₁ is at least this. */
const fitted = 8;

/** Largest −𝒢_r = 3c_r²(α³ν₁ + β³ν₂). */
const pullOf =
  ({ alpha, beta }: ProofRun) =>
  ({ c, nu1, nu2 }: State): number =>
    3 * Math.max(...c.map((entry) => entry ** 2)) * (alpha ** 3 * nu1 + beta ** 3 * nu2);

/** The first recorded state with Z₁ fitted, and the mean ℓ_i of Z₂ there. @throws NotMeasured if there is none. */
export function fromFitted(run: ProofRun) {
  const at = run.states.find(({ margins }) => run.large.every((i) => margins[i] >= fitted));
  if (!at) throw new NotMeasured(`Z₁ was not fitted by step ${run.states.at(-1)?.t}`);
  return { at, pull: pullOf(run), small: at.nu2 / run.fraction };
}

/** ν₁, ν₂, the signal gradient, α c and β c over time. */
export function timeline(run: ProofRun): Readonly<Record<string, Curve>> {
  const curve = (of: (state: State) => number): Curve =>
    run.states.map((state) => [state.t + 1, of(state)] as const).filter(([, value]) => value > 0);
  return {
    'ν₁': curve(({ nu1 }) => nu1),
    'ν₂': curve(({ nu2 }) => nu2),
    'signal gradient': curve(pullOf(run)),
    'α c': curve((state) => run.alpha * signalOf(state)),
    'β c': curve((state) => run.beta * signalOf(state)),
  };
}
