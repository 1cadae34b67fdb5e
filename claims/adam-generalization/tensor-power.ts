import { type Figure, fc, type Lab, random, type SearchOutcome, search } from 'lemmata';

/** What the time T_x of Lemma A.9 is held to. */
export type TimeForm =
  /** 0.01 x₀^{2−q} ≤ ηT_x ≤ 500 x₀^{2−q}, for every C ∈ [x₀, 1] */
  | 'printed'
  /** (x₀^{2−q} − C^{2−q})/((q−2)A) ≤ ηT_x ≤ (1 + ηAC^{q−2})^{q−1} x₀^{2−q}/((q−2)A) + η */
  | 'two-sided'
  /** The upper half alone. */
  | 'upper';

export interface TimeRegime {
  readonly form: TimeForm;
  /** Whether x_{t+1} = x_t + ηAx_t^{q−1} or, with random surpluses, ≥. */
  readonly sequences: 'equal' | 'at-least';
  /** Added to the exponent q − 1 of the recursion. */
  readonly exponentShift: number;
  /** Least C/x₀. */
  readonly leastRatio: number;
  readonly runs: number;
}

interface TimeCase {
  /** q */
  readonly degree: number;
  readonly a: number;
  /** η/x₀ */
  readonly step: number;
  /** Where x₀ lies between the least that takes 5000 steps and 0.3, on the logarithmic scale. */
  readonly start: number;
  /** C/x₀ */
  readonly ratio: number;
  readonly seed: number;
}

const budget = 5000;

/** x₀ is bounded below by the number of steps; x/x₀ depends on x₀ only through ηAx₀^{q−2}, which it lets fall to 10⁻⁴. */
function startOf({ degree, a, step, start }: TimeCase): number {
  const least = Math.max(3e-3, Math.min(0.3, (budget * (degree - 2) * a * step) ** (-1 / (degree - 1))));
  return least ** (1 - start) * 0.3 ** start;
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** First t with x_t ≥ target. */
function hittingTime(x0: number, target: number, increase: (x: number) => number): number {
  let x = x0;
  for (let t = 0; ; t++) {
    if (x >= target) return t;
    if (t > 200 * budget) return Number.POSITIVE_INFINITY;
    x += increase(x);
  }
}

/** By how much ηT_x leaves the form, in units of x₀^{2−q}. */
export function timeExcess(candidate: TimeCase, { form, sequences, exponentShift }: TimeRegime): number {
  const { degree: q, a, step, ratio, seed } = candidate;
  const x0 = startOf(candidate);
  const eta = step * x0;
  const target = form === 'printed' ? Math.max(x0, Math.min(1, ratio * x0)) : ratio * x0;
  const stream = random(`tensor power|${seed}`);
  const surplus = () => (sequences === 'equal' ? 1 : 1 + stream.uniform() ** -2 * stream.integer(2));
  const unit = x0 ** (2 - q);
  const time = (eta * hittingTime(x0, target, (x) => eta * a * x ** (q - 1 + exponentShift) * surplus())) / unit;
  if (form === 'printed') return Math.max(0.01 - time, time - 500);
  const slow = (1 + eta * a * target ** (q - 2)) ** (q - 1) / ((q - 2) * a) + eta / unit;
  const fast = (1 - ratio ** (2 - q)) / ((q - 2) * a);
  return form === 'upper' ? time - slow : Math.max(time - slow, fast - time);
}

export const timeTolerance = 1e-9;

export function measureTime(regime: TimeRegime, trials: readonly number[], lab: Lab): SearchOutcome[] {
  const cases: fc.Arbitrary<TimeCase> = fc.record({
    degree: fc.integer({ min: 3, max: 6 }),
    a: number(0.2, 5),
    step: number(0.1, 1),
    start: number(0, 1),
    ratio: number(regime.leastRatio, 30),
    seed: fc.nat(1e6),
  });
  return trials.map((trial) =>
    search({
      cases,
      excess: (candidate) => timeExcess(candidate, regime),
      tolerance: timeTolerance,
      runs: regime.runs,
      seed: lab.seed('sequences', trial),
    }),
  );
}

/** ηT_x against x₀ at η = x₀/10, A = 1, C = 10x₀, for each q. */
export function timeFigure(): readonly Figure[] {
  const starts = [0.3, 0.2, 0.1, 0.07, 0.05];
  return [
    {
      title: 'Time to grow tenfold, η = x₀/10, A = 1',
      x: { label: 'x₀', log: true },
      y: { label: 'ηT_x', log: true },
      series: [3, 4, 5].map((q) => ({
        name: `q = ${q}`,
        points: starts.map((x0) => {
          const eta = x0 / 10;
          return [x0, eta * hittingTime(x0, 10 * x0, (x) => eta * x ** (q - 1))] as const;
        }),
      })),
    },
  ];
}
