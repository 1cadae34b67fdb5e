import { curvature, type Figure, heavyBallIterates, type Lab, type Loss, norm, random } from 'lemmata';
import { draw } from './experiments.ts';

/** Sharpness of MLP31 at points that gradient descent has reached. */
export interface SharpnessRegime {
  /** Steps of gradient descent, h = 0.3, after which the point is looked at. */
  readonly points: readonly number[];
  readonly radii: readonly number[];
  /** `critical`: radii are multiples of ρ* = 2‖∇E‖/λ_max at the point. */
  readonly unit: 'absolute' | 'critical';
  /** What stands for the sharpness: factor · ρ^power · ‖∇E‖. */
  readonly surrogate: { readonly factor: number; readonly power: number };
  /** Starts of the ascent: the gradient and random directions. */
  readonly starts: number;
}

/** A point of the run. */
export interface PointSharpness {
  readonly steps: number;
  readonly slope: number;
  readonly lambda: number;
  /** ρ* = 2‖∇E‖/λ_max */
  readonly critical: number;
  readonly radii: readonly number[];
  /** S_ρ of each radius. */
  readonly sharpness: readonly number[];
  /** The surrogate of each radius. */
  readonly surrogate: readonly number[];
}

export const printed = { surrogate: { factor: 1, power: 1 }, unit: 'absolute' } as const;

/** The radii of the catalogue. */
export const radii = Array.from({ length: 7 }, (_, i) => 0.2 * 2 ** -i);

/** Most iterations of the ascent. */
const patience = 400;

/** Sharpness and surrogate at every point and radius. */
export function measureSharpness(regime: SharpnessRegime, trials: readonly number[], lab: Lab): PointSharpness[][] {
  const { points, unit, surrogate, starts } = regime;
  return trials.map((trial) => {
    const { loss, start } = draw('MLP31', 1, random(lab.seed('MLP31', trial)));
    const run = heavyBallIterates(loss, start, { h: 0.3, beta: 0, steps: Math.max(...points) });
    const stream = random(lab.seed('ascent', trial));
    return points.map((steps) => {
      const x = run[steps];
      const gradient = loss.gradient(x);
      const directions = [gradient];
      while (directions.length < starts) directions.push(x.map(() => stream.normal()));
      const [slope, lambda] = [norm(gradient), curvature(loss, x)];
      const critical = (2 * slope) / lambda;
      const balls = regime.radii.map((radius) => (unit === 'critical' ? radius * critical : radius));
      return {
        steps,
        slope,
        lambda,
        critical,
        radii: balls,
        sharpness: balls.map((rho) => Math.max(...directions.map((direction) => ascent(loss, x, rho, direction)))),
        surrogate: balls.map((rho) => surrogate.factor * rho ** surrogate.power * slope),
      };
    });
  });
}

/** E(x+ε) − E(x) where the projected ascent ε ← ρ (∇E(x+ε) + 3ε)/‖·‖ comes to rest. */
function ascent(loss: Loss, x: Float64Array, rho: number, direction: Float64Array): number {
  let length = norm(direction);
  const moved = x.map((value, i) => value + (rho * direction[i]) / length);
  const force = new Float64Array(x.length);
  for (let k = 0, shift = 1; k < patience && shift > 1e-10; k++) {
    loss.gradient(moved, force);
    for (let i = 0; i < x.length; i++) force[i] += 3 * (moved[i] - x[i]);
    length = norm(force);
    shift = 0;
    for (let i = 0; i < x.length; i++) {
      const next = x[i] + (rho * force[i]) / length;
      shift = Math.max(shift, Math.abs(next - moved[i]) / rho);
      moved[i] = next;
    }
  }
  return loss.value(moved) - loss.value(x);
}

/** S_ρ/(ρ‖∇E‖) against ρ/ρ* at every point of every trial, and the envelope max(1, ρ/ρ*) … 1 + ρ/ρ* of a quadratic. */
export function sharpnessMap(observations: readonly (readonly PointSharpness[])[]): Figure {
  const axis = Array.from({ length: 25 }, (_, k) => 10 ** (k / 4 - 3));
  const envelope = (name: string, of: (u: number) => number) => ({
    name,
    draw: 'dashed' as const,
    points: axis.map((u) => [u, of(u)] as const),
  });
  return {
    title: 'Sharpness over ρ‖∇E‖',
    x: { label: 'ρ/ρ*, ρ* = 2‖∇E‖/λ_max', log: true },
    y: { label: 'S_ρ/(ρ‖∇E‖)', log: true },
    series: [
      ...observations[0].map(({ steps }, k) => ({
        name: `after ${steps} steps`,
        draw: 'dots' as const,
        points: observations.flatMap((points) => {
          const { radii, critical, sharpness, slope } = points[k];
          return radii.map((rho, i) => [rho / critical, sharpness[i] / (rho * slope)] as const);
        }),
      })),
      envelope('1 + ρ/ρ*', (u) => 1 + u),
      envelope('max(1, ρ/ρ*)', (u) => Math.max(1, u)),
    ],
  };
}
