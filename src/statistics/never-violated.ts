import * as fc from 'fast-check';
import { BadInput, NotMeasured } from '../errors.ts';
import { checkAlways, violationBound } from './always.ts';
import { smallestCount } from './intervals.ts';
import { atLeast, type Rule } from './rule.ts';

/** What a property search over generated cases found. */
export interface SearchOutcome {
  readonly runs: number;
  /** fast-check seed and path; together with the property they replay the counterexample. Path null: none was found. */
  readonly seed: number;
  readonly path: string | null;
  /** Shrunk and JSON-safe (what JSON cannot hold is printed as text); null when no case exceeded the tolerance. */
  readonly counterexample: unknown;
  /** Excess of the shrunk counterexample, or the largest one seen. */
  readonly excess: number;
}

/** Cases that a counterexample may be shrunk over; along a curved boundary shrinking would go on for hours. */
const mostShrinks = 5000;

/**
 * Searches generated cases for one whose excess (left side minus right side) is beyond the tolerance, and shrinks it.
 * @throws NotMeasured if an excess is not a number, or if too few cases meet the preconditions (`fc.pre`).
 */
export function search<Case>(params: {
  readonly cases: fc.Arbitrary<Case>;
  excess(candidate: Case): number;
  readonly tolerance: number;
  readonly runs: number;
  /** Any text; hashed to fast-check's 32-bit seed. */
  readonly seed: string;
  readonly path?: string;
}): SearchOutcome {
  const { cases, tolerance, runs, path } = params;
  if (!(Number.isInteger(runs) && runs >= 1)) {
    const remedy = 'Use e.g. 200.';
    throw new BadInput({ field: 'search runs', rule: 'must be a whole number from 1 on', value: runs, remedy });
  }
  let largest = Number.NEGATIVE_INFINITY;
  let broken: unknown;
  let shrinks = -1;
  const property = fc.property(cases, (candidate) => {
    if (shrinks >= 0 && ++shrinks > mostShrinks) return true;
    let excess: number;
    try {
      excess = params.excess(candidate);
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      broken ??= error;
      return false;
    }
    if (Number.isNaN(excess)) broken ??= new NotMeasured(`the excess of ${fc.stringify(candidate)} is not a number`);
    largest = Math.max(largest, excess);
    if (excess > tolerance && shrinks < 0) shrinks = 0;
    return excess <= tolerance;
  });
  const seed = fc.hash(params.seed) | 0;
  const result = fc.check(property, { seed, numRuns: runs, ...(path !== undefined && { path }), endOnFailure: false });
  if (broken !== undefined) throw broken;
  if (result.counterexample === null) {
    if (result.failed) throw new NotMeasured(`only ${result.numRuns} of ${runs} cases met the preconditions`);
    return { runs: result.numRuns, seed, path: null, counterexample: null, excess: largest };
  }
  const [found] = result.counterexample;
  return {
    runs: result.numRuns,
    seed,
    path: result.counterexamplePath,
    counterexample: jsonSafe(found),
    excess: params.excess(found),
  };
}

/** No generated case breaks the property; the number of runs bounds the probability that a case does. */
export function neverViolated({ tolerance, atMost }: { tolerance: number; atMost: number }): Rule<SearchOutcome> {
  checkAlways('never-violated', tolerance, atMost);
  return {
    name: 'never-violated',
    summary: `no case beyond ${tolerance}; violating cases rarer than ${atMost}`,
    kinds: ['identity', 'inequality', 'trajectory', 'equivalence'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'never-violated');
      for (const { path, excess } of observations) checkTolerance(tolerance, path !== null, excess);
      const broken = observations.find(({ path }) => path !== null);
      const count = observations.reduce((sum, { runs }) => sum + runs, 0);
      const measured = broken?.excess ?? Math.max(...observations.map(({ excess }) => excess));
      const bound = violationBound(count, share);
      return {
        verdict: broken ? 'refuted' : bound <= atMost ? 'supported' : 'undecided',
        measured,
        predicted: `≤ ${tolerance}`,
        demand: [Number.NEGATIVE_INFINITY, tolerance],
        interval: broken ? [measured, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, measured],
        count,
        share,
        sentence: broken
          ? `a case has excess ${measured.toPrecision(4)}, beyond the tolerance ${tolerance}`
          : `no violation in ${count} cases (largest ${measured.toPrecision(3)}); a violating case has probability below ${bound.toPrecision(2)}`,
        ...(broken && { evidence: { counterexample: broken.counterexample, seed: broken.seed, path: broken.path } }),
      };
    },
    smallestDetectable: violationBound,
    detects: 'as the probability of a violating case',
    samplesNeeded: (effect, share) => smallestCount(1, (count) => violationBound(count, share) <= effect),
    explain: () =>
      `Property search with shrinking (fast-check). A case beyond ${tolerance} refutes and needs no share; n cases ` +
      'without one leave a violation probability, averaged over the distributions that the cases were drawn from, of at ' +
      `most 1 − share^(1/n), which must be ≤ ${atMost}.`,
  };
}

/** A search with another tolerance than the rule's must not decide it. */
function checkTolerance(tolerance: number, found: boolean, excess: number): void {
  if (found === excess > tolerance) return;
  throw new BadInput({
    field: 'never-violated tolerance',
    rule: `must be the one that the search used; it ${found ? 'reported' : 'passed over'} an excess of ${excess}`,
    value: tolerance,
    remedy: 'Give search and rule one constant.',
  });
}

/** A copy that survives JSON: NaN, Infinity, -0, undefined, bigints and typed arrays become their text. */
function jsonSafe(value: unknown): unknown {
  const safe = (leaf: unknown) =>
    leaf === null ||
    typeof leaf === 'string' ||
    typeof leaf === 'boolean' ||
    (typeof leaf === 'number' && Number.isFinite(leaf) && !Object.is(leaf, -0)) ||
    Array.isArray(leaf) ||
    (typeof leaf === 'object' && [null, Object.prototype].includes(Object.getPrototypeOf(leaf)));
  return JSON.parse(JSON.stringify(value, (_, leaf: unknown) => (safe(leaf) ? leaf : fc.stringify(leaf))));
}
