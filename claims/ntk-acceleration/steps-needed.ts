import { NotMeasured, norm, type Random } from 'lemmata';
import { drawStart, NetRun } from './net-run.ts';

/** tuned: Theorem 2's β; half: β = ½; zero: gradient descent. */
export type Momentum = 'tuned' | 'half' | 'zero';

const betas = { tuned: (delta: number) => (1 - delta) ** 2, half: () => 0.5, zero: () => 0 };

/** The first step from which on no later one exceeds γ times the start. @throws NotMeasured if the run ends above it. */
export function stepsBelow(sizes: ArrayLike<number>, gamma: number): number {
  let last = sizes.length - 1;
  if (sizes[last] > gamma * sizes[0]) throw new NotMeasured(`the run ends at ${sizes[last] / sizes[0]} of its start`);
  while (last > 0 && sizes[last] <= gamma * sizes[0]) last--;
  return last + 1;
}

/** Slowest mode μ = ηλ in the limit m → ∞, from rest: |ξ_t|/|ξ_0| until it is below γ for good. */
export function slowestMode(mu: number, gamma: number, momentum: Momentum): Float64Array {
  const beta = betas[momentum](Math.sqrt(mu / 2));
  const sizes = new Float64Array(horizon(mu, gamma, momentum) + 1);
  let [before, now] = [1, 1];
  for (let t = 0; t < sizes.length; t++) {
    sizes[t] = Math.abs(now);
    [before, now] = [now, (1 + beta - mu) * now - beta * before];
  }
  return sizes;
}

/** Steps until that mode is below γ for good. */
export function stepsInLimit(mu: number, gamma: number, momentum: Momentum): number {
  if (momentum === 'zero') return Math.ceil(Math.log(gamma) / Math.log1p(-mu));
  return stepsBelow(slowestMode(mu, gamma, momentum), gamma);
}

/** Steps that surely suffice: the envelope √2(1−δ)^t of heavy ball, the rate of gradient descent at momentum β. */
function horizon(mu: number, gamma: number, momentum: Momentum): number {
  const logRate = momentum === 'tuned' ? -Math.sqrt(mu / 2) : -mu / (momentum === 'half' ? 0.5 : 1);
  return Math.ceil(1.3 * (Math.log(gamma / 2) / logRate)) + 10;
}

/** ‖ξ_t‖ of a wide net on SCALED(κ), x_1 = e_1, x_2 = e_2/√κ, H = diag(½, 1/(2κ)), y = (1, −1). SCALED(1) is ORTHO(2). */
export function runOnScaled(
  stream: Random,
  {
    kappa,
    eta,
    width,
    gamma,
    momentum,
  }: { kappa: number; eta: number; width: number; gamma: number; momentum: Momentum },
): number[] {
  const inputs = [
    [1, 0],
    [0, 1 / Math.sqrt(kappa)],
  ];
  const etaLambda = (0.5 * eta) / kappa;
  const start = drawStart(stream, { inputs, labels: [1, -1] }, width);
  const run = new NetRun(start, { eta, beta: betas[momentum](Math.sqrt(etaLambda / 2)) });
  const sizes = [norm(run.residual)];
  for (let steps = horizon(etaLambda, gamma, momentum); steps > 0; steps--) {
    run.step();
    sizes.push(norm(run.residual));
  }
  return sizes;
}
