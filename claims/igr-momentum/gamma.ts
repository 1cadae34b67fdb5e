import { type Figure, fc, transientRate, transientStrength } from 'lemmata';

/** γ_k = (1 − β^{2k+2}) − factor · (k + shift) β^{k+1} (1−β)/(1+β); printed: factor 4, shift 1. */
export interface GammaForm {
  readonly factor: number;
  readonly shift: number;
}
export const printedGamma: GammaForm = { factor: 4, shift: 1 };

/** β = a/b. */
export interface RationalCase {
  readonly a: number;
  readonly b: number;
  readonly k: number;
}

/** Rationals in [0, 1) with denominators to 41, k to 25. */
export const rationalCases: fc.Arbitrary<RationalCase> = fc
  .tuple(fc.integer({ min: 1, max: 41 }), fc.nat(1_000_000), fc.integer({ min: 0, max: 25 }))
  .map(([b, draw, k]) => ({ a: draw % b, b, k }));

/** γ_k b^{2k+2} (b+a), an integer. */
export function scaledGamma({ a, b, k }: RationalCase, { factor, shift }: GammaForm): bigint {
  const [p, q, n] = [BigInt(a), BigInt(b), BigInt(k + 1)];
  return (q + p) * (q ** (2n * n) - p ** (2n * n)) - BigInt(factor * (k + shift)) * (p * q) ** n * (q - p);
}

/** x/y to float64 precision where it is small, and never 0 unless x is. */
export function ratio(x: bigint, y: bigint): number {
  return Number(x) / Number(y);
}

/** γ_k and (1−β)c_k against k. */
export function gammaFigure(): Figure {
  const curves = [0.5, 0.8, 0.9, 0.95].flatMap((beta) => {
    const along = (name: string, of: (k: number) => number) => ({
      name: `${name}, β = ${beta}`,
      points: Array.from({ length: 61 }, (_, k) => [k, of(k)] as const),
    });
    return [
      along('γ_k', (k) => transientStrength(k, beta)),
      along('(1−β)c_k', (k) => (1 - beta) * transientRate(k, beta)),
    ];
  });
  return { title: 'The transient of flow (4)', x: { label: 'k' }, y: { label: 'share of its limit' }, series: curves };
}
