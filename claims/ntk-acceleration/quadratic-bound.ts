import { always, type Figure, type Lab, random, type Worst } from 'lemmata';

/** How (6) is read; q = ηλ_d, the modes are μ = ηλ_k ∈ [q, 1]. */
export interface QuadraticBoundRegime {
  readonly method: 'heavy-ball' | 'gradient-descent';
  /** What stands on the left: (w_t − w_*, w_{t−1} − w_*), or w_t − w_* alone. */
  readonly left: 'stacked' | 'iterate';
  /** What stands before rate^t: 1; the norm of the t-th power of the block; or c(1 + √q t). */
  readonly factor: 'one' | 'powers' | 'from-rest';
  /** Multiplies the factor. */
  readonly constant: number;
  /** GD is held to 1 − speed·q. */
  readonly speed: number;
  /** Whether w_0 ≠ w_{−1} is looked at too. */
  readonly starts: 'any' | 'at-rest';
  readonly qs: readonly number[];
}

interface Start {
  /** In the eigenbasis: w_0 − w_* and w_{−1} − w_*. */
  readonly now: readonly number[];
  readonly before: readonly number[];
}

const modes = 8;

/** Half of the modes spread geometrically from q to 1, half evenly. */
function spectrum(q: number): number[] {
  const shares = Array.from({ length: modes }, (_, k) => k / (modes - 1));
  return [...shares.map((share) => q ** (1 - share)), ...shares.map((share) => q + (1 - q) * share)];
}

function startsOf(q: number, { starts }: QuadraticBoundRegime, seed: string): Start[] {
  const stream = random(seed);
  const draw = () => Array.from({ length: 2 * modes }, () => stream.normal());
  const single = (k: number) => draw().map((_, j) => (j === k ? 1 : 0));
  const rest = (now: readonly number[]) => ({ now, before: now });
  const resting = [...single(0).map((_, k) => rest(single(k))), rest(draw())];
  if (starts === 'at-rest') return resting;
  // The slowest mode kicked towards the right singular vector of late powers of its block.
  const kicked = { now: single(0), before: single(0).map((entry) => -(1 - Math.sqrt(q)) * entry) };
  return [...resting, kicked, { now: draw(), before: draw() }];
}

/** ‖B^t‖/r^t of the double-root block B = [[2r, −r²], [1, 0]]: B^t = r^t [[t+1, −rt], [t/r, 1−t]], of determinant r^{2t}. */
function powerNorm(t: number, r: number): number {
  const square = (t + 1) ** 2 + (r * t) ** 2 + (t / r) ** 2 + (t - 1) ** 2;
  return Math.sqrt((square + Math.sqrt(Math.max(0, square * square - 4))) / 2);
}

/** Left side over rate^t times the left side at t = 0, for t ≤ 20/√q. Scaled by the rate inside, so that nothing underflows. */
function growth({ now, before }: Start, q: number, { method, left, speed }: QuadraticBoundRegime): number[] {
  const momentum = method === 'heavy-ball' ? (1 - Math.sqrt(q)) ** 2 : 0;
  const rate = method === 'heavy-ball' ? 1 - Math.sqrt(q) : 1 - speed * q;
  const mus = spectrum(q);
  const gains = mus.map((mu) => (1 + momentum - mu) / rate);
  const carry = momentum / rate ** 2;
  const share = left === 'stacked' ? rate ** -2 : 0;
  // Before the first step the earlier iterate stands at rate^{−1} of the scale.
  const x = Float64Array.from(now);
  const earlier = Float64Array.from(before, (entry) => entry * rate);
  const sizes: number[] = [];
  for (let t = 0; t * Math.sqrt(q) <= 20; t++) {
    let square = 0;
    for (let k = 0; k < x.length; k++) {
      square += x[k] * x[k] + share * earlier[k] * earlier[k];
      const next = gains[k] * x[k] - carry * earlier[k];
      earlier[k] = x[k];
      x[k] = next;
    }
    sizes.push(Math.sqrt(square));
  }
  return sizes.map((size) => size / sizes[0]);
}

function allowed(t: number, q: number, { factor, constant }: QuadraticBoundRegime): number {
  const r = 1 - Math.sqrt(q);
  return constant * (factor === 'one' ? 1 : factor === 'powers' ? powerNorm(t, r) : 1 + Math.sqrt(q) * t);
}

/** Largest left/right − 1 over q, starts and steps t ≥ 1. */
export function quadraticExcess(regime: QuadraticBoundRegime, trials: readonly number[], lab: Lab): Worst[] {
  return trials.map((trial) => {
    let worst = { excess: Number.NEGATIVE_INFINITY, step: 0 };
    for (const q of regime.qs) {
      const starts = startsOf(q, regime, lab.seed(`start ${q}`, trial));
      // The starts in single modes are the same in every trial.
      for (const start of trial === 0 ? starts : starts.slice(2 * modes)) {
        const sizes = growth(start, q, regime);
        for (let t = 1; t < sizes.length; t++) {
          const excess = sizes[t] / allowed(t, q, regime) - 1;
          if (excess > worst.excess) worst = { excess, step: t };
        }
      }
    }
    return worst;
  });
}

export const quadraticRule = always({ tolerance: 1e-9, atMost: 0.05 });

/** Gradient descent under the same code: the true rate passes, twice the rate does not. */
export const gradientDescentControls = [
  {
    name: 'gradient descent at twice its rate',
    breaks: 'holds GD to (1 − 2ηλ_d)^t',
    regime: { method: 'gradient-descent', left: 'iterate', factor: 'one', constant: 1, speed: 2 },
    trials: 1,
  },
  {
    name: 'gradient descent',
    breaks: 'nothing: GD keeps (1 − ηλ_d)^t',
    regime: { method: 'gradient-descent', left: 'iterate', factor: 'one', constant: 1, speed: 1 },
    expected: 'supported',
  },
] as const;

const slowest: Start = { now: [1], before: [1] };

/** In the slowest mode from rest: the first step that breaks (6), the factor at t = 20/√q, and its one-step factors. */
export function slowestMode(regime: QuadraticBoundRegime) {
  return regime.qs.map((q) => {
    const sizes = growth(slowest, q, regime);
    const steps = sizes.slice(1).map((size, t) => size / sizes[t]);
    return {
      q,
      firstViolation: sizes.findIndex((size) => size > 1 + 1e-9),
      factorAtTheEnd: sizes.at(-1)!,
      slopeInTSqrtQ: (sizes.at(-1)! - sizes[Math.floor(sizes.length / 2)]) / 10,
      leastOneStepFactorOverRate: Math.min(...steps),
    };
  });
}

export function quadraticFigure(regime: QuadraticBoundRegime): Figure {
  return {
    title: 'Left side of (6) over rate^t, slowest mode from rest',
    x: { label: 't√q' },
    y: { label: 'left/(rate^t · start)' },
    series: regime.qs.map((q) => {
      const sizes = growth(slowest, q, regime);
      const stride = Math.ceil(sizes.length / 40);
      return {
        name: `q = ${q}`,
        points: sizes.map((size, t) => [t * Math.sqrt(q), size] as const).filter((_, t) => t % stride === 0),
      };
    }),
  };
}
