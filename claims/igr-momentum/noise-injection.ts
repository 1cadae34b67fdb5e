import { type Figure, gaussHermite, type Loss, lossOf, powerLaw, type Random, type Sweep } from 'lemmata';

/** E(x, y) = e^{0.3x} + ½(1 + x²)y² + sin(x + y/2) with its derivatives up to the third at a point. */
function derivatives(x: number, y: number) {
  const exponential = Math.exp(0.3 * x);
  const [sine, cosine] = [Math.sin(x + y / 2), Math.cos(x + y / 2)];
  return {
    value: exponential + 0.5 * (1 + x * x) * y * y + sine,
    gradient: [0.3 * exponential + x * y * y + cosine, (1 + x * x) * y + 0.5 * cosine],
    xx: 0.09 * exponential + y * y - sine,
    xy: 2 * x * y - 0.5 * sine,
    yy: 1 + x * x - 0.25 * sine,
    xxx: 0.027 * exponential - cosine,
    xxy: 2 * y - 0.5 * cosine,
    xyy: 2 * x - 0.25 * cosine,
    yyy: -0.125 * cosine,
  };
}

/** The same E as a loss. */
export const surface: Loss = lossOf({
  dimension: 2,
  value: ([x, y]) => derivatives(x, y).value,
  gradient: ([x, y]) => derivatives(x, y).gradient,
  hessianTimes([x, y], [u, v]) {
    const { xx, xy, yy } = derivatives(x, y);
    return [xx * u + xy * v, xy * u + yy * v];
  },
});

const nodes = gaussHermite(30);

/** E f(η) over η ~ N(0, σ²I) in the plane. */
function expectation(sigma: number, f: (a: number, b: number) => number): number {
  let sum = 0;
  for (const first of nodes) {
    for (const second of nodes) sum += first.weight * second.weight * f(sigma * first.at, sigma * second.at);
  }
  return sum;
}

const squared = ([a, b]: readonly number[]) => a * a + b * b;

/** R(x) = E_η E(x + η) and its expansion E + coefficient·σ² Tr ∇²E. */
export function smoothed([x, y]: Point, sigma: number, coefficient: number) {
  const { value, xx, yy } = derivatives(x, y);
  return {
    exact: expectation(sigma, (a, b) => derivatives(x + a, y + b).value),
    expansion: value + coefficient * sigma ** 2 * (xx + yy),
  };
}

/** Factors in the expansion of the expected modified loss; the paper has 1 throughout, Taylor's formula ½, ½ and 1. */
export interface Factors {
  /** of σ² Tr ∇²E */
  readonly trace: number;
  /** of ∇³E[η, η] */
  readonly cubic: number;
  /** of (h/4)σ²‖∇²E‖_F² */
  readonly frobenius: number;
}

/**
 * The lines of the last display of Section 7 at a point; `explicit` is the third without its last expectation,
 * (h/4)(‖∇E‖² + 2·cubic·σ²⟨∇E, ∇Tr∇²E⟩) in its place.
 */
export function modifiedLoss([x, y]: Point, sigma: number, h: number, { trace, cubic, frobenius }: Factors) {
  const { value, gradient, xx, xy, yy, xxx, xxy, xyy, yyy } = derivatives(x, y);
  const [p, q] = gradient;
  const bent = (a: number, b: number) => [
    p + cubic * (xxx * a * a + 2 * xxy * a * b + xyy * b * b),
    q + cubic * (xxy * a * a + 2 * xyy * a * b + yyy * b * b),
  ];
  const variance = sigma ** 2;
  const hessian = variance * frobenius * (xx * xx + 2 * xy * xy + yy * yy);
  const third = value + trace * variance * (xx + yy);
  return {
    first: expectation(sigma, (a, b) => {
      const at = derivatives(x + a, y + b);
      return at.value + (h / 4) * squared(at.gradient);
    }),
    second: expectation(sigma, (a, b) => {
      const [first, second] = bent(a, b);
      const taylor = value + p * a + q * b + 0.5 * (xx * a * a + 2 * xy * a * b + yy * b * b);
      return taylor + (h / 4) * squared([first + xx * a + xy * b, second + xy * a + yy * b]);
    }),
    third: third + (h / 4) * (hessian + expectation(sigma, (a, b) => squared(bent(a, b)))),
    explicit:
      third + (h / 4) * (hessian + squared(gradient) + 2 * cubic * variance * (p * (xxx + xyy) + q * (xxy + yyy))),
  };
}

export type Point = readonly [number, number];

/** Points from N(0, I), where the expansions are compared. */
export function cloud(stream: Random, size: number): Point[] {
  return Array.from({ length: size }, () => [stream.normal(), stream.normal()]);
}

/** The largest error over a cloud of points, at σ = 0.3·2^{−i}. */
export function sigmaSweep(points: readonly Point[], halvings: number, error: (point: Point, sigma: number) => number) {
  const x = Array.from({ length: halvings + 1 }, (_, i) => 0.3 * 2 ** -i);
  return { x, y: x.map((sigma) => Math.max(...points.map((point) => error(point, sigma)))) } satisfies Sweep;
}

/** Errors against σ, one series per name, the mean over the trials. */
export function sigmaFigure(title: string, observations: readonly Readonly<Record<string, Sweep>>[]): Figure {
  return {
    title,
    x: { label: 'σ', log: true },
    y: { label: 'largest error over the points, geometric mean over trials', log: true },
    series: Object.keys(observations[0] ?? {}).map((name) =>
      powerLaw(
        name,
        observations.map((one) => one[name]),
      ),
    ),
  };
}
