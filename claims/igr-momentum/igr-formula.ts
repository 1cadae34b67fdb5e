import { type Figure, fc, type Lab, neverViolated, norm, type SearchOutcome, search, twoD } from 'lemmata';

export interface FormulaRegime {
  /** ‖∇E‖² over (w₁² + w₂²)E: 1 as printed, 2x² in truth; `of 2x` takes 2x for x. */
  readonly ratio: keyof typeof ratios;
  /** Values of x; null draws them from [0.1, 3]. */
  readonly xs: readonly number[] | null;
  readonly runs: number;
}

const ratios = { one: () => 1, '2x²': (x: number) => 2 * x ** 2, 'of 2x': (x: number) => 2 * (2 * x) ** 2 };
const tolerance = 1e-10;

export const formulaRule = neverViolated({ tolerance, atMost: 0.05 });

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** |‖∇E‖² − ratio (w₁² + w₂²)E| relative to ‖∇E‖² over random data and weights of E = ½(y − w₁w₂x)². */
export function formulaSearch(
  { ratio, xs, runs }: FormulaRegime,
  trials: readonly number[],
  lab: Lab,
): SearchOutcome[] {
  return trials.map((trial) =>
    search({
      cases: fc.record({
        x: xs === null ? within(0.1, 3) : fc.constantFrom(...xs),
        y: within(-2, 2),
        w1: within(-4, 4),
        w2: within(-4, 4),
      }),
      excess({ x, y, w1, w2 }) {
        const loss = twoD(x, y);
        const w = Float64Array.of(w1, w2);
        // Next to the curve of minima the residual is the difference of equal numbers, and both sides are rounding.
        fc.pre(Math.abs(y - w1 * w2 * x) > 1e-3 && norm(w) > 1e-3);
        const slope = norm(loss.gradient(w)) ** 2;
        return Math.abs(slope - ratios[ratio](x) * norm(w) ** 2 * loss.value(w)) / slope;
      },
      tolerance,
      runs,
      seed: lab.seed('cases', trial),
    }),
  );
}

/** The ratio against x, at one point w; by the search it is the same at every other. */
export function ratioFigure(): Figure {
  const xs = Array.from({ length: 30 }, (_, k) => (k + 1) / 10);
  const w = Float64Array.of(2.8, 3.4);
  const measured = (x: number) => {
    const loss = twoD(x, 0.6);
    return norm(loss.gradient(w)) ** 2 / (norm(w) ** 2 * loss.value(w));
  };
  const line = (name: string, at: (x: number) => number) => ({ name, points: xs.map((x) => [x, at(x)] as const) });
  return {
    title: '‖∇E‖² over (w₁² + w₂²)E',
    x: { label: 'x', log: true },
    y: { label: 'ratio', log: true },
    series: [line('measured', measured), line('2x²', ratios['2x²']), { ...line('printed', ratios.one), draw: 'bound' }],
  };
}
