import { all, type fc, type Lab, neverViolated, part, type SearchOutcome, search } from 'lemmata';

/** One conjunct: left side minus right side of a case, and how much of it is rounding. */
interface Statement<Case, Regime> {
  readonly tolerance: number;
  excess(candidate: Case, regime: Regime): number;
}

export type SearchOutcomes = Readonly<Record<string, SearchOutcome>>;

/** `measure` and `rule` of a claim of several statements over the cases of one generator: each has its own search. */
export function searchParts<Case, Regime extends { readonly runs: number }>(
  cases: (regime: Regime) => fc.Arbitrary<Case>,
  statements: Readonly<Record<string, Statement<Case, Regime>>>,
) {
  const named = Object.entries(statements);
  return {
    measure: (regime: Regime, trials: readonly number[], lab: Lab): SearchOutcomes[] =>
      trials.map((trial) =>
        Object.fromEntries(
          named.map(([name, { tolerance, excess }]) => [
            name,
            search({
              cases: cases(regime),
              excess: (candidate) => excess(candidate, regime),
              tolerance,
              runs: regime.runs,
              seed: lab.seed(name, trial),
            }),
          ]),
        ),
      ),
    rule: all<SearchOutcomes>(
      Object.fromEntries(
        named.map(([name, { tolerance }]) => [
          name,
          part(neverViolated({ tolerance, atMost: 0.05 }), (outcomes: SearchOutcomes) => outcomes[name]),
        ]),
      ),
    ),
  };
}
