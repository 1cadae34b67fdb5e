import { type Figure, fc, type Lab, type SearchOutcome, search, violation } from 'lemmata';

/** Heavy ball against gradient descent on E = λx²/2, where h enters as u = hλ/(1−√β)². */
export interface RateRegime {
  readonly u: readonly [from: number, to: number];
  readonly beta: readonly [from: number, to: number];
  /** `same h`: GD(h), held to 1/(1−β)^power; `effective h`: GD(h/(1−β)), held to 1. */
  readonly reading: 'same h' | 'effective h';
  readonly power: number;
  readonly cases: number;
}

/** Largest root modulus of r² − (1+β−z)r + β, z = hλ. */
export function rootModulus(z: number, beta: number): number {
  const sum = 1 + beta - z;
  const discriminant = sum * sum - 4 * beta;
  return discriminant <= 0 ? Math.sqrt(beta) : (Math.abs(sum) + Math.sqrt(discriminant)) / 2;
}

/** log rate of heavy ball over the one predicted from gradient descent: 1 where Remark 4.1 is exact. */
function rateRatio(u: number, beta: number, { reading, power }: Pick<RateRegime, 'reading' | 'power'>): number {
  const z = u * (1 - Math.sqrt(beta)) ** 2;
  const rate = Math.log(rootModulus(z, beta));
  return reading === 'same h'
    ? ((1 - beta) ** power * rate) / Math.log(Math.abs(1 - z))
    : rate / Math.log(Math.abs(1 - z / (1 - beta)));
}

/** “Roughly” and “approximately”: within 10 %. */
export const band = 0.1;
export const rateTolerance = 1e-9;

/** Searches u (log-uniform) and β for a ratio outside of the band. */
export function rateSearch(regime: RateRegime, trials: readonly number[], lab: Lab): SearchOutcome[] {
  const logs = regime.u.map(Math.log);
  return trials.map((trial) =>
    search({
      cases: fc.record({
        u: fc.double({ min: logs[0], max: logs[1], noNaN: true }).map(Math.exp),
        beta: fc.double({ min: regime.beta[0], max: regime.beta[1], noNaN: true }),
      }),
      excess: ({ u, beta }) => Math.abs(rateRatio(u, beta, regime) - 1) - band,
      tolerance: rateTolerance,
      runs: regime.cases,
      seed: lab.seed('cases', trial),
    }),
  );
}

const mapped = [0.5, 0.8, 0.9, 0.99];
const steps = Array.from({ length: 4001 }, (_, k) => 10 ** (-3 + k / 1000));

/** Intervals of u in [10⁻³, 10] on which the ratio is within the band, for each β. */
export function rateMap() {
  return mapped.map((beta) => {
    const inside = steps.filter((u) => Math.abs(rateRatio(u, beta, { reading: 'same h', power: 1 }) - 1) <= band);
    const starts = inside.filter((u, k) => k === 0 || u > inside[k - 1] * 1.01);
    const ends = inside.filter((u, k) => k === inside.length - 1 || inside[k + 1] > u * 1.01);
    return { beta, within: starts.map((from, k) => [from, ends[k]]) };
  });
}

/** β = 9/16 and hλ = 1/16 (u = 1): r² − (3/2)r + 9/16 = (r − 3/4)², so ρ = 3/4 against 15/16. */
export function doubleRoot() {
  const beta = 9 / 16;
  return { beta, hLambda: 1 / 16, ...violation(rateRatio(1, beta, { reading: 'same h', power: 1 }), '≤', 1 + band) };
}

export function rateFigure(): Figure {
  return {
    title: 'Acceleration by heavy ball on a quadratic, over 1/(1−β)',
    x: { label: 'u = hλ/(1−√β)² (the discriminant vanishes at 1)', log: true },
    y: { label: '(1−β) ln ρ(HB)/ln ρ(GD)', log: true },
    series: [
      ...mapped.map((beta) => ({
        name: `β = ${beta}`,
        points: steps
          .filter((_, k) => k % 50 === 0)
          .map((u) => [u, rateRatio(u, beta, { reading: 'same h', power: 1 })] as const),
      })),
      { name: 'discriminant zero', points: [0.1, 3].map((level) => [1, level] as const) },
    ],
  };
}
