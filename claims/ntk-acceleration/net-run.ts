import { dot, type Lab, type Random, solve } from 'lemmata';
import { inputsOf, inSpan } from './experiments.ts';

/** Inputs [n][d] and labels y, [n]. */
export interface Examples {
  readonly inputs: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

/** The net (1) at W_0 as its data see it: XXᵀ, a and the preactivations ⟨w_r, x_i⟩, flat [m, n]. */
export interface Start {
  readonly examples: Examples;
  /** K = XXᵀ, [n][n] */
  readonly inner: readonly (readonly number[])[];
  /** a, [m]: ±1 */
  readonly signs: Float64Array;
  readonly active: Float64Array;
}

export interface Method {
  readonly eta: number;
  readonly beta: number;
  /** `lazy`: 1/√m in front of the sum, step η. `mean-field`: 1/m and step ηm, which has the same kernel. */
  readonly scaling?: 'lazy' | 'mean-field';
  /** `frozen`: every gate keeps the value it has at W_0. */
  readonly gates?: 'relu' | 'frozen';
}

/** The default random data of a trial: x_i uniform on the sphere, y_i = ±1; in coordinates of their span where n < d. */
export function sphereExamples(lab: Lab, trial: number, samples: number, dimension: number): Examples {
  const name = `ntk-acceleration/sphere-${samples}-${dimension}`;
  const data = lab.data({ name, data: { sampler: 'unit-sphere', samples, dimension } }, trial);
  const inputs = inputsOf(data);
  return { inputs: samples < dimension ? inSpan(inputs) : inputs, labels: [...data.labels] };
}

/** ORTHO(n): x_i = e_i, y_i = ±1. */
export function orthoExamples(stream: Random, samples: number): Examples {
  const inputs = Array.from({ length: samples }, (_, i) =>
    Array.from({ length: samples }, (_, j) => (i === j ? 1 : 0)),
  );
  return { inputs, labels: inputs.map(() => stream.sign()) };
}

/** A neuron's gates are held as the bits of one number, so n is at most this. */
const mostInputs = 32;

/** Draws a and W_0. Neurons with one pattern of gates come next to each other, which makes the run several times faster. */
export function drawStart(stream: Random, examples: Examples, width: number): Start {
  const { inputs } = examples;
  const n = inputs.length;
  if (n > mostInputs) throw new RangeError(`at most ${mostInputs} inputs, not ${n}`);
  const signs = new Float64Array(width);
  const active = new Float64Array(width * n);
  const w = new Float64Array(inputs[0].length);
  for (let r = 0; r < width; r++) {
    signs[r] = stream.sign();
    for (let k = 0; k < w.length; k++) w[k] = stream.normal();
    for (let i = 0; i < n; i++) active[r * n + i] = dot(inputs[i], w);
  }
  const start: Start = {
    examples,
    inner: inputs.map((a) => inputs.map((b) => dot(a, b))),
    signs: new Float64Array(width),
    active: new Float64Array(width * n),
  };
  byPattern(patternsOf(active, n), n).forEach((r, place) => {
    start.signs[place] = signs[r];
    for (let i = 0; i < n; i++) start.active[place * n + i] = active[r * n + i];
  });
  return start;
}

/** The neurons in the order of (the first twelve gates of) their patterns: a counting sort. */
function byPattern(patterns: Int32Array, n: number): Uint32Array {
  const groups = 2 ** Math.min(n, 12);
  const places = new Uint32Array(groups + 1);
  for (let r = 0; r < patterns.length; r++) places[(patterns[r] & (groups - 1)) + 1]++;
  for (let group = 0; group < groups; group++) places[group + 1] += places[group];
  const order = new Uint32Array(patterns.length);
  for (let r = 0; r < patterns.length; r++) order[places[patterns[r] & (groups - 1)]++] = r;
  return order;
}

/** The open gates among n preactivations from `base` on, as bits. */
function patternOf(active: Float64Array, base: number, n: number): number {
  let pattern = 0;
  for (let i = 0; i < n; i++) if (active[base + i] >= 0) pattern |= 1 << i;
  return pattern;
}

/**
 * Heavy ball on (2), from rest. The net sees W through the preactivations only, and a step moves those of a neuron by
 * K times something, so it is they that are advanced.
 */
export class NetRun {
  readonly start: Start;
  readonly method: Method;
  /** ⟨w_t^(r), x_i⟩, flat [m, n]. */
  readonly active: Float64Array;
  /** ξ_t, [n] */
  residual: Float64Array;
  /** ξ_{t−1}, [n] */
  before: Float64Array;
  /** ⟨w_t^(r) − w_{t−1}^(r), x_i⟩, flat [m, n]. */
  readonly #velocity: Float64Array;
  /** The open gates of each neuron, and those at W_0. */
  readonly #patterns: Int32Array;
  readonly #first: Int32Array;
  /** What stands in front of the sum over the neurons. */
  readonly #scale: number;
  /** K, flat [n, n]. */
  readonly #inner: Float64Array;
  readonly #diagonal: boolean;
  readonly #pulled: Float64Array;
  #back: Float64Array | null = null;

  constructor(start: Start, method: Method) {
    this.start = start;
    this.method = method;
    this.active = start.active.slice();
    this.#velocity = new Float64Array(start.active.length);
    const m = start.signs.length;
    const n = start.inner.length;
    this.#patterns = patternsOf(start.active, n);
    this.#first = this.#patterns.slice();
    this.#scale = method.scaling === 'mean-field' ? 1 / m : 1 / Math.sqrt(m);
    this.#inner = Float64Array.from(start.inner.flat());
    this.#pulled = new Float64Array(n);
    this.#diagonal = start.inner.every((row, i) => row.every((entry, j) => i === j || entry === 0));
    this.residual = new Float64Array(n);
    this.before = this.residual;
    this.#advance(0);
    this.before = this.residual;
  }

  /** w_{t+1} = w_t − η∇L + β(w_t − w_{t−1}). */
  step(): void {
    this.#advance(this.method.eta / (this.start.signs.length * this.#scale));
  }

  /** One step, `rate` being that of each a_r Σ_j ξ_j 1{z_rj ≥ 0} x_j. */
  #advance(rate: number): void {
    const { active, residual, start } = this;
    const { signs } = start;
    const { beta, gates } = this.method;
    const velocity = this.#velocity;
    const patterns = this.#patterns;
    const frozen = gates === 'frozen';
    const n = residual.length;
    const sums = new Float64Array(n);
    let pattern = patterns[0];
    let pull = this.#pull(pattern, rate);
    for (let r = 0, k = 0; r < signs.length; r++) {
      const sign = signs[r];
      if (patterns[r] !== pattern) {
        pattern = patterns[r];
        pull = this.#pull(pattern, rate);
      }
      let next = 0;
      for (let i = 0; i < n; i++, k++) {
        const moved = beta * velocity[k] - sign * pull[i];
        const z = active[k] + moved;
        velocity[k] = moved;
        active[k] = z;
        if (frozen ? (pattern >> i) & 1 : z >= 0) {
          sums[i] += sign * z;
          next |= 1 << i;
        }
      }
      patterns[r] = next;
    }
    this.before = residual;
    this.residual = sums.map((sum, i) => this.#scale * sum - start.examples.labels[i]);
  }

  /** rate·K(ξ_t masked by the open gates), [n]; overwritten by the next call. */
  #pull(pattern: number, rate: number): Float64Array {
    const { residual } = this;
    const pull = this.#pulled.fill(0);
    const n = pull.length;
    for (let j = 0; j < n; j++) {
      if (!((pattern >> j) & 1)) continue;
      const weight = rate * residual[j];
      if (this.#diagonal) pull[j] = this.#inner[j * n + j] * weight;
      else for (let i = 0; i < n; i++) pull[i] += this.#inner[j * n + i] * weight;
    }
    return pull;
  }

  /** H(W_t), [n][n]. */
  gram(): number[][] {
    return gramOf(this.start.inner, this.#patterns);
  }

  /** max_r ‖w_t^(r) − w_0^(r)‖ over the neurons; the inputs must span their space. */
  drift(): number {
    const { active, start } = this;
    this.#back ??= pseudoInverse(start.examples.inputs);
    const back = this.#back;
    const n = start.inner.length;
    const moved = new Float64Array(n);
    let most = 0;
    for (let base = 0; base < active.length; base += n) {
      for (let i = 0; i < n; i++) moved[i] = active[base + i] - start.active[base + i];
      let square = 0;
      // Orthogonal inputs: coordinates along them.
      if (this.#diagonal) for (let i = 0; i < n; i++) square += moved[i] ** 2 / start.inner[i][i];
      for (let at = this.#diagonal ? back.length : 0; at < back.length; ) {
        let entry = 0;
        for (let i = 0; i < n; i++, at++) entry += back[at] * moved[i];
        square += entry * entry;
      }
      if (square > most) most = square;
    }
    return Math.sqrt(most);
  }

  /** Fractions of the mn gates that differ from their value at W_0, and that are open now but were not. */
  flips(): { changed: number; opened: number } {
    const first = this.#first;
    let [changed, opened] = [0, 0];
    this.#patterns.forEach((pattern, r) => {
      for (let bits = pattern ^ first[r]; bits !== 0; bits &= bits - 1) {
        changed++;
        if (pattern & bits & -bits) opened++;
      }
    });
    return { changed: changed / this.active.length, opened: opened / this.active.length };
  }
}

/** (XᵀX)⁻¹Xᵀ, flat [d, n]: takes ⟨w, x_i⟩, i = 1 … n, back to w. */
function pseudoInverse(inputs: Examples['inputs']): Float64Array {
  const axes = inputs[0].map((_, k) => inputs.map((x) => x[k]));
  const normal = axes.map((a) => axes.map((b) => dot(a, b)));
  const columns = inputs.map((x) => solve(normal, [...x]));
  return Float64Array.from(axes.flatMap((_, k) => columns.map((column) => column[k])));
}

/** H(W)_ij = x_iᵀx_j · fraction of the neurons whose gates are open for both (3), [n][n]; one pattern a neuron. */
export function gramOf(inner: Start['inner'], patterns: Int32Array): number[][] {
  const alike = new Map<number, number>();
  let run = 0;
  patterns.forEach((pattern, r) => {
    run++;
    if (pattern === patterns[r + 1]) return;
    alike.set(pattern, (alike.get(pattern) ?? 0) + run);
    run = 0;
  });
  const counts = inner.map((row) => row.map(() => 0));
  for (const [pattern, count] of alike) {
    for (let i = 0; i < inner.length; i++) {
      if (!((pattern >> i) & 1)) continue;
      for (let j = 0; j < inner.length; j++) if ((pattern >> j) & 1) counts[i][j] += count;
    }
  }
  return inner.map((row, i) => row.map((entry, j) => (entry * counts[i][j]) / patterns.length));
}

/** The open gates of each neuron, [m], from its preactivations, flat [m, n]. */
export function patternsOf(active: Float64Array, n: number): Int32Array {
  const patterns = new Int32Array(active.length / n);
  for (let r = 0; r < patterns.length; r++) patterns[r] = patternOf(active, r * n, n);
  return patterns;
}

/** φ_t of (15), once the run has made step t + 1: what ξ_{t+1} has beyond (I − ηH)ξ_t + β(ξ_t − ξ_{t−1}), [n]. */
export function deviation(
  { eta, beta }: Method,
  gram: readonly (readonly number[])[],
  [before, now, next]: readonly [Float64Array, Float64Array, Float64Array],
): Float64Array {
  return next.map((value, i) => value - now[i] + eta * dot(gram[i], now) - beta * (now[i] - before[i]));
}

/** |S_i^⊥|, [n]: neurons of which some w in the ball of that radius about w_0 has another gate for x_i. */
export function nearKink({ inner, active }: Start, radius: number): Float64Array {
  const n = inner.length;
  return Float64Array.from(inner, (row, i) => {
    const reach = radius * Math.sqrt(row[i]);
    let count = 0;
    for (let k = i; k < active.length; k += n) if (Math.abs(active[k]) <= reach) count++;
    return count;
  });
}
