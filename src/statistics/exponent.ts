import { linearRegression, mean } from 'simple-statistics';
import { BadInput, NotMeasured } from '../errors.ts';
import { normality, shown, smallestCount, tHalfWidth, tInterval } from './intervals.ts';
import { atLeast, type Interval, type Outcome, type Rule } from './rule.ts';

/** One sweep: y(x) at increasing or decreasing x, all positive. */
export interface Sweep {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface Shared {
  /** The end of the sweep at which the asymptotic statement speaks. */
  readonly towards: 'zero' | 'infinity';
  /** Largest departure of the last local slope from the fitted one that still counts as asymptotic. */
  readonly settled?: number;
  /** A sweep without randomness: the interval is the range of the local slopes in the asymptotic half. */
  readonly deterministic?: boolean;
}

/**
 * y = O(x^order) as x → 0 or y = Ω(x^order) as x → ∞: the slope of log y on log x is at least `accept` (default order −
 * 0.2); refuted at or below `reject` (default order − 0.5). Rule ORDER of the igr-momentum catalogue.
 */
export function exponentAtLeast(
  params: Shared & {
    readonly order: number;
    readonly accept?: number;
    readonly reject?: number;
    /** Every trial's slope must reach this (default order − 0.35). */
    readonly everyTrial?: number;
    /** y/x^order may grow by this factor from the largest x to the smallest (default 4). */
    readonly growth?: number;
  },
): Rule<Sweep> {
  const { order, accept = order - 0.2, reject = order - 0.5, everyTrial = order - 0.35, growth = 4 } = params;
  return build(
    'exponent-at-least',
    `exponent ≥ ${accept}`,
    params,
    { accept, reject },
    {
      verdictOf: ([lower, upper]) => (lower >= accept ? 'supported' : upper <= reject ? 'refuted' : 'undecided'),
      objection(sweeps, slopes) {
        const weak = slopes.findIndex((slope) => slope < everyTrial);
        if (weak >= 0) return `trial ${weak} has exponent ${slopes[weak].toFixed(3)} < ${everyTrial}`;
        const grown = sweeps.findIndex((sweep) => growthTowards(sweep, order, params.towards) > growth);
        if (grown >= 0) return `y/x^${order} grows by more than ${growth} in trial ${grown}`;
        return null;
      },
      demand: [accept, Number.POSITIVE_INFINITY],
      margin: accept - reject,
    },
  );
}

/**
 * The slope is at most `accept`, and y itself at most `cap`; refuted at or above `reject`. Rule Õ of momentum. A value
 * above the cap withholds support and no more: only the slope can refute a statement about growth.
 */
export function exponentAtMost(
  params: Shared & { readonly accept: number; readonly reject: number; readonly cap?: number },
): Rule<Sweep> {
  const { accept, reject, cap = Number.POSITIVE_INFINITY } = params;
  const capped = Number.isFinite(cap) ? ` and max ≤ ${cap}` : '';
  return build(
    'exponent-at-most',
    `exponent ≤ ${accept}${capped}`,
    params,
    { accept, reject },
    {
      verdictOf: ([lower, upper]) => (upper <= accept ? 'supported' : lower >= reject ? 'refuted' : 'undecided'),
      objection(sweeps) {
        const most = Math.max(...sweeps.flatMap(({ y }) => y));
        return most > cap ? `the largest value ${most.toPrecision(4)} exceeds ${cap}` : null;
      },
      demand: [Number.NEGATIVE_INFINITY, accept],
      margin: reject - accept,
    },
  );
}

/** The slope equals `value` within `tolerance` (equivalence: the interval lies inside; disjoint refutes). */
export function exponentEquals(params: Shared & { readonly value: number; readonly tolerance: number }): Rule<Sweep> {
  const { value, tolerance } = params;
  const [accept, reject] = [value - tolerance, value + tolerance];
  return build(
    'exponent-equals',
    `exponent = ${value} ± ${tolerance}`,
    params,
    { accept, reject },
    {
      verdictOf: ([lower, upper]) =>
        lower >= accept && upper <= reject ? 'supported' : lower > reject || upper < accept ? 'refuted' : 'undecided',
      objection: () => null,
      demand: [accept, reject],
      margin: tolerance,
    },
  );
}

interface Form {
  verdictOf(interval: Interval): Outcome;
  /** Why support must be withheld in spite of the slope. */
  objection(sweeps: readonly Sweep[], slopes: readonly number[]): string | null;
  /** The slopes that the statement allows. */
  readonly demand: Interval;
  /** Distance between supporting and refuting slopes, or half the width of the supporting ones; must be positive. */
  readonly margin: number;
}

function build(
  name: string,
  summary: string,
  { towards, settled = 0.35, deterministic = false }: Shared,
  thresholds: { accept: number; reject: number },
  form: Form,
): Rule<Sweep> {
  if (!(Number.isFinite(thresholds.accept) && Number.isFinite(thresholds.reject) && form.margin > 0)) {
    const remedy = 'Leave a gap between them.';
    throw new BadInput({
      field: `${name} thresholds`,
      rule: 'must be finite, and support must end before refutation begins',
      value: thresholds,
      remedy,
    });
  }
  const least = deterministic ? 1 : 2;
  const smallestDetectable = (count: number, share: number) => (deterministic ? 0 : tHalfWidth(0.1, count, share));
  return {
    name,
    summary,
    kinds: ['exponent', 'rate', 'trajectory'],
    anytime: false,
    decide(observations, share) {
      atLeast(least, observations, name);
      const sweeps = observations.map((sweep, k) => ordered(sweep, k, observations[0].x.length, towards));
      const slopes = sweeps.map((sweep) => logSlope(sweep));
      const local = meanLocalSlopes(sweeps);
      const from = Math.floor((local.length - 1) / 2);
      const half = local.slice(from);
      // A least squares slope is a weighted mean of the local ones, so each estimate lies in its interval.
      const measured = mean(deterministic ? sweeps.map((sweep) => logSlope(sweep, from)) : slopes);
      const interval: Interval = deterministic ? [Math.min(...half), Math.max(...half)] : tInterval(slopes, share);
      const drift = local[local.length - 1] - measured;
      const raw = form.verdictOf(interval);
      const objections = [
        raw === 'supported' ? form.objection(sweeps, slopes) : null,
        // A last local slope beyond what the verdict needs only strengthens it.
        raw !== 'undecided' && Math.abs(drift) > settled && form.verdictOf([measured + drift, measured + drift]) !== raw
          ? `not in the asymptotic range: the last local slope is ${local[local.length - 1].toFixed(3)}`
          : null,
      ].filter((objection) => objection !== null);
      return {
        verdict: objections.length > 0 ? 'undecided' : raw,
        measured,
        predicted: summary.replace('exponent ', ''),
        demand: form.demand,
        interval,
        count: observations.length,
        share: deterministic ? 0 : share,
        sentence: [
          `exponent ${measured.toFixed(3)} in ${shown(interval)}`,
          `local slopes ${local.map((slope) => slope.toFixed(2)).join(', ')}`,
          ...objections,
        ].join('; '),
      };
    },
    smallestDetectable,
    detects: 'in the exponent, if the slopes of the trials spread by 0.1',
    samplesNeeded: (effect, share) =>
      deterministic ? 1 : smallestCount(2, (count) => smallestDetectable(count, share) <= effect),
    explain: () =>
      `Least squares slope of log y on log x for each trial; ${
        deterministic
          ? 'the sweep is deterministic, so the interval is the range of the local slopes in its asymptotic half and no error share is spent'
          : "Student's t interval of the mean slope (smallestDetectable supposes slopes spread by 0.1)"
      }. Demands ${summary}; refutes beyond ${thresholds.reject}. A verdict that the last local slope contradicts by ` +
      `more than ${settled} is withheld as not asymptotic.${deterministic ? '' : ` ${normality}`}`,
  };
}

/** The sweep with its asymptotic end last. @throws NotMeasured or BadInput for unusable values. */
function ordered({ x, y }: Sweep, trial: number, points: number, towards: Shared['towards']): Sweep {
  const field = `sweep of observation ${trial}`;
  if (x.length !== y.length || x.length < 3 || x.length !== points) {
    const [rule, value] = ['must be 3 or more pairs, as many as in the other trials', [x.length, y.length]];
    throw new BadInput({ field, rule, value, remedy: 'Use one sweep for all trials, of 3 points or more.' });
  }
  if (!x.every((value) => value > 0 && Number.isFinite(value)) || new Set(x).size < points) {
    throw new BadInput({ field, rule: 'must have distinct positive x', value: x, remedy: 'Fix the sweep.' });
  }
  const bad = y.findIndex((value) => !(Number.isFinite(value) && value > 0));
  if (bad >= 0) throw new NotMeasured(`y = ${y[bad]} at x = ${x[bad]} of observation ${trial} has no logarithm`);
  const order = x.map((_, k) => k).sort((a, b) => (towards === 'zero' ? x[b] - x[a] : x[a] - x[b]));
  return { x: order.map((k) => x[k]), y: order.map((k) => y[k]) };
}

function logSlope({ x, y }: Sweep, from = 0): number {
  return linearRegression(x.map((value, k) => [Math.log(value), Math.log(y[k])]).slice(from)).m;
}

/** Slopes between neighbouring points, averaged over the trials. */
function meanLocalSlopes(sweeps: readonly Sweep[]): number[] {
  return Array.from({ length: sweeps[0].x.length - 1 }, (_, k) =>
    mean(sweeps.map(({ x, y }) => Math.log(y[k + 1] / y[k]) / Math.log(x[k + 1] / x[k]))),
  );
}

function growthTowards({ x, y }: Sweep, order: number, towards: Shared['towards']): number {
  const last = x.length - 1;
  const growth = y[last] / x[last] ** order / (y[0] / x[0] ** order);
  return towards === 'zero' ? growth : 1 / growth;
}
