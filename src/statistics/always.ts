import { BadInput } from '../errors.ts';
import { smallestCount } from './intervals.ts';
import { proportionAtLeast } from './proportion.ts';
import { atLeast, finite, type Rule } from './rule.ts';

/** The step of a trajectory that comes nearest to breaking a bound, or breaks it most. */
export interface Worst {
  /** Left side minus right side there, in the statement's units; positive breaks the bound. */
  readonly excess: number;
  readonly step: number;
}

/** The bound holds along a whole trajectory with probability at least p, up to `tolerance`. */
export function alwaysWithProbability({ p, tolerance = 0 }: { p: number; tolerance?: number }): Rule<Worst> {
  const proportion = proportionAtLeast({ p });
  return {
    ...proportion,
    name: 'always-with-probability',
    summary: `the bound holds at every step with probability ≥ ${p}`,
    kinds: ['trajectory', 'inequality', 'probability'],
    decide(observations, share) {
      const excesses = finite(
        observations.map(({ excess }) => excess),
        'excess',
      );
      return proportion.decide(
        excesses.map((excess) => excess <= tolerance),
        share,
      );
    },
    explain: () => `A trial counts when its largest excess is at most ${tolerance}. ${proportion.explain()}`,
  };
}

/**
 * The bound holds at every step of every trajectory. One violation beyond `tolerance` refutes (it is its own proof);
 * without one the statement is supported once the probability of a violating trial is below `atMost`.
 */
export function always({ tolerance, atMost }: { tolerance: number; atMost: number }): Rule<Worst> {
  checkAlways('always', tolerance, atMost);
  return {
    name: 'always',
    summary: `no step exceeds the bound (tolerance ${tolerance}); violating trials rarer than ${atMost}`,
    kinds: ['trajectory', 'inequality', 'identity'],
    anytime: false,
    decide(observations, share) {
      atLeast(1, observations, 'always');
      const excesses = finite(
        observations.map(({ excess }) => excess),
        'excess',
      );
      const count = excesses.length;
      const measured = Math.max(...excesses);
      const trial = excesses.indexOf(measured);
      const violated = measured > tolerance;
      const bound = violationBound(count, share);
      return {
        verdict: violated ? 'refuted' : bound <= atMost ? 'supported' : 'undecided',
        measured,
        predicted: `≤ ${tolerance}`,
        demand: [Number.NEGATIVE_INFINITY, tolerance],
        interval: violated ? [measured, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, measured],
        count,
        share,
        sentence: violated
          ? `the bound is exceeded by ${measured.toPrecision(4)} at step ${observations[trial].step} of trial ${trial}`
          : `largest excess ${measured.toPrecision(4)} over ${count} trials; a violating trial has probability below ${bound.toPrecision(2)}`,
        ...(violated && { evidence: { trial, step: observations[trial].step, excess: measured } }),
      };
    },
    smallestDetectable: violationBound,
    detects: 'as the probability of a violating trial',
    samplesNeeded: (effect, share) => smallestCount(1, (count) => violationBound(count, share) <= effect),
    explain: () =>
      `A violation beyond ${tolerance} refutes a statement for all steps and needs no share. n trials without one leave a ` +
      `violating trial a probability of at most 1 − share^(1/n), which must be ≤ ${atMost}.`,
  };
}

/** @throws BadInput for a negative tolerance, or a probability that is none. */
export function checkAlways(field: string, tolerance: number, atMost: number): void {
  if (tolerance >= 0 && atMost > 0 && atMost < 1) return;
  const value = { tolerance, atMost };
  throw new BadInput({ field, rule: 'tolerance ≥ 0 and 0 < atMost < 1', value, remedy: 'Fix the constant.' });
}

/** The bound holds at every step of computations that have no randomness: each is its own proof, no share is spent. */
export function alwaysExactly({ tolerance }: { tolerance: number }): Rule<Worst> {
  const rule = always({ tolerance, atMost: 0.5 });
  return {
    ...rule,
    name: 'always-exactly',
    summary: `no step exceeds the bound (tolerance ${tolerance}), by a computation without randomness`,
    kinds: ['trajectory', 'inequality', 'identity', 'ordering', 'comparison'],
    decide(observations, share) {
      const { sentence: _random, ...decision } = rule.decide(observations, share);
      const violated = decision.verdict === 'refuted';
      const { step } = observations.find(({ excess }) => excess === decision.measured)!;
      return {
        ...decision,
        verdict: violated ? 'refuted' : 'supported',
        share: 0,
        sentence: `largest excess ${decision.measured.toPrecision(4)}, at ${step}${violated ? ', beyond the bound' : ''}`,
      };
    },
    smallestDetectable: () => 0,
    samplesNeeded: () => 1,
    explain: () => `The computation is deterministic: an excess beyond ${tolerance} refutes, its absence supports.`,
  };
}

/** Upper confidence bound for the probability of an event that `count` independent trials never showed. */
export function violationBound(count: number, share: number): number {
  return 1 - share ** (1 / count);
}
