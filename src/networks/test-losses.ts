import { dot } from '../numerics/vectors.ts';
import type { Random } from '../random/random.ts';

/**
 * A smooth loss E: R^p → R in float64 with exact gradient and Hessian-vector product. Both fill and return `into`, a new
 * vector by default: typed arrays are dear to allocate in the inner loop of a flow.
 */
export interface Loss {
  readonly dimension: number;
  value(x: Float64Array): number;
  gradient(x: Float64Array, into?: Float64Array): Float64Array;
  /** ∇²E(x) v; `v` and `into` must be two arrays. */
  hessianTimes(x: Float64Array, v: Float64Array, into?: Float64Array): Float64Array;
}

/** TwoD of the igr-momentum catalogue: E(w₁, w₂) = ½(y − w₁w₂x)². */
export function twoD(x: number, y: number): Loss {
  return {
    dimension: 2,
    value: (w) => 0.5 * (y - w[0] * w[1] * x) ** 2,
    gradient(w, into = new Float64Array(2)) {
      const slope = (w[0] * w[1] * x - y) * x;
      into[0] = slope * w[1];
      into[1] = slope * w[0];
      return into;
    },
    hessianTimes(w, v, into = new Float64Array(2)) {
      const cross = (2 * w[0] * w[1] * x - y) * x;
      into[0] = x * x * w[1] * w[1] * v[0] + cross * v[1];
      into[1] = cross * v[0] + x * x * w[0] * w[0] * v[1];
      return into;
    },
  };
}

/** Quartic of the catalogue, one mini-batch, p = 5: ½xᵀAx + bᵀx + (1/24) Σ_i q_i (u_iᵀx)⁴, A = ½BBᵀ + 0.2 I. */
export function quartic(stream: Random, p = 5): Loss {
  const draw = (count: number, deviation: number) =>
    Float64Array.from({ length: count }, () => deviation * stream.normal());
  const root = draw(p * p, 1 / Math.sqrt(p));
  const a = Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    return 0.5 * rowTimes(root, i, root.subarray(j * p, (j + 1) * p), p) + (i === j ? 0.2 : 0);
  });
  const b = draw(p, 0.5);
  const u = draw(p * p, 1 / Math.sqrt(p));
  const q = Float64Array.from({ length: p }, () => 0.5 + stream.uniform());
  return {
    dimension: p,
    value(x) {
      let value = dot(b, x);
      for (let i = 0; i < p; i++) value += 0.5 * x[i] * rowTimes(a, i, x, p) + (q[i] * rowTimes(u, i, x, p) ** 4) / 24;
      return value;
    },
    gradient(x, into = new Float64Array(p)) {
      for (let i = 0; i < p; i++) into[i] = rowTimes(a, i, x, p) + b[i];
      for (let i = 0; i < p; i++) {
        const z = rowTimes(u, i, x, p);
        const slope = (q[i] * z * z * z) / 6;
        for (let k = 0; k < p; k++) into[k] += slope * u[i * p + k];
      }
      return into;
    },
    hessianTimes(x, v, into = new Float64Array(p)) {
      for (let i = 0; i < p; i++) into[i] = rowTimes(a, i, v, p);
      for (let i = 0; i < p; i++) {
        const z = rowTimes(u, i, x, p);
        const curvature = ((q[i] * z * z) / 2) * rowTimes(u, i, v, p);
        for (let k = 0; k < p; k++) into[k] += curvature * u[i * p + k];
      }
      return into;
    },
  };
}

/** Row i of a square matrix times v. */
function rowTimes(matrix: Float64Array, i: number, v: Float64Array, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += matrix[i * size + k] * v[k];
  return sum;
}

const inputs = 3;
const hidden = 6;

/** MLP31 of the catalogue: 3 → 6 tanh → 1 with biases (p = 31), half mean square loss over the given samples. */
export function mlp31(samples: readonly { readonly u: readonly number[]; readonly target: number }[]): Loss {
  const size = inputs + 1;
  const out = hidden * size;
  const dimension = out + hidden + 1;
  const count = samples.length;
  const scale = 1 / count;
  const [u0, u1, u2] = [0, 1, 2].map((k) => Float64Array.from(samples, ({ u }) => u[k]));
  const targets = Float64Array.from(samples, ({ target }) => target);
  const known = new Float64Array(dimension).fill(Number.NaN);
  /** Activations and their derivatives along v, [hidden, count]; residual/n and its derivative, [count]. */
  const s = new Float64Array(hidden * count);
  const ds = new Float64Array(hidden * count);
  const e = new Float64Array(count);
  const de = new Float64Array(count);
  /** Fills s and e at x; they stay from one call to the next at the same x. */
  const forward = (x: Float64Array): void => {
    let same = 0;
    while (same < dimension && known[same] === x[same]) same++;
    if (same === dimension) return;
    known.set(x);
    e.fill(x[out + hidden]);
    for (let r = 0, at = 0, k = 0; r < hidden; r++, at += size) {
      const w0 = x[at];
      const w1 = x[at + 1];
      const w2 = x[at + 2];
      const bias = x[at + inputs];
      const a = x[out + r];
      for (let i = 0; i < count; i++, k++) {
        const activation = Math.tanh(bias + w0 * u0[i] + w1 * u1[i] + w2 * u2[i]);
        s[k] = activation;
        e[i] += a * activation;
      }
    }
    for (let i = 0; i < count; i++) e[i] = scale * (e[i] - targets[i]);
  };
  return {
    dimension,
    value(x) {
      forward(x);
      return dot(e, e) / (2 * scale);
    },
    gradient(x, into = new Float64Array(dimension)) {
      forward(x);
      for (let r = 0, at = 0, k = 0; r < hidden; r++, at += size) {
        const a = x[out + r];
        let g0 = 0;
        let g1 = 0;
        let g2 = 0;
        let g3 = 0;
        let g4 = 0;
        for (let i = 0; i < count; i++, k++) {
          const activation = s[k];
          g4 += e[i] * activation;
          const back = e[i] * a * (1 - activation * activation);
          g0 += back * u0[i];
          g1 += back * u1[i];
          g2 += back * u2[i];
          g3 += back;
        }
        into[at] = g0;
        into[at + 1] = g1;
        into[at + 2] = g2;
        into[at + inputs] = g3;
        into[out + r] = g4;
      }
      into[out + hidden] = total(e);
      return into;
    },
    /** The derivative of `gradient` along v, term by term (Pearlmutter 1994). */
    hessianTimes(x, v, into = new Float64Array(dimension)) {
      forward(x);
      de.fill(v[out + hidden]);
      for (let r = 0, at = 0, k = 0; r < hidden; r++, at += size) {
        const v0 = v[at];
        const v1 = v[at + 1];
        const v2 = v[at + 2];
        const v3 = v[at + inputs];
        const dv = v[out + r];
        const a = x[out + r];
        for (let i = 0; i < count; i++, k++) {
          const activation = s[k];
          const moved = (1 - activation * activation) * (v3 + v0 * u0[i] + v1 * u1[i] + v2 * u2[i]);
          ds[k] = moved;
          de[i] += dv * activation + a * moved;
        }
      }
      for (let i = 0; i < count; i++) de[i] *= scale;
      for (let r = 0, at = 0, k = 0; r < hidden; r++, at += size) {
        const dv = v[out + r];
        const a = x[out + r];
        let g0 = 0;
        let g1 = 0;
        let g2 = 0;
        let g3 = 0;
        let g4 = 0;
        for (let i = 0; i < count; i++, k++) {
          const activation = s[k];
          g4 += de[i] * activation + e[i] * ds[k];
          const slope = 1 - activation * activation;
          const back = (de[i] * a + e[i] * dv) * slope - 2 * e[i] * a * activation * ds[k];
          g0 += back * u0[i];
          g1 += back * u1[i];
          g2 += back * u2[i];
          g3 += back;
        }
        into[at] = g0;
        into[at + 1] = g1;
        into[at + 2] = g2;
        into[at + inputs] = g3;
        into[out + r] = g4;
      }
      into[out + hidden] = total(de);
      return into;
    },
  };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
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
  const { dimension } = batches[0];
  const part = new Float64Array(dimension);
  const average = (into: Float64Array, of: (loss: Loss) => Float64Array) => {
    into.fill(0);
    for (const loss of batches) {
      of(loss);
      for (let k = 0; k < dimension; k++) into[k] += part[k] / batches.length;
    }
    return into;
  };
  return {
    dimension,
    value: (x) => batches.reduce((sum, loss) => sum + loss.value(x) / batches.length, 0),
    gradient: (x, into = new Float64Array(dimension)) => average(into, (loss) => loss.gradient(x, part)),
    hessianTimes: (x, v, into = new Float64Array(dimension)) => average(into, (loss) => loss.hessianTimes(x, v, part)),
  };
}

/** ‖∇²E(x)‖₂ by power iteration. */
export function curvature(loss: Loss, x: Float64Array, iterations = 200): number {
  let v = Float64Array.from({ length: loss.dimension }, (_, k) => Math.cos(k + 1));
  let image = new Float64Array(loss.dimension);
  let size = Math.sqrt(dot(v, v));
  for (let k = 0; k < iterations; k++) {
    for (let i = 0; i < v.length; i++) v[i] /= size;
    loss.hessianTimes(x, v, image);
    [v, image] = [image, v];
    size = Math.sqrt(dot(v, v));
  }
  return size;
}
