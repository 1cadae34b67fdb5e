import { BadInput, NotMeasured } from '../errors.ts';

/** What kind of guarantee a statement gives; a rule says which kinds it can decide. */
export const guarantees = [
  'identity',
  'inequality',
  'trajectory',
  'probability',
  'mean',
  'exponent',
  'rate',
  'comparison',
  'ordering',
  'equivalence',
] as const;
export type Guarantee = (typeof guarantees)[number];

export type Outcome = 'supported' | 'refuted' | 'undecided';

/** Lower and upper end, in the units of `measured`; ±Infinity where a side is open. */
export type Interval = readonly [lower: number, upper: number];

/** What a rule concluded. Never a boolean: the evidence travels with the verdict. */
export interface Decision {
  readonly verdict: Outcome;
  /** Point estimate in the statement's units. */
  readonly measured: number;
  /** What the rule demands of the measured quantity, e.g. `≥ 0.9`. */
  readonly predicted: string;
  /** The values of `measured` at which the statement holds: `predicted` as a range, for those who draw it. */
  readonly demand?: Interval;
  /** Confidence interval for the measured quantity that is wrong with probability at most `share`. */
  readonly interval: Interval;
  /** Number of independent observations (or of searched cases) behind the verdict. */
  readonly count: number;
  /** Probability of a wrong verdict that this decision was allowed to spend. */
  readonly share: number;
  /** One plain sentence with the numbers in it. */
  readonly sentence: string;
  /** Sub-decisions of a conjunction. */
  readonly parts?: readonly { readonly name: string; readonly decision: Decision }[];
  /** JSON-safe evidence, e.g. a shrunk counterexample with its seed and replay path. */
  readonly evidence?: unknown;
}

/**
 * A statistical decision procedure over independent observations, one per trial.
 * `share` is the probability of a wrong verdict (false support or false refutation) that a call may spend.
 */
export interface Rule<Observation> {
  readonly name: string;
  /** One line: what must hold, with its constants. */
  readonly summary: string;
  /** The kinds of guarantee that this rule is fit to decide. */
  readonly kinds: readonly Guarantee[];
  /** True if `decide` may be called again after every new batch of trials without paying more than `share`. */
  readonly anytime: boolean;
  /** @throws NotMeasured if an observation is not finite; BadInput if there are fewer than the rule needs. */
  decide(observations: readonly Observation[], share: number): Decision;
  /** The smallest departure from the boundary that `count` observations can tell, in the units of `measured`. */
  smallestDetectable(count: number, share: number): number;
  /** What `smallestDetectable` is the size of, and what it supposes; words that follow the number. */
  readonly detects?: string;
  /** The rules of a conjunction, in the order of the parts of its decisions. */
  readonly parts?: readonly Rule<never>[];
  /** Observations needed to tell a departure of size `effect` from the boundary (power ≥ 1/2 unless stated). */
  samplesNeeded(effect: number, share: number): number;
  /** The procedure in a few sentences, with its source. */
  explain(): string;
}

/** The `values` themselves, if all are finite. @throws NotMeasured naming the first that is not. */
export function finite(values: readonly number[], what: string): readonly number[] {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new NotMeasured(`${what} of observation ${bad} is ${values[bad]}: training diverged or overflowed`);
  return values;
}

/** @throws BadInput if fewer than `least` observations came. */
export function atLeast(least: number, observations: readonly unknown[], rule: string): void {
  if (observations.length < least) {
    throw new BadInput({
      field: `${rule} observations`,
      rule: `must be at least ${least}`,
      value: observations.length,
      remedy: `Run at least ${least} trials.`,
    });
  }
}
