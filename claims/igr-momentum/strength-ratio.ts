import { alwaysExactly, type Figure, type Worst } from 'lemmata';
import { moments } from './batch-weights.ts';

/** Roundings behind the stationary moments, and with them behind a ratio. */
export const recursions = 2e4;

export interface StrengthRegime {
  /** The regularisers as they stand in (10) and (11), or each over the coefficient of its force, as in Remark 4.2. */
  readonly reading: 'raw' | 'normalised';
  /** What SGD and SGD with momentum have in common: h/(1−β), or h itself. */
  readonly common: 'effective rate' | 'step';
  /** F/‖∇E‖²; null takes, for each β, the values at which the reading says so. */
  readonly phis: readonly number[] | null;
  readonly betas: readonly number[];
}

export interface StrengthObservation extends Worst {
  readonly cells: readonly { readonly phi: number; readonly beta: number; readonly ratio: number }[];
}

/** "About" of the catalogue: within a factor 1.25 either way. */
export const strengthRule = alwaysExactly({ tolerance: Math.log(1.25) + 1e-12 });

/**
 * The expected regulariser of (10) over that of (11) at φ = F/‖∇E‖², from the moments of the force. At equal h/(1−β):
 * raw ((1+β)/(1−β)² + φ/(1−β))/(1+φ), normalised 1−β times that.
 */
function strengthRatio({ reading, common }: StrengthRegime, phi: number, beta: number): number {
  const { a, b, c } = moments(beta, Number.POSITIVE_INFINITY);
  const step = common === 'step' ? 1 : 1 - beta;
  return ((step * (a + b * phi)) / (1 + phi)) * (reading === 'raw' ? 1 : 1 / c);
}

/** The φ between which ratio·(1−β) is within a factor 1.25 of 1, at equal h/(1−β) and for β > 1/4. */
export function validPhis(reading: StrengthRegime['reading'], beta: number): readonly [number, number] {
  if (reading === 'raw') return [(4 * (1 + beta)) / (1 - beta) - 5, Number.POSITIVE_INFINITY];
  return [(beta - 0.25) / (beta + 0.25), (beta + 0.2) / (beta - 0.2)];
}

/** |ln(ratio·(1−β))| over a grid of φ and β. */
export function strengths(regime: StrengthRegime, trials: readonly number[]): StrengthObservation[] {
  return trials.map(() => {
    const cells = regime.betas.flatMap((beta) => {
      const [low, high] = validPhis(regime.reading, beta);
      // On to a φ that is as good as infinite.
      const valid = Array.from({ length: 9 }, (_, k) => low * (Math.min(high, 1e9) / low) ** (k / 8));
      return (regime.phis ?? valid).map((phi) => ({ phi, beta, ratio: strengthRatio(regime, phi, beta) }));
    });
    const excesses = cells.map(({ ratio, beta }) => Math.abs(Math.log(ratio * (1 - beta))));
    const excess = Math.max(...excesses);
    return { excess, step: excesses.indexOf(excess), cells };
  });
}

/** ratio·(1−β) against φ, one curve per β, for each reading. */
export function strengthFigures({ common, betas, phis }: StrengthRegime): Figure[] {
  const grid = Array.from({ length: 37 }, (_, k) => 10 ** (k / 6 - 3));
  return (['raw', 'normalised'] as const).map((reading) => ({
    title: `Strength over that of SGD, times 1−β: ${reading}`,
    x: { label: 'F/‖∇E‖²', log: true },
    y: { label: 'ratio·(1−β)', log: true },
    series: betas.map((beta) => ({
      name: `β = ${beta}`,
      points: grid.map(
        (phi) => [phi, (1 - beta) * strengthRatio({ reading, common, phis, betas }, phi, beta)] as const,
      ),
    })),
  }));
}
