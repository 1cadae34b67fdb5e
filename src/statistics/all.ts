import { BadInput } from '../errors.ts';
import type { Decision, Guarantee, Rule } from './rule.ts';

/** One conjunct: its rule, and what it sees of a trial (null: nothing). */
interface Conjunct<Observation> {
  decide(observations: readonly Observation[], share: number): Decision;
  readonly rule: Rule<never>;
}

/** A conjunct of `all`: `rule` decides what `of` takes from each observation. */
export function part<Observation, Part>(
  rule: Rule<Part>,
  of: (observation: Observation) => Part | null,
): Conjunct<Observation> {
  return {
    rule: rule as Rule<never>,
    decide: (observations, share) =>
      rule.decide(
        observations.map(of).filter((taken) => taken !== null),
        share,
      ),
  };
}

/**
 * Every part must hold. The share is split evenly. Refuted if a part is refuted, supported if all are supported; the
 * numbers shown are those of the part that decided.
 */
export function all<Observation>(
  parts: Readonly<Record<string, Conjunct<Observation>>>,
  kinds?: readonly Guarantee[],
): Rule<Observation> {
  const named = Object.entries(parts);
  const count = named.length;
  if (count < 2) {
    const remedy = 'Use the rule itself.';
    throw new BadInput({ field: 'all', rule: 'must have two or more parts', value: Object.keys(parts), remedy });
  }
  const rules = named.map(([, { rule }]) => rule);
  return {
    name: `all(${rules.map(({ name }) => name).join(', ')})`,
    summary: named.map(([name, { rule }]) => `${name}: ${rule.summary}`).join('; '),
    kinds: kinds ?? rules[0].kinds.filter((kind) => rules.every((rule) => rule.kinds.includes(kind))),
    anytime: rules.every(({ anytime }) => anytime),
    decide(observations, share) {
      const decisions = named.map(([name, conjunct]) => ({
        name,
        decision: conjunct.decide(observations, share / count),
      }));
      const first = (verdict: Decision['verdict']) => decisions.find(({ decision }) => decision.verdict === verdict);
      const { name, decision } = first('refuted') ?? first('undecided') ?? decisions[0];
      return {
        ...decision,
        predicted: `${name}: ${decision.predicted}`,
        share,
        sentence: `${name}: ${decision.sentence}`,
        parts: decisions,
      };
    },
    parts: rules,
    smallestDetectable: (samples, share) =>
      Math.max(...rules.map((rule) => rule.smallestDetectable(samples, share / count))),
    samplesNeeded: (effect, share) => Math.max(...rules.map((rule) => rule.samplesNeeded(effect, share / count))),
    explain: () =>
      `Every part must hold, each at a ${count}th of the share; one refuted part refutes. ` +
      named.map(([name, { rule }]) => `${name}: ${rule.explain()}`).join(' '),
  };
}
