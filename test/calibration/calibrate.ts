import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import { type Random, random } from '../../src/random/random.ts';
import type { Decision, Rule } from '../../src/statistics/rule.ts';

/** A rule at the edge of what it decides: where a wrong verdict is most likely. */
export interface Boundary<Observation> {
  /** The exported factory, by which the battery knows that every rule is enrolled. */
  readonly factory: (...args: never[]) => unknown;
  readonly rule: Rule<Observation>;
  /** How many observations the rule sees; several numbers are the looks of an anytime-valid rule. */
  readonly looks: readonly number[];
  /** One observation where the statement is (just) false, so that support is wrong. */
  readonly justFalse: (stream: Random, trial: number) => Observation;
  /** One observation where the statement is (just) true, so that refutation is wrong. May be the same function. */
  readonly justTrue: (stream: Random, trial: number) => Observation;
  /** The part of the share that each side may spend; halves unless the rule says otherwise. */
  readonly spends?: { readonly support: number; readonly refute: number };
  /** A rule that spent the share this many times over must be caught. Above 2 where the rule is conservative. */
  readonly caughtAt?: number;
  /** For a rule that sees observations only through a summary: that summary, so that equal ones are decided once. */
  readonly summary?: (observations: readonly Observation[]) => string;
}

export interface Rate {
  readonly promised: number;
  readonly wrong: number;
  readonly verdicts: number;
  /** Probability of so many wrong verdicts, or more, if the rule kept its promise (exact binomial). */
  readonly pValue: number;
}

/** Simulated verdicts of each kind. */
export const verdicts = 2000;
/** Share at which the rules are measured: large, so that wrong verdicts are seen. */
export const share = 0.1;

/** How often the rule is ever wrong, at any of its looks, when it is allowed to spend `spent`. */
export function measure<O>(boundary: Boundary<O>, spent = share): { support: Rate; refute: Rate } {
  const { rule, looks, justFalse, justTrue, spends = { support: 1 / 2, refute: 1 / 2 }, summary } = boundary;
  const memory = new Map<string, Decision['verdict']>();
  const verdictOf = (observations: readonly O[]): Decision['verdict'] => {
    if (!summary) return rule.decide(observations, spent).verdict;
    const key = summary(observations);
    if (!memory.has(key)) memory.set(key, rule.decide(observations, spent).verdict);
    return memory.get(key)!;
  };
  const everReached = (draw: Boundary<O>['justTrue'], seed: string) => {
    const observations = Array.from(
      { length: looks[looks.length - 1] },
      (
        (stream) => (_: unknown, trial: number) =>
          draw(stream, trial)
      )(random(seed)),
    );
    return new Set(looks.map((count) => verdictOf(observations.slice(0, count))));
  };
  let [supported, refuted] = [0, 0];
  for (let k = 0; k < verdicts; k++) {
    const seed = `calibration|${rule.name}|${k}`;
    const whereFalse = everReached(justFalse, seed);
    const whereTrue = justTrue === justFalse ? whereFalse : everReached(justTrue, seed);
    if (whereFalse.has('supported')) supported++;
    if (whereTrue.has('refuted')) refuted++;
  }
  return { support: rate(supported, share * spends.support), refute: rate(refuted, share * spends.refute) };
}

function rate(wrong: number, promised: number): Rate {
  return { promised, wrong, verdicts, pValue: 1 - binomialCdf(wrong - 1, verdicts, promised) };
}
