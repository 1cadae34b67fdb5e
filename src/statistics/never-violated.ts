import * as fc from 'fast-check';
import { NotMeasured } from '../errors.ts';
import { checkAlways, violationBound } from './always.ts';
import { smallestCount } from './intervals.ts';
import { atLeast, type Rule } from './rule.ts';

/** What a property search over generated cases found. */
export interface SearchOutcome {
  readonly runs: number;
  /** fast-check seed and path; together with the property they replay the counterexample. */
  readonly seed: number;
  readonly path: string | null;
  /** Shrunk, JSON-safe; null when no case exceeded the tolerance. */
  readonly counterexample: unknown;
  /** Excess of the shrunk counterexample, or the largest one seen. */
  readonly excess: number;
}

/**
 * Searches generated cases for one whose excess (left side minus right side) is beyond the tolerance, and shrinks it.
 * @throws NotMeasured if an excess is not a number.
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
  let largest = Number.NEGATIVE_INFINITY;
  let broken: unknown;
  const property = fc.property(cases, (candidate) => {
    let excess: number;
    try {
      excess = params.excess(candidate);
    } catch (error) {
      broken ??= error;
      return false;
    }
    if (Number.isNaN(excess)) broken ??= new NotMeasured(`the excess of ${fc.stringify(candidate)} is not a number`);
    largest = Math.max(largest, excess);
    return excess <= tolerance;
  });
  const seed = fc.hash(params.seed) | 0;
  const result = fc.check(property, { seed, numRuns: runs, ...(path !== undefined && { path }), endOnFailure: false });
  if (broken !== undefined) throw broken;
  const found = result.counterexample?.[0];
  return {
    runs: result.numRuns,
    seed,
    path: result.counterexamplePath,
    counterexample: found === undefined ? null : JSON.parse(JSON.stringify(found)),
    excess: found === undefined ? largest : params.excess(found),
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
      const broken = observations.find(({ counterexample }) => counterexample !== null);
      const count = observations.reduce((sum, { runs }) => sum + runs, 0);
      const measured = broken?.excess ?? Math.max(...observations.map(({ excess }) => excess));
      const bound = violationBound(count, share);
      return {
        verdict: broken ? 'refuted' : bound <= atMost ? 'supported' : 'undecided',
        measured,
        predicted: `≤ ${tolerance}`,
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
    samplesNeeded: (effect, share) => smallestCount(1, (count) => violationBound(count, share) <= effect),
    explain: () =>
      `Property search with shrinking (fast-check). A case beyond ${tolerance} refutes; n cases without one leave a ` +
      'violation probability, under the distribution of the cases, of at most 1 − share^(1/n).',
  };
}
