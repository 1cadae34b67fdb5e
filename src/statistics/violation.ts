import { BadInput } from '../errors.ts';

/** A case that breaks a statement and is small enough to be checked by hand, for the record of a refuted claim. */
export interface Violation {
  readonly left: number;
  /** What the statement says of the two sides. */
  readonly claimed: '≤' | '=';
  readonly right: number;
  /** left − right; its modulus where they should be equal. */
  readonly excess: number;
  /** What float64 may have done to the excess, at most. */
  readonly rounding: number;
}

/** By how much an excess has to be above its rounding. */
const margin = 1e3;

/**
 * @param operations roundings behind each side, none of them a cancellation
 * @throws BadInput if the excess is not a thousand times its rounding: then it is no counterexample.
 */
export function violation(left: number, claimed: '≤' | '=', right: number, operations = 16): Violation {
  const excess = claimed === '=' ? Math.abs(left - right) : left - right;
  const rounding = operations * 2 ** -53 * (Math.abs(left) + Math.abs(right));
  if (!(excess > margin * rounding)) {
    throw new BadInput({
      field: 'counterexample',
      rule: `must break left ${claimed} right by more than ${margin} times what rounding can do, ${rounding}`,
      value: { left, right },
      remedy: 'Give a case that breaks the statement.',
    });
  }
  return { left, claimed, right, excess, rounding };
}
