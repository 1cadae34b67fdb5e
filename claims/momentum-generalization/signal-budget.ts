import type { Lab, Sweep } from 'lemmata';
import { overDimensions, type ProofRegime, type ProofRun, proofRuns, signalOf, sums } from './proof-runs.ts';
import { type Curve, fromT0 } from './small-step.ts';

/** q = sup_t c^{(t+1)}/(1/α + (ηβ³/α) Σ_{τ=T₀}^t ν₂^{(τ)}), against d. */
export interface Budget extends Sweep {
  /** [t + 1, α c^{(t)}] at the largest d. */
  readonly curve: Curve;
}

function budgetOf(run: ProofRun) {
  const { states, alpha, beta, rate } = run;
  const after = states.slice(fromT0(run));
  const sum = sums(after, ({ nu2 }) => nu2);
  // c does not decrease, so the later of two records bounds c^{(t+1)}.
  const ratios = after.map((next, k) => (alpha * signalOf(next)) / (1 + rate * beta ** 3 * (sum[k - 1] ?? 0)));
  return {
    q: Math.max(...ratios),
    curve: states.map((state) => [state.t + 1, alpha * signalOf(state)] as const),
  };
}

export async function budgets(regime: ProofRegime, trials: readonly number[], lab: Lab): Promise<Budget[]> {
  const rows = await overDimensions(regime, trials, lab, budgetOf, proofRuns);
  return rows.map((row) => ({ x: regime.dimensions, y: row.map(({ q }) => q), curve: row.at(-1)!.curve }));
}
