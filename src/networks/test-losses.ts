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
  return {
    dimension: 2,
    value: (w) => 0.5 * (y - w[0] * w[1] * x) ** 2,
    gradient(w) {
      const slope = (w[0] * w[1] * x - y) * x;
      const gradient = new Float64Array(2);
      gradient[0] = slope * w[1];
      gradient[1] = slope * w[0];
      return gradient;
    },
    hessianTimes(w, v) {
      const cross = (2 * w[0] * w[1] * x - y) * x;
      const product = new Float64Array(2);
      product[0] = (x * w[1]) ** 2 * v[0] + cross * v[1];
      product[1] = cross * v[0] + (x * w[0]) ** 2 * v[1];
      return product;
    },
  };
}

/** Quartic of the catalogue, one mini-batch, p = 5: ½xᵀAx + bᵀx + (1/24) Σ_i q_i (u_iᵀx)⁴, A = ½BBᵀ + 0.2 I. */
export function quartic(stream: Random, p = 5): Loss {
  const draw = (count: number, deviation: number) =>
    Float64Array.from({ length: count }, () => deviation * stream.normal());
  const root = draw(p * p, 1 / Math.sqrt(p));
  const row = (matrix: Float64Array, i: number) => matrix.subarray(i * p, (i + 1) * p);
  const a = Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    return 0.5 * dot(row(root, i), row(root, j)) + (i === j ? 0.2 : 0);
  });
  const b = draw(p, 0.5);
  const u = draw(p * p, 1 / Math.sqrt(p));
  const q = Float64Array.from({ length: p }, () => 0.5 + stream.uniform());
  /** row i of the matrix times v */
  const times = (matrix: Float64Array, i: number, v: ArrayLike<number>): number => {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += matrix[i * p + k] * v[k];
    return sum;
  };
  return {
    dimension: p,
    value(x) {
      let value = dot(b, x);
      for (let i = 0; i < p; i++) value += 0.5 * x[i] * times(a, i, x) + (q[i] * times(u, i, x) ** 4) / 24;
      return value;
    },
    gradient(x) {
      const gradient = new Float64Array(p);
      for (let i = 0; i < p; i++) gradient[i] = times(a, i, x) + b[i];
      for (let i = 0; i < p; i++) {
        const slope = (q[i] * times(u, i, x) ** 3) / 6;
        for (let k = 0; k < p; k++) gradient[k] += slope * u[i * p + k];
      }
      return gradient;
    },
    hessianTimes(x, v) {
      const product = new Float64Array(p);
      for (let i = 0; i < p; i++) product[i] = times(a, i, v);
      for (let i = 0; i < p; i++) {
        const curvature = ((q[i] * times(u, i, x) ** 2) / 2) * times(u, i, v);
        for (let k = 0; k < p; k++) product[k] += curvature * u[i * p + k];
      }
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
  const dimension = out + hidden + 1;
  const scale = 1 / samples.length;
  const known = new Float64Array(dimension).fill(Number.NaN);
  const s = new Float64Array(samples.length * hidden);
  const e = new Float64Array(samples.length);
  /** Fills s (activations) and e (residual/n) of every sample at x; kept from one call to the next at the same x. */
  const forward = (x: Float64Array): void => {
    let same = 0;
    while (same < dimension && known[same] === x[same]) same++;
    if (same === dimension) return;
    known.set(x);
    for (let i = 0; i < samples.length; i++) {
      const { u, target } = samples[i];
      let f = x[out + hidden];
      for (let r = 0, at = 0; r < hidden; r++, at += size) {
        const activation = Math.tanh(x[at + inputs] + x[at] * u[0] + x[at + 1] * u[1] + x[at + 2] * u[2]);
        s[i * hidden + r] = activation;
        f += x[out + r] * activation;
      }
      e[i] = scale * (f - target);
    }
  };
  return {
    dimension,
    value(x) {
      forward(x);
      return dot(e, e) / (2 * scale);
    },
    gradient(x) {
      forward(x);
      const gradient = new Float64Array(dimension);
      for (let i = 0; i < samples.length; i++) {
        const { u } = samples[i];
        gradient[out + hidden] += e[i];
        for (let r = 0, at = 0; r < hidden; r++, at += size) {
          const activation = s[i * hidden + r];
          gradient[out + r] += e[i] * activation;
          const back = e[i] * x[out + r] * (1 - activation * activation);
          for (let k = 0; k < inputs; k++) gradient[at + k] += back * u[k];
          gradient[at + inputs] += back;
        }
      }
      return gradient;
    },
    /** The derivative of `gradient` along v, term by term (Pearlmutter 1994). */
    hessianTimes(x, v) {
      forward(x);
      const product = new Float64Array(dimension);
      const ds = new Float64Array(hidden);
      for (let i = 0; i < samples.length; i++) {
        const { u } = samples[i];
        let df = v[out + hidden];
        for (let r = 0, at = 0; r < hidden; r++, at += size) {
          const activation = s[i * hidden + r];
          const dz = v[at + inputs] + v[at] * u[0] + v[at + 1] * u[1] + v[at + 2] * u[2];
          ds[r] = (1 - activation * activation) * dz;
          df += v[out + r] * activation + x[out + r] * ds[r];
        }
        const de = scale * df;
        product[out + hidden] += de;
        for (let r = 0, at = 0; r < hidden; r++, at += size) {
          const activation = s[i * hidden + r];
          product[out + r] += de * activation + e[i] * ds[r];
          const slope = 1 - activation * activation;
          const back = (de * x[out + r] + e[i] * v[out + r]) * slope - 2 * e[i] * x[out + r] * activation * ds[r];
          for (let k = 0; k < inputs; k++) product[at + k] += back * u[k];
          product[at + inputs] += back;
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
