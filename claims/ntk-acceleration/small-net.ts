import { dot, type Random, random } from 'lemmata';

/** The network (1) and its data at a size where every formula can be written out. Weights W are flat, [m, d]. */
export interface SmallNet {
  /** X, [n][d]. */
  readonly inputs: readonly (readonly number[])[];
  readonly labels: readonly number[];
  /** a, [m]: ±1. */
  readonly signs: readonly number[];
}

export interface Shape {
  readonly samples: number;
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
}

/** X, [n][d]: uniform directions, norms uniform in [0.2, 1]. */
export function drawInputs(stream: Random, samples: number, dimension: number): number[][] {
  return Array.from({ length: samples }, () => {
    const x = Array.from({ length: dimension }, () => stream.normal());
    const scale = (0.2 + 0.8 * stream.uniform()) / Math.hypot(...x);
    return x.map((entry) => scale * entry);
  });
}

/** Data and W_0. */
export function drawSmallNet({ samples, dimension, width, seed }: Shape): { net: SmallNet; weights: Float64Array } {
  const stream = random(`small-net|${seed}`);
  const inputs = drawInputs(stream, samples, dimension);
  const labels = inputs.map(() => stream.sign());
  const signs = Array.from({ length: width }, () => stream.sign());
  const weights = Float64Array.from({ length: width * dimension }, () => stream.normal());
  return { net: { inputs, labels, signs }, weights };
}

/** ⟨w_r, x_i⟩, [m][n]. */
export function preactivations({ inputs, signs }: SmallNet, weights: ArrayLike<number>): number[][] {
  const d = inputs[0].length;
  return signs.map((_, r) =>
    inputs.map((x) => {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += weights[r * d + k] * x[k];
      return sum;
    }),
  );
}

/** ξ = u − y, [n]. */
export function residual({ labels, signs }: SmallNet, active: readonly (readonly number[])[]): number[] {
  const xi = labels.map((y) => -y);
  for (let r = 0; r < signs.length; r++) {
    for (let i = 0; i < xi.length; i++) xi[i] += (signs[r] * Math.max(0, active[r][i])) / Math.sqrt(signs.length);
  }
  return xi;
}

/** The paper's subgradient of L, [m, d]; `signed: false` forgets a_r. */
export function subgradient(net: SmallNet, active: readonly (readonly number[])[], signed = true): Float64Array {
  const { inputs, signs } = net;
  const xi = residual(net, active);
  const d = inputs[0].length;
  const gradient = new Float64Array(signs.length * d);
  signs.forEach((sign, r) => {
    inputs.forEach((x, i) => {
      if (active[r][i] < 0) return;
      const slope = ((signed ? sign : 1) * xi[i]) / Math.sqrt(signs.length);
      for (let k = 0; k < d; k++) gradient[r * d + k] += slope * x[k];
    });
  });
  return gradient;
}

/** The Gram matrix H(W) of (3), [n][n]. */
export function gramAt({ inputs }: Pick<SmallNet, 'inputs'>, active: readonly ArrayLike<number>[]): number[][] {
  return inputs.map((a, i) =>
    inputs.map((b, j) => {
      const both = active.reduce((count, z) => count + (z[i] >= 0 && z[j] >= 0 ? 1 : 0), 0);
      return (dot(a, b) * both) / active.length;
    }),
  );
}

/** Distance of the nearest preactivation from the kink of the ReLU. */
export function nearestKink(active: readonly (readonly number[])[]): number {
  return Math.min(...active.flat().map(Math.abs));
}
