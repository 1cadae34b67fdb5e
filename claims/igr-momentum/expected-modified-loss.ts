import { exponentAtLeast, type Lab, part, random, type Sweep } from 'lemmata';
import { cloud, type Factors, modifiedLoss, sigmaSweep } from './noise-injection.ts';

export interface ModifiedRegime extends Factors {
  /** Points per trial, drawn from N(0, I). */
  readonly points: number;
  readonly halvings: number;
}

type Line = keyof ReturnType<typeof modifiedLoss>;

/** Differences of two lines of the display, by the name of the pair. */
export type Steps = Readonly<Record<string, Sweep>>;

export const h = 0.3;

/** |left − right| against σ for each pair of lines. */
export function stepErrors(
  pairs: Readonly<Record<string, readonly [Line, Line]>>,
  { points, halvings, ...factors }: ModifiedRegime,
  trials: readonly number[],
  lab: Lab,
): Steps[] {
  return trials.map((trial) => {
    const seen = cloud(random(lab.seed('points', trial)), points);
    return Object.fromEntries(
      Object.entries(pairs).map(([name, [left, right]]) => [
        name,
        sigmaSweep(seen, halvings, (point, sigma) => {
          const lines = modifiedLoss(point, sigma, h, factors);
          return Math.abs(lines[left] - lines[right]);
        }),
      ]),
    );
  });
}

/** ORDER(3) of one difference. */
export const thirdOrder = (name: string) =>
  part(exponentAtLeast({ order: 3, towards: 'zero' }), (steps: Steps) => steps[name]);

export const sizes = { quick: { points: 5, halvings: 5 }, full: { points: 20, halvings: 5 } } as const;

export const frobeniusControls = [
  { name: 'no Hessian norm', breaks: 'drops (h/4)σ²‖∇²E‖_F²', regime: { frobenius: 0 } },
  { name: 'twice the Hessian norm', breaks: 'takes (h/2)σ²‖∇²E‖_F²', regime: { frobenius: 2 } },
] as const;
