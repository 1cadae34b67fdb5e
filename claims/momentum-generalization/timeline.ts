import { type ProofRun, type State, signalOf } from './proof-runs.ts';
import type { Curve } from './small-step.ts';

/** Largest −𝒢_r = 3c_r²(α³ν₁ + β³ν₂). */
export const pullOf =
  ({ alpha, beta }: ProofRun) =>
  ({ c, nu1, nu2 }: State): number =>
    3 * Math.max(...c.map((entry) => entry ** 2)) * (alpha ** 3 * nu1 + beta ** 3 * nu2);

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
