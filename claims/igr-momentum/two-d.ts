import { NotMeasured } from 'lemmata';

/** The data of Section 4.1, which the paper does not print: the authors' public notebook (catalogue, trap 15). */
export const data = { x: 1, y: 0.6 } as const;

/** The values of β in Figure 1. */
export const momenta = [0, 0.5, 0.8, 0.9] as const;

interface Limit {
  readonly w: readonly [number, number];
  /** Whether y − w₁w₂x changed its sign on the way. */
  readonly crossed: boolean;
}

const settled = 1e-11;

/**
 * Where heavy ball from rest ends on E = ½(y − w₁w₂x)² with the data of Section 4.1; in scalars, because it takes 10⁴
 * steps and more. Null when it has not settled on the curve of minima after `steps`.
 */
export function limit(
  [start1, start2]: readonly [number, number],
  { h, beta, steps }: { h: number; beta: number; steps: number },
): Limit | null {
  const { x, y } = data;
  let [w1, w2] = [start1, start2];
  let [before1, before2] = [w1, w2];
  let residual = y - w1 * w2 * x;
  const side = Math.sign(residual);
  let crossed = false;
  for (let k = 0; k < steps; k++) {
    const push = h * residual * x;
    const next1 = w1 + push * w2 + beta * (w1 - before1);
    const next2 = w2 + push * w1 + beta * (w2 - before2);
    before1 = w1;
    before2 = w2;
    w1 = next1;
    w2 = next2;
    residual = y - w1 * w2 * x;
    crossed ||= residual * side < -settled;
    if (Math.abs(residual) < settled && Math.abs(w1 - before1) + Math.abs(w2 - before2) < settled) {
      return { w: [w1, w2], crossed };
    }
  }
  return null;
}

/** The relative loss of Q = w₁² − w₂², which gradient flow conserves: −ln(Q_∞/Q_0). */
export function imbalanceLoss(
  start: readonly [number, number],
  run: { h: number; beta: number; steps: number },
): { loss: number; crossed: boolean } {
  const end = limit(start, run);
  if (end === null) throw new NotMeasured(`h = ${run.h}, β = ${run.beta} from ${start} has not converged`);
  const imbalance = ([w1, w2]: readonly [number, number]) => w1 ** 2 - w2 ** 2;
  return { loss: -Math.log(imbalance(end.w) / imbalance(start)), crossed: end.crossed };
}
