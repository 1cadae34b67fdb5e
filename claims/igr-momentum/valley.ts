import { NotMeasured, type Random } from 'lemmata';

/** Perturbed heavy ball x^{k+1} = x^k − h∇E(x^k + η_k) + β(x^k − x^{k−1}) in the valley E(u, v) = ½(1 + slope·u)‖v‖². */
export interface Run {
  readonly h: number;
  readonly beta: number;
  readonly slope: number;
  /** Which coordinates are perturbed. */
  readonly noise: 'all' | 'u';
  readonly chains: number;
  /** Steps with u frozen at 0, which bring v to its stationary law; 0 starts at v = 0. */
  readonly settling: number;
  readonly steps: number;
}

export const sigma = 0.05;
const width = 4;

/**
 * The mean of u over the chains, after each of the free steps. The noise of ½‖v + η‖² about its mean given v drives a
 * linear recursion of mean 0 in u: it is subtracted, which leaves the mean of u as it is and most of its variance out.
 */
export function meanOfU(run: Run, stream: Random): Float64Array {
  const { h, beta, slope, noise, chains, settling, steps } = run;
  const total = new Float64Array(steps + 1);
  const v = new Float64Array(width);
  const velocity = new Float64Array(width);
  const variance = noise === 'all' ? sigma * sigma : 0;
  for (let chain = 0; chain < chains; chain++) {
    v.fill(0);
    velocity.fill(0);
    let [u, drift, free, compensated] = [0, 0, 0, 0];
    for (let k = -settling; k < steps; k++) {
      const a = 1 + slope * (u + sigma * stream.normal());
      let [seen, expected] = [0, 0];
      for (let i = 0; i < width; i++) {
        const perturbed = noise === 'all' ? v[i] + sigma * stream.normal() : v[i];
        seen += perturbed * perturbed;
        expected += v[i] * v[i] + variance;
        velocity[i] = beta * velocity[i] - h * a * perturbed;
        v[i] += velocity[i];
      }
      if (k < 0) continue;
      drift = beta * drift - h * slope * 0.5 * seen;
      u += drift;
      free = beta * free - h * slope * 0.5 * expected;
      compensated += free;
      total[k + 1] += compensated / chains;
    }
    if (!Number.isFinite(u)) throw new NotMeasured(`u has left the valley at h = ${h}, β = ${beta}`);
  }
  return total;
}

/** Where the mean of u went: κ of the flow that goes there too, and the mean curvature a = 1 + u along the way. */
interface Fit {
  readonly kappa: number;
  readonly a: number;
}

/**
 * The flow of R + κησ²‖∇²E‖_F² at v = 0, with R = E + ½σ² Tr ∇²E, is u' = −2σ² − 8κησ²(1 + u); η = h/(1−β), and the
 * lag of β/(1−β) steps from rest is left out of the time. The valley's own slope and noise enter R only, so that
 * without them κ is the strength of a force that is not there.
 */
export function fitFlow({ h, beta, slope, noise }: Run, mean: Float64Array): Fit {
  const steps = mean.length - 1;
  const eta = h / (1 - beta);
  const time = eta * (steps - beta / (1 - beta));
  const smoothing = noise === 'all' ? 0.5 * sigma ** 2 * width * slope : 0;
  const a = mean.reduce((sum, u) => sum + 1 + u, 0) / mean.length;
  return { kappa: (-mean[steps] - smoothing * time) / (2 * width * eta * sigma ** 2 * a * time), a };
}

/** u(t) of that flow. */
export function flowOfU(kappa: number, eta: number, time: number): number {
  const [smoothing, pull] = [0.5 * width * sigma ** 2, 2 * width * kappa * eta * sigma ** 2];
  return pull === 0 ? -smoothing * time : (smoothing / pull + 1) * Math.expm1(-pull * time);
}

/** Sizes of the experiment; v settles for `settle`/η steps. */
export interface Sizes {
  readonly chains: number;
  readonly settle: number;
  readonly steps: number;
}

export const sizes = {
  quick: { chains: 30, settle: 15, steps: 400 },
  full: { chains: 300, settle: 60, steps: 400 },
} as const;

/** A run at effective learning rate η. */
export function runAt(
  eta: number,
  { chains, settle, steps }: Sizes,
  rest: { beta: number; slope: number; noise: Run['noise'] },
): Run {
  return { h: (1 - rest.beta) * eta, ...rest, chains, settling: Math.round(settle / eta), steps };
}

export const etas = [0.1, 0.2, 0.3] as const;

/** The value at η = 0 of the least squares line through (η, y). */
export function atZero(y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centre, level] = [mean(etas), mean(y)];
  const slope =
    etas.reduce((sum, eta, k) => sum + (eta - centre) * (y[k] - level), 0) /
    etas.reduce((sum, eta) => sum + (eta - centre) ** 2, 0);
  return level - slope * centre;
}
