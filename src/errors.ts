/** A value that a person gave (CLI, config, claim, data file, record) and that breaks a rule. Exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly field: string;
  readonly rule: string;
  readonly value: unknown;
  readonly remedy: string;

  constructor(problem: { field: string; rule: string; value: unknown; remedy: string }) {
    super(`${problem.field}: ${problem.rule}; got ${show(problem.value)}. ${problem.remedy}`);
    this.field = problem.field;
    this.rule = problem.rule;
    this.value = problem.value;
    this.remedy = problem.remedy;
  }
}

/** Nothing could be measured: training diverged, a device was lost, a backend is missing. The verdict is `not run`. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}

/** What only the user can supply, an image set, is not here: the claim is skipped, which is neither pass nor fail. */
export class NoData extends NotMeasured {}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
