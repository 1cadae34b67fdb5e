import type { Loss } from 'lemmata';

/** A loss of one variable. */
function scalar(value: (x: number) => number, slope: (x: number) => number, bend: (x: number) => number): Loss {
  return {
    dimension: 1,
    value: ([x]) => value(x),
    gradient([x], into = new Float64Array(1)) {
      into[0] = slope(x);
      return into;
    },
    hessianTimes([x], [v], into = new Float64Array(1)) {
      into[0] = bend(x) * v;
      return into;
    },
  };
}

/** E = ax²/2. */
export const parabola = (a: number) =>
  scalar(
    (x) => (a * x ** 2) / 2,
    (x) => a * x,
    () => a,
  );

/** E = ax. */
export const line = (a: number) =>
  scalar(
    (x) => a * x,
    () => a,
    () => 0,
  );

/** E = |x| + x²/4: the gradient jumps at the minimum. */
export const kink = scalar(
  (x) => Math.abs(x) + x ** 2 / 4,
  (x) => Math.sign(x) + x / 2,
  () => 0.5,
);

/** The branch x > 0 of `kink`; its flows are held where they reach 0. */
export const kinkBranch = scalar(
  (x) => x + x ** 2 / 4,
  (x) => 1 + x / 2,
  () => 0.5,
);

/** Points of a flow on `kinkBranch`, held at the minimum of `kink`. */
export const heldAtZero = (points: readonly Float64Array[]) => points.map(([x]) => Float64Array.of(Math.max(0, x)));

/** E′ = clip(x/0.3, −1, 1) + x/2: the Hessian jumps at |x| = 0.3. */
export const bentTwice = scalar(
  (x) => (Math.abs(x) < 0.3 ? x ** 2 / 0.6 : Math.abs(x) - 0.15) + x ** 2 / 4,
  (x) => Math.max(-1, Math.min(1, x / 0.3)) + x / 2,
  (x) => (Math.abs(x) < 0.3 ? 1 / 0.3 : 0) + 0.5,
);

/** E = −x⁴/4, unbounded below: the flow x′ = −E′/(1−β) from x⁰ is infinite at t = (1−β)/(2(x⁰)²). */
export const downhill = scalar(
  (x) => -(x ** 4) / 4,
  (x) => -(x ** 3),
  (x) => -3 * x ** 2,
);
