import type { Loss } from '../networks/test-losses.ts';
import type { Field } from '../numerics/runge-kutta.ts';

/** c_k = (1 − β^{k+1})/(1 − β) */
export function transientRate(k: number, beta: number): number {
  return (1 - beta ** (k + 1)) / (1 - beta);
}

/** γ_k = (1 − β^{2k+2}) − 4(k+1)β^{k+1}(1−β)/(1+β) */
export function transientStrength(k: number, beta: number): number {
  return 1 - beta ** (2 * k + 2) - (4 * (k + 1) * beta ** (k + 1) * (1 - beta)) / (1 + beta);
}

/** −a∇E − b∇²E∇E, the field of every modified flow of a full-batch loss. */
function modifiedField(loss: Loss, a: number, b: number): Field {
  const slope = new Float64Array(loss.dimension);
  const force = new Float64Array(loss.dimension);
  return (x, into) => {
    loss.gradient(x, slope);
    if (b !== 0) loss.hessianTimes(x, slope, force);
    for (let i = 0; i < into.length; i++) into[i] = -a * slope[i] - b * force[i];
    return into;
  };
}

/** Which second-order term the piecewise flow carries; only `printed` is the paper's. */
export type PiecewiseTerm = 'printed' | 'none' | 'flipped' | 'gradient-descent';

/** Flow (4) on [t_k, t_{k+1}]: x' = −c_k∇E − hγ_k(1+β)/(2(1−β)³) ∇²E∇E. */
export function piecewiseFlow(loss: Loss, h: number, beta: number, term: PiecewiseTerm): (k: number) => Field {
  return (k) => {
    const rate = transientRate(k, beta);
    const printed = (h * transientStrength(k, beta) * (1 + beta)) / (2 * (1 - beta) ** 3);
    const strength = { printed, none: 0, flipped: -printed, 'gradient-descent': (h / 2) * rate ** 2 }[term];
    return modifiedField(loss, rate, strength);
  };
}

/** Flow (5): x' = −∇Ê/(1−β), Ê = E + (1+β)h/(4(1−β)²) ‖∇E‖²; without the regulariser, the plain rescaled flow. */
export function stationaryFlow(loss: Loss, h: number, beta: number, regularised: boolean): Field {
  const strength = regularised ? ((1 + beta) * h) / (2 * (1 - beta) ** 3) : 0;
  return modifiedField(loss, 1 / (1 - beta), strength);
}

/** Factors on the two parts of the regulariser of flow (10); 1 and 2 in the paper. */
export interface StochasticTerm {
  readonly current: number;
  readonly memory: number;
}

/**
 * Flow (10) along a batch sequence: x' = −∇Ê_k, Ê_k = G_k + (h/4)(‖∇G_k‖² + 2 Σ_{r<k} β^{k−r}‖∇G_r‖²), with
 * G_k = Σ_{r≤k} β^{k−r} E_r. Kept as weights w_k on the mini-batch losses and the matrix
 * A_k = w_k w_kᵀ + 2 Σ_{r<k} β^{k−r} w_r w_rᵀ, so that ∇Ê_k = Σ_j w_j∇E_j + (h/2) Σ_ij A_ij ∇²E_i∇E_j.
 * The fields must be asked for in order, k = 0, 1, ….
 */
export function stochasticFlow(
  batches: readonly Loss[],
  sequence: readonly number[],
  params: { h: number; beta: number; term: StochasticTerm },
): (k: number) => Field {
  const { h, beta, term } = params;
  const count = batches.length;
  const w = new Float64Array(count);
  /** Σ_{r<k} β^{k−r} w_r w_rᵀ */
  const past = new Float64Array(count * count);
  const { dimension } = batches[0];
  const slopes = batches.map(() => new Float64Array(dimension));
  const mixed = new Float64Array(dimension);
  const force = new Float64Array(dimension);
  return (k) => {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) past[i * count + j] = beta * (past[i * count + j] + (k > 0 ? w[i] * w[j] : 0));
    }
    for (let j = 0; j < count; j++) w[j] = beta * w[j] + (sequence[k] === j ? 1 : 0);
    const weights = w.slice();
    const a = past.map(
      (value, at) => term.current * weights[Math.floor(at / count)] * weights[at % count] + term.memory * value,
    );
    return (x, into) => {
      for (let j = 0; j < count; j++) batches[j].gradient(x, slopes[j]);
      into.fill(0);
      for (let i = 0; i < count; i++) {
        // A mini-batch without weight has never been drawn (or β = 0): its row of A is zero too.
        if (weights[i] === 0) continue;
        mixed.fill(0);
        for (let j = 0; j < count; j++) {
          for (let d = 0; d < dimension; d++) mixed[d] += a[i * count + j] * slopes[j][d];
        }
        batches[i].hessianTimes(x, mixed, force);
        for (let d = 0; d < dimension; d++) into[d] -= weights[i] * slopes[i][d] + (h / 2) * force[d];
      }
      return into;
    };
  };
}
