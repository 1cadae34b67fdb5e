import { dot } from '../numerics/vectors.ts';
import type { Random } from '../random/random.ts';

/** A smooth loss E: R^p → R in float64 with exact gradient and Hessian-vector product. */
export interface Loss {
  readonly dimension: number;
  value(x: Float64Array): number;
  gradient(x: Float64Array): Float64Array;
  /** ∇²E(x) v */
  hessianTimes(x: Float64Array, v: ArrayLike<number>): Float64Array;
}

/** TwoD of the igr-momentum catalogue: E(w₁, w₂) = ½(y − w₁w₂x)². */
export function twoD(x: number, y: number): Loss {
  const residual = ([w1, w2]: Float64Array) => y - w1 * w2 * x;
  return {
    dimension: 2,
    value: (w) => 0.5 * residual(w) ** 2,
    gradient: (w) => Float64Array.of(-residual(w) * x * w[1], -residual(w) * x * w[0]),
    hessianTimes(w, v) {
      const cross = w[0] * w[1] * x * x - residual(w) * x;
      return Float64Array.of((x * w[1]) ** 2 * v[0] + cross * v[1], cross * v[0] + (x * w[0]) ** 2 * v[1]);
    },
  };
}

/** Quartic of the catalogue, one mini-batch, p = 5: ½xᵀAx + bᵀx + (1/24) Σ_i q_i (u_iᵀx)⁴, A = ½BBᵀ + 0.2 I. */
export function quartic(stream: Random, p = 5): Loss {
  const draw = (deviation: number) => Array.from({ length: p }, () => deviation * stream.normal());
  const b2 = Array.from({ length: p }, () => draw(1 / Math.sqrt(p)));
  const a = b2.map((row, i) => b2.map((other, j) => 0.5 * dot(row, other) + (i === j ? 0.2 : 0)));
  const b = draw(0.5);
  const u = Array.from({ length: p }, () => draw(1 / Math.sqrt(p)));
  const q = u.map(() => 0.5 + stream.uniform());
  return {
    dimension: p,
    value: (x) =>
      0.5 * a.reduce((sum, row, i) => sum + x[i] * dot(row, x), 0) +
      dot(b, x) +
      u.reduce((sum, ui, i) => sum + (q[i] * dot(ui, x) ** 4) / 24, 0),
    gradient(x) {
      const gradient = Float64Array.from(a, (row, i) => dot(row, x) + b[i]);
      u.forEach((ui, i) => {
        const slope = (q[i] * dot(ui, x) ** 3) / 6;
        for (let k = 0; k < p; k++) gradient[k] += slope * ui[k];
      });
      return gradient;
    },
    hessianTimes(x, v) {
      const product = Float64Array.from(a, (row) => dot(row, v));
      u.forEach((ui, i) => {
        const curvature = ((q[i] * dot(ui, x) ** 2) / 2) * dot(ui, v);
        for (let k = 0; k < p; k++) product[k] += curvature * ui[k];
      });
      return product;
    },
  };
}

const inputs = 3;
const hidden = 6;

/** MLP31 of the catalogue: 3 → 6 tanh → 1 with biases (p = 31), half mean square loss over the given samples. */
export function mlp31(samples: readonly { readonly u: readonly number[]; readonly target: number }[]): Loss {
  const size = inputs + 1;
  const out = hidden * size;
  const scale = 1 / samples.length;
  // Scratch of `forward`: the activations of one sample, and their derivatives along v.
  const s = new Float64Array(hidden);
  const ds = new Float64Array(hidden);
  let df = 0;
  /** f(u), leaving s, ds and df behind; the derivatives along v only where it is given. */
  const forward = (x: Float64Array, u: ArrayLike<number>, v?: ArrayLike<number>): number => {
    let f = x[out + hidden];
    df = v ? v[out + hidden] : 0;
    for (let r = 0, at = 0; r < hidden; r++, at += size) {
      s[r] = Math.tanh(x[at + inputs] + x[at] * u[0] + x[at + 1] * u[1] + x[at + 2] * u[2]);
      f += x[out + r] * s[r];
      if (!v) continue;
      ds[r] = (1 - s[r] * s[r]) * (v[at + inputs] + v[at] * u[0] + v[at + 1] * u[1] + v[at + 2] * u[2]);
      df += v[out + r] * s[r] + x[out + r] * ds[r];
    }
    return f;
  };
  return {
    dimension: out + hidden + 1,
    value: (x) => samples.reduce((sum, { u, target }) => sum + 0.5 * scale * (forward(x, u) - target) ** 2, 0),
    gradient(x) {
      const gradient = new Float64Array(x.length);
      for (const { u, target } of samples) {
        const e = scale * (forward(x, u) - target);
        gradient[out + hidden] += e;
        for (let r = 0; r < hidden; r++) {
          gradient[out + r] += e * s[r];
          const back = e * x[out + r] * (1 - s[r] * s[r]);
          for (let k = 0; k < inputs; k++) gradient[r * size + k] += back * u[k];
          gradient[r * size + inputs] += back;
        }
      }
      return gradient;
    },
    /** The derivative of `gradient` along v, term by term (Pearlmutter 1994). */
    hessianTimes(x, v) {
      const product = new Float64Array(x.length);
      for (const { u, target } of samples) {
        const e = scale * (forward(x, u, v) - target);
        const de = scale * df;
        product[out + hidden] += de;
        for (let r = 0; r < hidden; r++) {
          product[out + r] += de * s[r] + e * ds[r];
          const w = x[out + r];
          const slope = 1 - s[r] * s[r];
          const back = de * w * slope + e * v[out + r] * slope - 2 * e * w * s[r] * ds[r];
          for (let k = 0; k < inputs; k++) product[r * size + k] += back * u[k];
          product[r * size + inputs] += back;
        }
      }
      return product;
    },
  };
}

/** The data of MLP31: `count` Gaussian inputs u ∈ R³ with targets sin(aᵀu) + ½u₁u₂. */
export function mlp31Samples(stream: Random, count = 24): { u: number[]; target: number }[] {
  const a = Array.from({ length: inputs }, () => stream.normal());
  return Array.from({ length: count }, () => {
    const u = Array.from({ length: inputs }, () => stream.normal());
    return { u, target: Math.sin(dot(a, u)) + 0.5 * u[0] * u[1] };
  });
}

/** A start of MLP31: weights N(0, 1), output weights N(0, 1/6), biases 0. */
export function mlp31Start(stream: Random): Float64Array {
  const size = inputs + 1;
  return Float64Array.from({ length: hidden * size + hidden + 1 }, (_, k) => {
    if (k < hidden * size) return k % size === inputs ? 0 : stream.normal();
    return k < hidden * size + hidden ? stream.normal() / Math.sqrt(hidden) : 0;
  });
}

/** E = (1/M) Σ_j E_(j). */
export function meanLoss(batches: readonly Loss[]): Loss {
  if (batches.length === 1) return batches[0];
  const average = (of: (loss: Loss) => Float64Array) => {
    const sum = new Float64Array(batches[0].dimension);
    for (const loss of batches) {
      const part = of(loss);
      for (let k = 0; k < sum.length; k++) sum[k] += part[k] / batches.length;
    }
    return sum;
  };
  return {
    dimension: batches[0].dimension,
    value: (x) => batches.reduce((sum, loss) => sum + loss.value(x) / batches.length, 0),
    gradient: (x) => average((loss) => loss.gradient(x)),
    hessianTimes: (x, v) => average((loss) => loss.hessianTimes(x, v)),
  };
}

/** ‖∇²E(x)‖₂ by power iteration. */
export function curvature(loss: Loss, x: Float64Array, iterations = 200): number {
  let v: Float64Array = Float64Array.from({ length: loss.dimension }, (_, k) => Math.cos(k + 1));
  let size = 0;
  for (let k = 0; k < iterations; k++) {
    const length = Math.sqrt(dot(v, v));
    v = loss.hessianTimes(
      x,
      v.map((value) => value / length),
    );
    size = Math.sqrt(dot(v, v));
  }
  return size;
}
