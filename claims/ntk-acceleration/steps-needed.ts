import { type Lab, NotMeasured } from 'lemmata';
import { residuals, tuning, wideNetJob } from './experiments.ts';

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

/** ‖ξ_t‖ of wide nets on SCALED(κ), x_1 = e_1, x_2 = e_2/√κ, H = diag(½, 1/(2κ)), y = (1, −1), η = fraction. SCALED(1) is ORTHO(2). */
export async function trainOnScaled(
  lab: Lab,
  trials: readonly number[],
  {
    kappa,
    fraction,
    width,
    gamma,
    momentum,
  }: { kappa: number; fraction: number; width: number; gamma: number; momentum: Momentum },
): Promise<Float64Array[]> {
  const { eta, delta, lambda } = tuning(scaledGram(kappa), fraction);
  const job = wideNetJob({
    name: 'ntk-acceleration/scaled',
    inputs: [
      [1, 0],
      [0, 1 / Math.sqrt(kappa)],
    ],
    labels: [1, -1],
    width,
    eta,
    beta: betas[momentum](delta),
    steps: horizon(eta * lambda, gamma, momentum),
  });
  return (await lab.train(job, trials)).map(residuals);
}

function scaledGram(kappa: number): number[][] {
  return [
    [0.5, 0],
    [0, 0.5 / kappa],
  ];
}
