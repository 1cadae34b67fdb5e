import { BadInput } from '../errors.ts';
import { dot } from '../numerics/vectors.ts';
import type { Random } from '../random/random.ts';
import type { Loss } from './test-losses.ts';

/** One-dimensional regression: f(u_i) ≈ y_i. */
export interface Curve {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/**
 * The net 1 → w → w → 1 with tanh and biases, p = w² + 4w + 1, under the half mean square loss over the points of a
 * curve; Net481 (w = 20) and Net193 (w = 12) of the igr-momentum catalogue. Parameters in order: W₁ [w], b₁ [w],
 * W₂ [w, w], b₂ [w], W₃ [w], b₃.
 * @throws BadInput unless w is a multiple of 4.
 */
export function tanhNet(width: number, { inputs, targets }: Curve): Loss {
  if (!(width > 0 && width % 4 === 0)) {
    const remedy = 'The kernels take four units at a time.';
    throw new BadInput({ field: 'tanh net width', rule: 'must be a multiple of 4', value: width, remedy });
  }
  const count = inputs.length;
  const [b1, w2] = [width, 2 * width];
  const b2 = w2 + width * width;
  const [w3, b3] = [b2 + width, b2 + 2 * width];
  const dimension = b3 + 1;
  const layer = () => new Float64Array(width * count);
  // Activations, and their derivatives along v, of both layers: [unit, point].
  const [s1, s2, d1, d2] = [layer(), layer(), layer(), layer()];
  // Derivatives of the loss by the preactivations of both layers, and theirs along v.
  const [e1, e2, f1, f2] = [layer(), layer(), layer(), layer()];
  /** W₂ᵀe₂; e₁ is that times 1 − s₁². */
  const back = layer();
  // Residuals over the number of points, and their derivatives along v.
  const residual = new Float64Array(count);
  const change = new Float64Array(count);

  /** into += W₂ values, or with W₂ᵀ, four units of values at a time. */
  const multiply = (into: Float64Array, x: Float64Array, transposed: boolean, values: Float64Array): void => {
    const [across, along] = transposed ? [1, width] : [width, 1];
    for (let r = 0; r < width; r++) {
      for (let s = 0, at = w2 + r * across; s < width; s += 4, at += 4 * along) {
        const [a, b, c, d] = [x[at], x[at + along], x[at + 2 * along], x[at + 3 * along]];
        for (let i = 0, to = r * count, q = s * count; i < count; i++, to++, q++) {
          into[to] += a * values[q] + b * values[q + count] + c * values[q + 2 * count] + d * values[q + 3 * count];
        }
      }
    }
  };
  /** The gradient in W₂: into[r, s] += Σ_i errors[r, i] values[s, i]. */
  const outer = (into: Float64Array, errors: Float64Array, values: Float64Array): void => {
    for (let r = 0; r < width; r++) {
      for (let s = 0, at = w2 + r * width; s < width; s += 4, at += 4) {
        let [a, b, c, d] = [0, 0, 0, 0];
        for (let i = 0, p = r * count, q = s * count; i < count; i++, p++, q++) {
          const entry = errors[p];
          a += entry * values[q];
          b += entry * values[q + count];
          c += entry * values[q + 2 * count];
          d += entry * values[q + 3 * count];
        }
        into[at] += a;
        into[at + 1] += b;
        into[at + 2] += c;
        into[at + 3] += d;
      }
    }
  };
  /** The gradient in all but W₂ and W₃, from the derivatives by the preactivations and the output. */
  const biasesAndInputs = (into: Float64Array, first: Float64Array, second: Float64Array, output: Float64Array) => {
    for (let r = 0, at = 0; r < width; r++) {
      for (let i = 0; i < count; i++, at++) {
        into[r] += first[at] * inputs[i];
        into[b1 + r] += first[at];
        into[b2 + r] += second[at];
      }
    }
    for (let i = 0; i < count; i++) into[b3] += output[i];
  };

  const forward = (x: Float64Array): void => {
    residual.fill(x[b3]);
    for (let r = 0, at = 0; r < width; r++) {
      s2.fill(x[b2 + r], r * count, (r + 1) * count);
      for (let i = 0; i < count; i++, at++) s1[at] = Math.tanh(x[r] * inputs[i] + x[b1 + r]);
    }
    multiply(s2, x, false, s1);
    for (let r = 0, at = 0; r < width; r++) {
      for (let i = 0; i < count; i++, at++) {
        s2[at] = Math.tanh(s2[at]);
        residual[i] += x[w3 + r] * s2[at];
      }
    }
    for (let i = 0; i < count; i++) residual[i] = (residual[i] - targets[i]) / count;
  };
  const backward = (x: Float64Array): void => {
    for (let r = 0, at = 0; r < width; r++) {
      for (let i = 0; i < count; i++, at++) e2[at] = residual[i] * x[w3 + r] * (1 - s2[at] * s2[at]);
    }
    back.fill(0);
    multiply(back, x, true, e2);
    for (let at = 0; at < e1.length; at++) e1[at] = back[at] * (1 - s1[at] * s1[at]);
  };
  const known = new Float64Array(dimension).fill(Number.NaN);
  /** Fills activations, residuals and e at x; they stay from one call to the next at the same x. */
  const visit = (x: Float64Array): void => {
    let same = 0;
    while (same < dimension && known[same] === x[same]) same++;
    if (same === dimension) return;
    known.set(x);
    forward(x);
    backward(x);
  };

  return {
    dimension,
    value(x) {
      visit(x);
      return (count * dot(residual, residual)) / 2;
    },
    gradient(x, into = new Float64Array(dimension)) {
      visit(x);
      into.fill(0);
      biasesAndInputs(into, e1, e2, residual);
      outer(into, e2, s1);
      for (let r = 0, at = 0; r < width; r++) {
        for (let i = 0; i < count; i++, at++) into[w3 + r] += residual[i] * s2[at];
      }
      return into;
    },
    /** The derivative of `gradient` along v, term by term (Pearlmutter 1994). */
    hessianTimes(x, v, into = new Float64Array(dimension)) {
      visit(x);
      change.fill(v[b3]);
      for (let r = 0, at = 0; r < width; r++) {
        d2.fill(v[b2 + r], r * count, (r + 1) * count);
        for (let i = 0; i < count; i++, at++) d1[at] = (1 - s1[at] * s1[at]) * (v[r] * inputs[i] + v[b1 + r]);
      }
      multiply(d2, v, false, s1);
      multiply(d2, x, false, d1);
      for (let r = 0, at = 0; r < width; r++) {
        for (let i = 0; i < count; i++, at++) {
          d2[at] *= 1 - s2[at] * s2[at];
          change[i] += v[w3 + r] * s2[at] + x[w3 + r] * d2[at];
        }
      }
      for (let i = 0; i < count; i++) change[i] /= count;
      for (let r = 0, at = 0; r < width; r++) {
        for (let i = 0; i < count; i++, at++) {
          const slope = 1 - s2[at] * s2[at];
          f2[at] =
            (change[i] * x[w3 + r] + residual[i] * v[w3 + r]) * slope - 2 * residual[i] * x[w3 + r] * s2[at] * d2[at];
        }
      }
      f1.fill(0);
      multiply(f1, x, true, f2);
      multiply(f1, v, true, e2);
      for (let at = 0; at < f1.length; at++) {
        f1[at] = f1[at] * (1 - s1[at] * s1[at]) - 2 * back[at] * s1[at] * d1[at];
      }
      into.fill(0);
      biasesAndInputs(into, f1, f2, change);
      outer(into, f2, s1);
      outer(into, e2, d1);
      for (let r = 0, at = 0; r < width; r++) {
        for (let i = 0; i < count; i++, at++) into[w3 + r] += change[i] * s2[at] + residual[i] * d2[at];
      }
      return into;
    },
  };
}

/** A start of `tanhNet`: weights N(0, 1/fan-in), biases 0. */
export function tanhNetStart(width: number, stream: Random): Float64Array {
  const [w2, w3] = [2 * width, 3 * width + width * width];
  const start = new Float64Array(w3 + width + 1);
  const draw = (from: number, to: number, fanIn: number) => {
    for (let k = from; k < to; k++) start[k] = stream.normal() / Math.sqrt(fanIn);
  };
  draw(0, width, 1);
  draw(w2, w2 + width * width, width);
  draw(w3, w3 + width, width);
  return start;
}

/** The Chebyshev polynomial T_degree at `count` equispaced points of [−1, 1]. */
export function chebyshevCurve(degree: number, count = 20): Curve {
  const inputs = Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));
  return { inputs, targets: inputs.map((u) => Math.cos(degree * Math.acos(u))) };
}
